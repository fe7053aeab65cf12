import type { Repositories } from '../../shared/ports/repositories.ts'
import type { Release, ReleaseFile } from '../../shared/report/release.ts'
import { bytes, mapping, number, text } from '../mapping.ts'
import { numberOf, type Connection } from '../sqlite.ts'
import { statements } from '../statements.ts'

type AuditReleaseFile = Omit<ReleaseFile, 'file'>

const fileTable = mapping<AuditReleaseFile>('audit_release_file', ['release', 'path'], {
  release: text('release'),
  path: text('path'),
  mediaType: text('media_type'),
  size: number('size'),
  sha256: text('sha256'),
  crc32: number('crc32'),
  bytes: bytes('bytes'),
})

/** Extracts of the audit as released: they belong to no incident and lie in tables of their own. */
export function auditReleases(connection: Connection): Repositories['auditReleases'] {
  const sql = statements(connection)
  return {
    nextNumber: (site) => numberOf(sql.read<{ next: number }>('SELECT coalesce(max(number), 0) + 1 AS next FROM audit_release WHERE site = ?').get(site)?.next),
    add(release, number, files) {
      sql.write('INSERT INTO audit_release (id, site, number, name, text) VALUES (?, ?, ?, ?, ?)').run(release.id, release.site, number, release.name, JSON.stringify(release))
      for (const { file: _none, ...file } of files) fileTable.insert(connection, file)
    },
    list: () => sql.read<{ text: string }>('SELECT text FROM audit_release ORDER BY position DESC').all().map(read),
  }
}

/** One extract, or `null`. */
export function findAuditRelease(connection: Connection, id: string): Release | null {
  const row = statements(connection).read<{ text: string }>('SELECT text FROM audit_release WHERE id = ?').get(id)
  return row === undefined ? null : read(row)
}

/** The frozen files of an extract, in the order of the package; none when it is not an extract. */
export function auditReleaseFiles(connection: Connection, id: string): ReleaseFile[] {
  return fileTable.list(connection, 'WHERE release = ? ORDER BY path', id).map((file) => ({ ...file, file: null }))
}

function read(row: { readonly text: string }): Release {
  return JSON.parse(row.text) as Release
}

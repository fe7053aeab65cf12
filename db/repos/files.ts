import type { Attachment, StoredFile } from '../../shared/file/file.ts'
import type { Repositories } from '../../shared/ports/repositories.ts'
import { mapping, number, plainBytes, text } from '../mapping.ts'
import type { Connection } from '../sqlite.ts'
import { statements } from '../statements.ts'

const fileTable = mapping<StoredFile>('file', ['id'], {
  id: text('id'),
  name: text('name'),
  mediaType: text('media_type'),
  size: number('size'),
  sha256: text('sha256'),
  crc32: number('crc32'),
  createdAt: number('created_at'),
  author: text('author'),
})

interface AttachmentRow {
  readonly incident: string
  readonly file: string
  readonly note: string
  readonly attachedAt: number
}

const attachmentTable = mapping<AttachmentRow>('incident_attachment', ['position'], {
  incident: text('incident'),
  file: text('file'),
  note: text('note'),
  attachedAt: number('attached_at'),
})

/** Finished files of the record and their links to incidents. */
export function files(connection: Connection): Repositories['files'] {
  const find = (id: string): StoredFile | null => fileTable.find(connection, 'WHERE id = ?', id)
  return {
    find,
    chunk(file, index) {
      const row = statements(connection)
        .read<{ bytes: Uint8Array }>('SELECT c.bytes FROM file_chunk f JOIN chunk c ON c.sha256 = f.chunk WHERE f.file = ? AND f.number = ?')
        .get(file, index)
      return row === undefined ? null : plainBytes(row.bytes)
    },
    attach(attachment, author) {
      statements(connection)
        .write('INSERT INTO incident_attachment (incident, file, note, attached_at, author) VALUES (?, ?, ?, ?, ?)')
        .run(attachment.incident, attachment.file.id, attachment.note, attachment.attachedAt, author)
    },
    attachments: (incident) =>
      attachmentTable.list(connection, 'WHERE incident = ? ORDER BY position', incident).flatMap((row): Attachment[] => {
        const file = find(row.file)
        return file === null ? [] : [{ incident: row.incident, file, note: row.note, attachedAt: row.attachedAt }]
      }),
  }
}

/** Adds a finished file whose chunks are in the store already. */
export function addFile(connection: Connection, file: StoredFile, chunks: readonly Uint8Array[]): void {
  fileTable.insert(connection, file)
  const insert = statements(connection).write('INSERT INTO file_chunk (file, number, chunk) VALUES (?, ?, ?)')
  chunks.forEach((sha256, index) => insert.run(file.id, index, sha256))
}

import type { KeyExchange } from '../../shared/package/key-exchange.ts'
import type { KeyChangeRecord, KeysDocument, SigningKey } from '../../shared/package/signing-key.ts'
import type { Repositories } from '../../shared/ports/repositories.ts'
import type { Release, ReleaseFile, ReportDraft } from '../../shared/report/release.ts'
import type { Acknowledgement, Submission } from '../../shared/report/submission.ts'
import type { Transfer } from '../../shared/transfer/transfer.ts'
import { bytes, mapping, number, text } from '../mapping.ts'
import type { Connection } from '../sqlite.ts'
import { statements } from '../statements.ts'
import { auditReleaseFiles, findAuditRelease } from './audit-releases.ts'
import { appended } from './incidents.ts'

const draftTable = mapping<ReportDraft>('report_draft', ['incident', 'stage'], {
  incident: text('incident'),
  stage: text('stage'),
  fieldsText: text('fields_text'),
  savedAt: number('saved_at'),
  author: text('author'),
})

const releaseTable = mapping<Release>('package_release', ['id'], {
  id: text('id'),
  incident: text('incident'),
  site: text('site'),
  content: text('content'),
  stage: text('stage'),
  version: number('version'),
  recipient: text('recipient'),
  recipientKind: text('recipient_kind'),
  recipientName: text('recipient_name'),
  name: text('name'),
  line: text('line'),
  sequence: number('sequence'),
  previousSums: text('previous_sums'),
  supersedes: text('supersedes'),
  reason: text('reason'),
  sumsSha256: text('sums_sha256'),
  zipSha256: text('zip_sha256'),
  zipSize: number('zip_size'),
  zipSignature: text('zip_signature'),
  language: text('language'),
  tlp: text('tlp'),
  fieldsText: text('fields_text'),
  auditSequence: number('audit_sequence'),
  auditHead: text('audit_head'),
  releasedAt: number('released_at'),
  zone: text('zone'),
  releasedBy: text('released_by'),
})

const releaseFileTable = mapping<ReleaseFile>('package_file', ['release', 'path'], {
  release: text('release'),
  path: text('path'),
  mediaType: text('media_type'),
  size: number('size'),
  sha256: text('sha256'),
  crc32: number('crc32'),
  bytes: bytes('bytes'),
  file: text('file'),
})

const submissionTable = mapping<Submission>('submission', ['id'], {
  id: text('id'),
  incident: text('incident'),
  stage: text('stage'),
  release: text('release'),
  recipient: text('recipient'),
  instant: number('instant'),
  zone: text('zone'),
  channel: text('channel'),
  by: text('by_function'),
  authorityReference: text('authority_reference'),
  note: text('note'),
  statement: text('statement'),
  recordedAt: number('recorded_at'),
  author: text('author'),
})

const acknowledgementTable = mapping<Acknowledgement>('acknowledgement', ['id'], {
  id: text('id'),
  submission: text('submission'),
  instant: number('instant'),
  reference: text('reference'),
  text: text('text'),
  recordedAt: number('recorded_at'),
  author: text('author'),
})

const transferTable = mapping<Transfer>('transfer', ['id'], {
  id: text('id'),
  direction: text('direction'),
  release: text('release'),
  place: text('place'),
  fileName: text('file_name'),
  size: number('size'),
  sha256: text('sha256'),
  outcome: text('outcome'),
  detail: text('detail'),
  reason: text('reason'),
  at: number('at'),
  actor: text('actor'),
})

const keyTable = mapping<SigningKey>('signing_key', ['id'], {
  id: text('id'),
  kind: text('kind'),
  owner: text('owner'),
  principal: text('principal'),
  publicKey: bytes('public_key'),
  seed: bytes('seed'),
  certificate: text('certificate'),
  from: number('valid_from'),
  to: number('valid_to'),
  revokedAt: number('revoked_at'),
  reason: text('reason'),
})

const keysDocumentTable = mapping<KeysDocument>('keys_document', ['number'], {
  number: number('number'),
  issuedAt: number('issued_at'),
  text: text('text'),
  signature: text('signature'),
})

const keyChangeTable = mapping<KeyChangeRecord>('key_change', ['entity', 'number'], {
  entity: text('entity'),
  number: number('number'),
  text: text('text'),
  oldSignature: text('old_signature'),
  newSignature: text('new_signature'),
  recordedAt: number('recorded_at'),
  actor: text('actor'),
})

const keyExchangeTable = mapping<KeyExchange>('key_exchange', ['id'], {
  id: text('id'),
  side: text('side'),
  entity: text('entity'),
  request: text('request'),
  list: number('list'),
  fileName: text('file_name'),
  files: text('files'),
  recordedAt: number('recorded_at'),
  actor: text('actor'),
})

/** Drafts, frozen releases, what became of them, and the keys they are signed with. */
export function packages(
  connection: Connection,
): Pick<Repositories, 'drafts' | 'releases' | 'submissions' | 'acknowledgements' | 'transfers' | 'keys' | 'keyChanges' | 'keyExchanges' | 'received'> {
  return {
    drafts: {
      find: (incident, stage) => draftTable.find(connection, 'WHERE incident = ? AND stage = ?', incident, stage),
      save(draft) {
        draftTable.save(connection, draft)
      },
      remove(incident, stage) {
        statements(connection).write('DELETE FROM report_draft WHERE incident = ? AND stage = ?').run(incident, stage)
      },
    },
    releases: {
      add(release, files) {
        releaseTable.insert(connection, release)
        for (const file of files) releaseFileTable.insert(connection, file)
      },
      find: (id) => releaseTable.find(connection, 'WHERE id = ?', id) ?? findAuditRelease(connection, id),
      list: (incident) => releaseTable.list(connection, 'WHERE incident = ? ORDER BY position', incident),
      all: () => releaseTable.list(connection, 'ORDER BY position'),
      // Paths are ASCII and SQLite compares bytes, so this is the order of the package.
      files(release) {
        const files = releaseFileTable.list(connection, 'WHERE release = ? ORDER BY path', release)
        return files.length > 0 ? files : auditReleaseFiles(connection, release)
      },
      sumOf: (release, path) => statements(connection).read<{ sha256: string }>('SELECT sha256 FROM package_file WHERE release = ? AND path = ?').get(release, path)?.sha256 ?? null,
      latestFor: (line, incident, recipient) =>
        releaseTable.find(connection, 'WHERE line = ? AND incident = ? AND recipient = ? ORDER BY sequence DESC', line, incident, recipient),
    },
    submissions: appended(connection, submissionTable),
    acknowledgements: {
      add(record) {
        acknowledgementTable.insert(connection, record)
      },
      list: (submission) => acknowledgementTable.list(connection, 'WHERE submission = ? ORDER BY position', submission),
    },
    transfers: {
      add(transfer) {
        // transfer.release refers to releases of incidents; an extract of the audit is named beside it.
        const extract = transfer.release === null ? null : findAuditRelease(connection, transfer.release)
        transferTable.insert(connection, extract === null ? transfer : { ...transfer, release: null })
        if (extract !== null) statements(connection).write('INSERT INTO audit_transfer (transfer, release) VALUES (?, ?)').run(transfer.id, extract.id)
      },
      list() {
        const extracts = new Map(
          statements(connection)
            .read<{ transfer: string; release: string }>('SELECT transfer, release FROM audit_transfer')
            .all()
            .map(({ transfer, release }) => [transfer, release]),
        )
        return transferTable.list(connection, 'ORDER BY position').map((transfer) => ({ ...transfer, release: transfer.release ?? extracts.get(transfer.id) ?? null }))
      },
    },
    keys: {
      add(key) {
        keyTable.insert(connection, key)
      },
      find: (id) => keyTable.find(connection, 'WHERE id = ?', id),
      list: () => keyTable.list(connection, 'ORDER BY position'),
      current: (kind, owner) => keyTable.find(connection, "WHERE kind = ? AND owner = ? AND revoked_at IS NULL ORDER BY kind = 'site' AND certificate IS NULL, position DESC", kind, owner),
      end(id, at) {
        statements(connection).write('UPDATE signing_key SET valid_to = ? WHERE id = ? AND valid_to IS NULL').run(at, id)
      },
      revoke(id, since, reason) {
        statements(connection).write('UPDATE signing_key SET revoked_at = ?, reason = ? WHERE id = ? AND revoked_at IS NULL').run(since, reason, id)
      },
      forgetSeed(id) {
        statements(connection).write('UPDATE signing_key SET seed = NULL WHERE id = ?').run(id)
      },
      documents: {
        latest: () => keysDocumentTable.find(connection, 'ORDER BY number DESC'),
        add(document) {
          keysDocumentTable.insert(connection, document)
        },
      },
    },
    keyChanges: {
      list: (entity) => keyChangeTable.list(connection, 'WHERE entity = ? ORDER BY number', entity),
      add(record) {
        keyChangeTable.insert(connection, record)
      },
    },
    keyExchanges: {
      add(exchange) {
        keyExchangeTable.insert(connection, exchange)
      },
      find: (id) => keyExchangeTable.find(connection, 'WHERE id = ?', id),
      list: () => keyExchangeTable.list(connection, 'ORDER BY position'),
    },
    received: {
      find(entity) {
        return statements(connection).read<{ text: string }>('SELECT text FROM received WHERE entity = ?').get(entity)?.text ?? null
      },
      save(entity, remembered) {
        statements(connection)
          .write('INSERT INTO received (entity, text) VALUES (?, ?) ON CONFLICT (entity) DO UPDATE SET text = excluded.text')
          .run(entity, remembered)
      },
    },
  }
}

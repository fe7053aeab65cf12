import type { PdfSigning, PlantCertificate } from '../../shared/plant-certificate/plant-certificate.ts'
import type { Repositories } from '../../shared/ports/repositories.ts'
import { bytes, mapping, number, plainBytes, text } from '../mapping.ts'
import type { Connection } from '../sqlite.ts'
import { statements } from '../statements.ts'

const certificateTable = mapping<PlantCertificate & { readonly privateKey: Uint8Array | null }>('plant_certificate', ['id'], {
  id: text('id'),
  certificate: bytes('certificate'),
  chain: bytes('chain'),
  privateKey: bytes('private_key'),
  subject: text('subject'),
  issuer: text('issuer'),
  serial: text('serial'),
  fingerprint: text('fingerprint'),
  keyKind: text('key_kind'),
  keyBits: number('key_bits'),
  from: number('valid_from'),
  to: number('valid_to'),
  takenAt: number('taken_at'),
  takenBy: text('taken_by'),
})

const signingTable = mapping<PdfSigning>('pdf_signature', ['release'], {
  release: text('release'),
  certificate: text('certificate'),
  outcome: text('outcome'),
})

/** The plant's own certificates, and which reports were signed with them. */
export function plantCertificates(connection: Connection): Pick<Repositories, 'plantCertificates' | 'pdfSignings'> {
  function found(condition: string, ...values: readonly string[]): PlantCertificate | null {
    const row = certificateTable.find(connection, condition, ...values)
    if (row === null) return null
    const { privateKey, ...certificate } = row
    // Only who signs is given the key.
    privateKey?.fill(0)
    return certificate
  }
  return {
    plantCertificates: {
      current: () => found('WHERE removed_at IS NULL'),
      find: (id) => found('WHERE id = ?', id),
      privateKey(id) {
        const row = statements(connection).read<{ key: Uint8Array | null }>('SELECT private_key AS key FROM plant_certificate WHERE id = ?').get(id)
        return row?.key == null ? null : plainBytes(row.key)
      },
      add(certificate, privateKey) {
        certificateTable.insert(connection, { ...certificate, privateKey })
      },
      remove(id, at) {
        statements(connection).write('UPDATE plant_certificate SET private_key = NULL, removed_at = ? WHERE id = ? AND removed_at IS NULL').run(at, id)
      },
    },
    pdfSignings: {
      find: (release) => signingTable.find(connection, 'WHERE release = ?', release),
      add(signing) {
        signingTable.insert(connection, signing)
      },
    },
  }
}

import { createStore } from '../../electron/core/store-session.ts'
import { passphrase, person, placeIn, stamp, storePorts, temporaryFolder } from '../support/store-fixture.ts'
import { timed, type BenchRow } from './measure.ts'
import { pieces, pieceSize, samplePiece } from './sample-bytes.ts'

/** An attachment of 100 MB taken in, hashed, and made part of the record, against the bare inserts of its pieces. */
export const intakeRow: BenchRow = {
  name: 'intake',
  goal: 1.5,
  about: 'an attachment of 100 MB in pieces of 1 MiB: staged, hashed, adopted with its audit row; against one INSERT and COMMIT a piece into a table of the same shape in the same store',
  async prepare() {
    const folder = temporaryFolder()
    const ports = storePorts()
    const { open } = await createStore(placeIn(folder.path), { passphrase, kind: 'real', person }, ports)
    const { connection } = open.record
    connection.exec('CREATE TABLE bare_chunk (sha256 BLOB PRIMARY KEY, crc32 INTEGER NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT')
    const insert = connection.prepare('INSERT INTO bare_chunk VALUES (?, ?, ?, ?)')
    const begin = connection.prepare('BEGIN IMMEDIATE')
    const commit = connection.prepare('COMMIT')
    let round = 0
    const sample = (): Uint8Array[] => {
      round += 1
      return Array.from({ length: pieces }, (_, index) => samplePiece(round, index))
    }
    return {
      ours() {
        const bytes = sample()
        return timed(() => {
          const file = open.staging.begin({ session: 's', owner: person, name: 'capture.pcap', mediaType: 'application/octet-stream', size: pieces * pieceSize, purpose: 'attachment' })
          for (const [index, piece] of bytes.entries()) open.staging.append({ staged: file, owner: person, index, bytes: piece })
          open.staging.finish({ staged: file, owner: person })
          open.record.write(stamp(ports, 'attachments.add'), (transaction) => {
            const stored = open.staging.adopt({ staged: file, owner: person, id: ports.ids.id(), createdAt: ports.clock.read().at, author: person }, transaction)
            transaction.changed('attachment', stored.id, null, { ...stored })
          })
        })
      },
      floor() {
        const bytes = sample()
        return timed(() => {
          for (const [index, piece] of bytes.entries()) {
            const key = Buffer.alloc(32)
            key.writeUInt32BE(round, 0)
            key.writeUInt32BE(index, 4)
            begin.run()
            insert.run(key, 0, piece.length, piece)
            commit.run()
          }
        })
      },
      end() {
        open.close()
        folder.remove()
        return Promise.resolve()
      },
    }
  },
}

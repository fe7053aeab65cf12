import { putChunk } from '../../db/chunks.ts'
import { nodeHash } from '../../electron/core/crypto.ts'
import type { OpenStore } from '../../electron/core/store-opening.ts'
import { person, stamp, type storePorts } from '../support/store-fixture.ts'
import { pieceSize, samplePiece } from './sample-bytes.ts'

/** Size of the store in pieces of 1 MiB: 500 MB and a little. */
const largePieces = 480
/** Pieces that one file of the record has at most. */
const piecesOfFile = 96

/** Fills a store with attachments until it is 500 MB large. */
export function fillLarge(open: OpenStore, ports: ReturnType<typeof storePorts>): void {
  for (let begun = 0; begun < largePieces; begun += piecesOfFile) {
    const file = ports.ids.id()
    open.record.write(stamp(ports, 'attachments.add'), (transaction) => {
      const { connection } = open.record
      const sum = nodeHash.startSha256()
      const insert = connection.prepare('INSERT INTO file_chunk (file, number, chunk) VALUES (?, ?, ?)')
      const chunks = Array.from({ length: piecesOfFile }, (_, index) => {
        const bytes = samplePiece(7, begun + index)
        sum.update(bytes)
        return putChunk(connection, nodeHash, bytes).sha256
      })
      const record = { id: file, name: 'capture.pcap', mediaType: 'application/octet-stream', size: piecesOfFile * pieceSize, sha256: Buffer.from(sum.digest()).toString('hex'), crc32: 1, createdAt: ports.clock.read().at, author: person }
      connection
        .prepare('INSERT INTO file (id, name, media_type, size, sha256, crc32, created_at, author, erased_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)')
        .run(record.id, record.name, record.mediaType, record.size, record.sha256, record.crc32, record.createdAt, record.author)
      for (const [number, chunk] of chunks.entries()) insert.run(file, number, chunk)
      transaction.changed('file', file, null, record)
    })
  }
}

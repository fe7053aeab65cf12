import { DomainError } from '../contract/error.ts'
import type { JobCall } from '../contract/handler.ts'
import type { WrittenFile } from '../ports/places.ts'
import type { Ports } from '../ports/ports.ts'
import { placeLine } from '../transfer/place-line.ts'
import type { Transfer } from '../transfer/transfer.ts'
import { toHex } from './bytes.ts'

/**
 * Writes a key file to a place and logs the transfer, whether it worked or not. @returns id of the transfer.
 * @throws place-missing, place-removed, place-full, place-read-only, file-exists-different, cancelled.
 */
export async function carryKeyFile(file: { readonly name: string; readonly bytes: Uint8Array; readonly place: string; readonly reason: string }, call: JobCall, ports: Ports): Promise<string> {
  const place = (await ports.places.list()).find(({ id }) => id === file.place)
  if (place === undefined) throw new DomainError('place-missing')
  const transferOf = (outcome: Transfer['outcome'], detail: string): Transfer => ({
    id: ports.ids.id(),
    direction: 'out',
    release: null,
    place: placeLine(place.label),
    fileName: file.name,
    size: file.bytes.length,
    sha256: toHex(ports.hash.sha256(file.bytes)),
    outcome,
    detail,
    reason: file.reason,
    at: ports.clock.read().at,
    actor: call.actor,
  })
  const note = (transaction: Parameters<Parameters<JobCall['finish']>[0]>[0], transfer: Transfer): void => {
    transaction.transfers.add(transfer)
    transaction.changed('transfer', transfer.id, null, { outcome: transfer.outcome, detail: transfer.detail, fileName: transfer.fileName })
    if (file.reason !== '') transaction.because(file.reason)
  }
  let written: readonly WrittenFile[]
  try {
    written = await ports.work.carryFile(file.name, file.bytes, file.place, call.control)
  } catch (error) {
    const failed = transferOf('failed', error instanceof DomainError ? error.code : 'internal')
    ports.store.write({ ...call.stamp, reading: ports.clock.read() }, (transaction) => {
      note(transaction, failed)
    })
    throw error
  }
  const transfer = transferOf(written.every(({ outcome }) => outcome === 'already-there') ? 'already-there' : 'written', '')
  return call.finish((transaction) => {
    note(transaction, transfer)
    return transfer.id
  })
}

import { expect, test } from 'vitest'
import { DomainError } from '../contract/error.ts'
import type { JobCall } from '../contract/handler.ts'
import type { Ports } from '../ports/ports.ts'
import type { Transfer } from './transfer.ts'
import { transferHandlers } from './transfer.handlers.ts'

test('an export that was cancelled when its files were written is logged, and says so', async () => {
  const logged: Transfer[] = []
  const transaction = { transfers: { add: (transfer: Transfer) => logged.push(transfer) }, changed: () => undefined, because: () => undefined }
  const release = { id: 'r', name: 'XX_site_INC-1', zipSize: 1, zipSha256: 'a'.repeat(64) }
  const ports = {
    store: { write: (_stamp: unknown, work: (given: unknown) => unknown) => work(transaction) },
    places: { list: () => Promise.resolve([{ id: 'p', label: 'STICK' }]) },
    work: { exportRelease: () => Promise.resolve([{ name: 'a.zip', size: 1, sha256: 'a'.repeat(64), outcome: 'written' }]) },
    ids: { id: () => 'i' },
    clock: { read: () => ({ at: 0 }) },
    lifecycle: { anchor: () => undefined },
  } as unknown as Ports
  const call = {
    actor: 'somebody',
    stamp: {},
    read: (work: (repositories: unknown) => unknown) => work({ releases: { find: () => release } }),
    finish: () => {
      throw new DomainError('cancelled')
    },
  } as unknown as JobCall
  await expect(transferHandlers(ports)['transfers.export'].run({ release: 'r', place: 'p', reason: '' }, call)).rejects.toMatchObject({ code: 'cancelled' })
  expect(logged.map(({ outcome, detail }) => ({ outcome, detail }))).toEqual([{ outcome: 'failed', detail: 'cancelled' }])
})

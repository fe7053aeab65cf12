import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClock } from '../../electron/core/clock.ts'
import { nodeHash, nodeRandom } from '../../electron/core/crypto.ts'
import { createIds } from '../../electron/core/ids.ts'
import { createStore, openStore } from '../../electron/core/store-session.ts'
import type { OpenStore, StorePorts } from '../../electron/core/store-opening.ts'
import type { StorePlace } from '../../electron/core/store-place.ts'
import type { Log } from '../../shared/ports/log.ts'
import type { Transaction, WriteStamp } from '../../shared/ports/store.ts'
import { weakKeyDerivation } from './fixed-ports.ts'

/** Long enough for the product's rule. */
export const passphrase = 'four words make sense'

/** A person of fixtures. */
export const person = 'aaaaaaaaaaaaaaaaaaaaaaaaaa'

/** A log that keeps what was written, so that a test can say there was nothing. */
export function collectingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  return {
    lines,
    fault(where, error) {
      lines.push(`${where}: ${String(error)}`)
      return 'log-1'
    },
    note(where, text) {
      lines.push(`${where}: ${text}`)
    },
  }
}

/** Ports of a store with a cheap key derivation, everything else as in the product. */
export function storePorts(change: Partial<StorePorts> = {}): StorePorts & { readonly log: ReturnType<typeof collectingLog> } {
  return {
    clock: createClock(),
    ids: createIds(nodeRandom),
    random: nodeRandom,
    hash: nodeHash,
    keyDerivation: weakKeyDerivation,
    delayAfter: () => 0,
    ...change,
    log: collectingLog(),
  }
}

/** A new empty folder and how to remove it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'cofferdam-test-'))
  return { path, remove: () => void rmSync(path, { recursive: true, force: true }) }
}

/** A place of a store in a folder. */
export function placeIn(folder: string): StorePlace {
  return { folder, perUser: false, fileMode: 0o660, folderMode: 0o770 }
}

/** A stamp of the fixture's person, now. */
export function stamp(ports: Pick<StorePorts, 'clock'>, procedure = 'test.write'): WriteStamp {
  return { session: 'test', actor: person, confirmed: true, procedure, reading: ports.clock.read() }
}

/** Writes one audited setting. */
export function writeOne(open: OpenStore, ports: Pick<StorePorts, 'clock'>, key: string, value: unknown = key, more?: (transaction: Transaction) => void): void {
  open.record.write(stamp(ports), (transaction) => {
    transaction.settings.set(key, JSON.stringify(value))
    transaction.changed('setting', key, null, { value })
    more?.(transaction)
  })
}

/** A new store with one record in it, open. */
export async function newStore(folder: string, ports: StorePorts = storePorts()): Promise<{ open: OpenStore; recoveryKey: string; ports: StorePorts }> {
  const { open, recoveryKey } = await createStore(placeIn(folder), { passphrase, kind: 'demo', person }, ports)
  writeOne(open, ports, 'founded')
  return { open, recoveryKey, ports }
}

/** Opens a store of `newStore` again. */
export async function reopen(folder: string, ports: StorePorts = storePorts()): Promise<OpenStore> {
  return (await openStore(placeIn(folder), passphrase, ports)).open
}

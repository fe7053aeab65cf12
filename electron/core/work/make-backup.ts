import { mkdirSync, statfsSync } from 'node:fs'
import { backUpStore, type Backup } from '../../../db/backup.ts'
import { numberOf, type Connection } from '../../../db/sqlite.ts'
import { DomainError } from '../../../shared/contract/error.ts'
import type { Hash } from '../../../shared/ports/crypto.ts'
import { hasRoom, spaceRule } from '../../../shared/space/space-rule.ts'
import { asStoreFault } from '../durable-file.ts'

/**
 * Makes a backup where there is room for it. Its faults become those a sentence exists for.
 * @throws space-low, store-full, store-read-only, store-disk-fault, store-damaged, or an Error when the copy does not come out as it must.
 */
export function makeBackup(connection: Connection, input: Parameters<typeof backUpStore>[1], hash: Hash): Backup {
  try {
    mkdirSync(input.folder, { recursive: true })
    requireRoom(connection, input.folder)
    return backUpStore(connection, input, hash)
  } catch (error) {
    throw asStoreFault(error)
  }
}

function requireRoom(connection: Connection, folder: string): void {
  const pages = numberOf(connection.pragma('page_count', { simple: true }))
  const size = pages * numberOf(connection.pragma('page_size', { simple: true }))
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  if (!hasRoom(free, size, spaceRule)) throw new DomainError('space-low', { free, needed: size + spaceRule.refuseBelow.bytes })
}

import { dirname, join } from 'node:path'
import { checkRecord } from '../../../db/check-record.ts'
import { migrations } from '../../../db/migrations/migrations.ts'
import { openStoreFile } from '../../../db/open.ts'
import { openRefusal } from '../../../db/reopen.ts'
import { makeRekeyedCopy } from '../../../db/rekeyed-copy.ts'
import { pruneBackups } from '../../../db/backup.ts'
import { createRepositories } from '../../../db/repos/repositories.ts'
import { DomainError } from '../../../shared/contract/error.ts'
import type { Hash } from '../../../shared/ports/crypto.ts'
import type { Repositories } from '../../../shared/ports/repositories.ts'
import { readAnchorLines } from '../anchor-log.ts'
import { asStoreFault } from '../durable-file.ts'
import { replacedAt, replacedFolders } from '../store-health.ts'
import { layoutOf } from '../store-place.ts'
import { rescue } from '../store-rescue.ts'
import { makeBackup } from './make-backup.ts'
import { stagedSource } from './staged-source.ts'
import type { ReadPiece, ReaderKey, TaskStore } from './task-store.ts'

/** A store read over a connection of its own, which cannot write. */
export interface StoreReader {
  readonly store: TaskStore
  /** @throws store-full, store-read-only, store-disk-fault, store-damaged: the writer has just opened it, so that is a fault of the disk. */
  open(key: ReaderKey): void
  close(): void
}

interface OpenReader {
  readonly key: Uint8Array
  readonly connection: Extract<ReturnType<typeof openStoreFile>, { ok: true }>['connection']
  readonly repositories: Repositories
  readonly folder: string
  readonly anchorLog: string
}

/** @param readPiece brings bytes of staged files from the side that has them. */
export function createStoreReader(hash: Hash, readPiece: ReadPiece): StoreReader {
  let reader: OpenReader | null = null

  function require(): OpenReader {
    if (reader === null) throw new DomainError('store-closed')
    return reader
  }

  const store: TaskStore = {
    read(work) {
      const { connection, repositories } = require()
      if (connection.inTransaction) return work(repositories)
      connection.exec('BEGIN')
      try {
        return work(repositories)
      } finally {
        connection.exec('COMMIT')
      }
    },
    staged: (file) => stagedSource(file, readPiece),
    backUp({ prunes, ...input }) {
      const { connection, repositories, key } = require()
      const entity = repositories.entity.get()?.code
      const backup = makeBackup(connection, { ...input, key, ...(entity === undefined ? {} : { entity }) }, hash)
      if (prunes) pruneBackups(input.folder)
      return backup
    },
    copyUnderKey(input, control) {
      const { connection, key, folder } = require()
      try {
        return makeRekeyedCopy(connection, { ...input, source: layoutOf(folder).store, sourceKey: key }, hash, control)
      } catch (error) {
        throw asStoreFault(error)
      }
    },
    rescue(now) {
      const { connection, key, folder } = require()
      const [replaced] = replacedFolders(folder)
      return replaced === undefined ? null : rescue({ source: layoutOf(join(folder, replaced)).store, folder, key, at: replacedAt(replaced) ?? now }, connection)
    },
    check(control) {
      const { connection, anchorLog } = require()
      // Read before the chain is: whatever an anchor names is then surely among the rows.
      const anchorLines = readAnchorLines(anchorLog)
      return checkRecord(connection, hash, anchorLines, control)
    },
  }

  function close(): void {
    reader?.connection.close()
    reader?.key.fill(0)
    reader = null
  }

  return {
    store,
    open({ path, key }) {
      close()
      const outcome = openStoreFile(path, key, 'reader', migrations.length)
      if (!outcome.ok) throw openRefusal(outcome.why)
      const { connection } = outcome
      reader = { key, connection, repositories: createRepositories(connection, hash), folder: dirname(path), anchorLog: layoutOf(dirname(path)).anchorLog }
    },
    close,
  }
}

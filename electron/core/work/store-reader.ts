import { checkChain, checkFile } from '../../../db/check.ts'
import { migrations } from '../../../db/migrations/migrations.ts'
import { openStoreFile } from '../../../db/open.ts'
import { createRepositories } from '../../../db/repos/repositories.ts'
import { DomainError } from '../../../shared/contract/error.ts'
import type { Hash } from '../../../shared/ports/crypto.ts'
import type { Repositories } from '../../../shared/ports/repositories.ts'
import { stagedSource } from './staged-source.ts'
import type { ReadPiece, ReaderKey, TaskStore } from './task-store.ts'

/** A store read over a connection of its own, which cannot write. */
export interface StoreReader {
  readonly store: TaskStore
  /** @throws Error when the file does not open: the writer has just opened it, so that is a fault. */
  open(key: ReaderKey): void
  close(): void
}

interface OpenReader {
  readonly connection: Extract<ReturnType<typeof openStoreFile>, { ok: true }>['connection']
  readonly repositories: Repositories
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
    check(control) {
      const { connection } = require()
      const file = checkFile(connection, 'full')
      control.check()
      const chain = checkChain(connection, hash, control)
      const fault = chain.fault?.code ?? null
      return {
        intact: file.intact && chain.intact,
        rows: chain.rows,
        erasedBodies: chain.erased.length,
        head: chain.head,
        // A torn page explains a broken chain, so it is named first.
        fault: file.intact ? fault : 'file-damaged',
        faultSequence: file.intact ? (chain.fault?.sequence ?? null) : null,
      }
    },
  }

  function close(): void {
    reader?.connection.close()
    reader = null
  }

  return {
    store,
    open({ path, key }) {
      close()
      const outcome = openStoreFile(path, key, 'reader', migrations.length)
      if (!outcome.ok) throw new Error(`the store does not open for reading: ${outcome.why}`)
      reader = { connection: outcome.connection, repositories: createRepositories(outcome.connection, hash) }
    },
    close,
  }
}

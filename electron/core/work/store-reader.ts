import { dirname } from 'node:path'
import { checkAnchors, checkChain, checkFile } from '../../../db/check.ts'
import { migrations } from '../../../db/migrations/migrations.ts'
import { openStoreFile } from '../../../db/open.ts'
import { createRepositories } from '../../../db/repos/repositories.ts'
import { DomainError } from '../../../shared/contract/error.ts'
import type { Hash } from '../../../shared/ports/crypto.ts'
import type { Repositories } from '../../../shared/ports/repositories.ts'
import { readAnchorLines } from '../anchor-log.ts'
import { layoutOf } from '../store-place.ts'
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
    check(control) {
      const { connection, anchorLog } = require()
      // Read before the chain is: whatever an anchor names is then surely among the rows.
      const anchorLines = readAnchorLines(anchorLog)
      // A torn page explains a broken chain and may not even let it be read, so it is named first.
      if (!checkFile(connection, 'full').intact) return { intact: false, rows: 0, erasedBodies: 0, head: '', fault: 'file-damaged', faultSequence: null }
      control.check()
      const chain = checkChain(connection, hash, control)
      const anchors = chain.intact ? checkAnchors(connection, hash, anchorLines, chain).fault : null
      return {
        intact: chain.intact && anchors === null,
        rows: chain.rows,
        erasedBodies: chain.erased.length,
        head: chain.head,
        fault: chain.fault?.code ?? (anchors === null ? null : `anchor-${anchors.finding}`),
        faultSequence: chain.fault?.sequence ?? anchors?.anchor.sequence ?? null,
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
      const { connection } = outcome
      reader = { connection, repositories: createRepositories(connection, hash), anchorLog: layoutOf(dirname(path)).anchorLog }
    },
    close,
  }
}

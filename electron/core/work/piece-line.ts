import { chunkSize } from '../../../shared/contract/wire.ts'
import type { ReadPiece } from './task-store.ts'

/**
 * A request of the worker for one piece of a staged file. The scratch database has one connection, that of the writer, and a verifier
 * reads synchronously: so the worker waits on shared memory until the writer has put the piece there.
 */
export interface PieceRequest {
  readonly staged: string
  readonly index: number
  readonly memory: SharedArrayBuffer
}

const headSize = 8
/** First number of the memory: still waited for, there (the second number is its size), or gone. */
const state = { waiting: 0, there: 1, gone: 2 } as const

/** A writer that does not answer within this time (milliseconds) has stopped; the worker must not hang with it. */
const patience = 60_000

/** The worker's end. @param ask sends a request to the writer. */
export function createPieceReader(ask: (request: PieceRequest) => void): ReadPiece {
  return (staged, index) => {
    const memory = new SharedArrayBuffer(headSize + chunkSize)
    const head = new Int32Array(memory, 0, 2)
    ask({ staged, index, memory })
    if (Atomics.wait(head, 0, state.waiting, patience) === 'timed-out' || Atomics.load(head, 0) === state.gone) return null
    return new Uint8Array(memory, headSize, Atomics.load(head, 1))
  }
}

/** The writer's end. */
export function answerPiece({ staged, index, memory }: PieceRequest, readPiece: ReadPiece): void {
  const head = new Int32Array(memory, 0, 2)
  let bytes: Uint8Array | null = null
  try {
    bytes = readPiece(staged, index)
  } finally {
    if (bytes !== null) {
      new Uint8Array(memory, headSize).set(bytes)
      Atomics.store(head, 1, bytes.length)
    }
    Atomics.store(head, 0, bytes === null ? state.gone : state.there)
    Atomics.notify(head, 0)
  }
}

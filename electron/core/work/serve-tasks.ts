import { DomainError } from '../../../shared/contract/error.ts'
import type { JobControl } from '../../../shared/ports/places.ts'
import { failureOf, type FromWorker, type TaskMessage, type ToWorker } from './task-protocol.ts'
import type { ReaderKey } from './task-store.ts'
import type { RunTask } from './tasks.ts'

/** Least time between two reports of progress, in milliseconds. */
const reportEvery = 50

/** The worker's end of the line between the two threads. */
export interface TaskLine {
  post(message: FromWorker, handOver: readonly ArrayBuffer[]): void
  onMessage(listener: (message: ToWorker) => void): void
}

/** What serving tasks needs. */
export interface ServeTasksParts {
  readonly line: TaskLine
  readonly run: RunTask
  readonly open: (key: ReaderKey) => void
  readonly close: () => void
}

/** Runs what the writer asks for. Tasks that wait for a disk let others run meanwhile; `close` waits until all have ended. */
export function serveTasks({ line, run, open, close }: ServeTasksParts): void {
  const running = new Set<Promise<void>>()

  async function serve(message: TaskMessage): Promise<void> {
    const { id, name, input } = message
    try {
      const value = await run(name, input as never, controlOf(message))
      line.post({ kind: 'done', id, value }, ownBuffers(value))
    } catch (error) {
      line.post({ kind: 'failed', id, failure: failureOf(error) }, [])
    }
  }

  function controlOf({ id, stop }: TaskMessage): JobControl {
    let reported = 0
    return {
      progress(done, total) {
        const now = performance.now()
        if (now - reported < reportEvery) return
        reported = now
        line.post({ kind: 'progress', id, done, total }, [])
      },
      check() {
        if (Atomics.load(stop, 0) !== 0) throw new DomainError('cancelled')
      },
    }
  }

  async function settle(id: number, work: () => void | Promise<void>): Promise<void> {
    try {
      await work()
      line.post({ kind: 'done', id, value: null }, [])
    } catch (error) {
      line.post({ kind: 'failed', id, failure: failureOf(error) }, [])
    }
  }

  line.onMessage((message) => {
    switch (message.kind) {
      case 'task': {
        const task = serve(message).finally(() => running.delete(task))
        running.add(task)
        return
      }
      case 'open':
        void settle(message.id, () => {
          open(message.key)
        })
        return
      case 'close':
        void settle(message.id, async () => {
          await Promise.allSettled(running)
          close()
        })
        return
    }
  })
}

/** Memory that a result alone owns and that can be handed over instead of copied. */
function ownBuffers(value: unknown): ArrayBuffer[] {
  if (value instanceof Uint8Array) return ownBuffer(value)
  // A key among the parts of a result must not stay behind in this thread.
  return typeof value === 'object' && value !== null && 'privateKey' in value && value.privateKey instanceof Uint8Array ? ownBuffer(value.privateKey) : []
}

function ownBuffer({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength ? [buffer] : []
}

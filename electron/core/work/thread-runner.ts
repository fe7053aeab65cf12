import { Worker } from 'node:worker_threads'
import { DomainError } from '../../../shared/contract/error.ts'
import type { JobControl } from '../../../shared/ports/places.ts'
import { errorOf, type FromWorker, type TaskMessage, type ToWorker } from './task-protocol.ts'
import { answerPiece } from './piece-line.ts'
import type { TaskRunner } from './task-runner.ts'
import type { ReadPiece, ReaderKey } from './task-store.ts'

/** How often a running task is asked whether its job was cancelled, in milliseconds. */
const askEvery = 100

interface Waiting {
  readonly control: JobControl | null
  readonly stop: Int32Array | null
  resolve(value: unknown): void
  reject(error: Error): void
}

/**
 * Runs tasks in the core's second thread. The thread is started with the first message and again after it died; tasks that were
 * running then fail, and the store stays open.
 * @param file entry file of the thread.
 * @param assetsFolder where the fonts of a PDF are.
 * @param readPiece bytes of staged files, which only this side can read.
 */
export function createThreadRunner(file: string, assetsFolder: string, readPiece: ReadPiece): TaskRunner {
  let thread: Worker | null = null
  let lastId = 0
  let key: ReaderKey | null = null
  const waiting = new Map<number, Waiting>()

  const asking = setInterval(() => {
    for (const { control, stop } of waiting.values()) if (stop !== null && isCancelled(control)) Atomics.store(stop, 0, 1)
  }, askEvery)
  asking.unref()

  function start(): Worker {
    const started = new Worker(file, { workerData: { assetsFolder }, argv: [], name: 'cofferdam-worker' })
    // Idle, it must not keep the program alive; `stop` ends it in order.
    started.unref()
    started.on('message', receive)
    started.on('error', (error) => {
      lost(started, error instanceof Error ? error : new Error('worker thread failed'))
    })
    started.on('exit', () => {
      lost(started, new Error('worker thread ended'))
    })
    thread = started
    // Should it fail, the task that follows says so.
    if (key !== null) ask({ kind: 'open', id: nextId(), key }, null).catch(() => undefined)
    return started
  }

  function lost(which: Worker, error: Error): void {
    if (thread !== which) return
    thread = null
    const ended = [...waiting.values()]
    waiting.clear()
    for (const task of ended) task.reject(error)
  }

  function receive(message: FromWorker): void {
    if (message.kind === 'piece') {
      answerPiece(message.request, readPiece)
      return
    }
    const task = waiting.get(message.id)
    if (task === undefined) return
    switch (message.kind) {
      case 'progress':
        task.control?.progress(message.done, message.total)
        return
      case 'done':
        waiting.delete(message.id)
        task.resolve(message.value)
        return
      case 'failed':
        waiting.delete(message.id)
        task.reject(errorOf(message.failure))
        return
    }
  }

  function nextId(): number {
    lastId += 1
    return lastId
  }

  function ask(message: ToWorker, control: JobControl | null): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const to = thread ?? start()
    waiting.set(message.id, { control, stop: message.kind === 'task' ? message.stop : null, resolve, reject })
    to.postMessage(message)
    return promise
  }

  return {
    async run(name, input, control) {
      control.check()
      const stop = new Int32Array(new SharedArrayBuffer(4))
      return (await ask({ kind: 'task', id: nextId(), name, input, stop } as TaskMessage, control)) as never
    },
    async open(opened) {
      key = opened
      // A thread that starts later gets the key when it starts.
      if (thread !== null) await ask({ kind: 'open', id: nextId(), key: opened }, null)
    },
    async close() {
      key = null
      for (const { stop } of waiting.values()) if (stop !== null) Atomics.store(stop, 0, 1)
      if (thread !== null) await ask({ kind: 'close', id: nextId() }, null)
    },
    async stop() {
      clearInterval(asking)
      const ending = thread
      thread = null
      for (const task of waiting.values()) task.reject(new DomainError('cancelled'))
      waiting.clear()
      await ending?.terminate()
    },
  }
}

function isCancelled(control: JobControl | null): boolean {
  try {
    control?.check()
    return false
  } catch {
    return true
  }
}

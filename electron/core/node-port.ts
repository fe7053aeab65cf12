import type { MessagePort, Worker } from 'node:worker_threads'
import type { CorePort } from '../../shared/contract/port.ts'

/** What Node's two ends of a thread have in common. */
interface NodeEnd {
  postMessage(message: string): void
  on(event: 'message', listener: (message: unknown) => void): unknown
}

/** Makes both ends of a line out of strings; anything else is dropped: only JSON text crosses. */
function portOf(end: NodeEnd, onEnd: (listener: () => void) => void, close: () => void): CorePort {
  let closed = false
  const closeListeners: (() => void)[] = []
  onEnd(() => {
    if (closed) return
    closed = true
    for (const listener of closeListeners) listener()
  })
  return {
    post(message) {
      if (!closed) end.postMessage(message)
    },
    onMessage(listener) {
      end.on('message', (message) => {
        if (typeof message === 'string') listener(message)
      })
    },
    onClose(listener) {
      if (closed) listener()
      else closeListeners.push(listener)
    },
    close,
  }
}

/** The core's end: the port that Node gives a thread to its parent. */
export function portOfParent(parent: MessagePort): CorePort {
  return portOf(
    parent,
    (listener) => parent.on('close', listener),
    () => {
      parent.close()
    },
  )
}

/** The host's end of a thread: it is gone when the thread is. */
export function portOfThread(thread: Worker): CorePort {
  return portOf(
    thread,
    (listener) => {
      thread.on('exit', listener)
      // An error ends the thread, and `exit` follows. Without a listener it would end the host too.
      thread.on('error', (error) => {
        process.stderr.write(`core thread ended: ${error instanceof Error ? error.name : 'error'}\n`)
      })
    },
    () => {
      void thread.terminate()
    },
  )
}

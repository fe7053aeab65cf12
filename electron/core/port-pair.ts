import type { CorePort } from '../../shared/contract/port.ts'

/** Two ends of a line within one thread. Messages arrive in order and never within the call that posts them, as between threads. */
export function createPortPair(): { readonly host: CorePort; readonly core: CorePort } {
  let open = true
  const ends = [createEnd(), createEnd()] as const

  function createEnd() {
    const messages: ((message: string) => void)[] = []
    const closes: (() => void)[] = []
    const waiting: string[] = []
    return {
      messages,
      closes,
      waiting,
      deliver(message: string): void {
        if (!open) return
        if (messages.length === 0) waiting.push(message)
        else for (const listener of messages) listener(message)
      },
    }
  }

  function portOf(mine: (typeof ends)[number], other: (typeof ends)[number]): CorePort {
    return {
      post(message) {
        if (open) setImmediate(() => {
          other.deliver(message)
        })
      },
      onMessage(listener) {
        mine.messages.push(listener)
        for (const message of mine.waiting.splice(0)) listener(message)
      },
      onClose(listener) {
        if (open) mine.closes.push(listener)
        else listener()
      },
      close() {
        // After what was posted before, as between threads.
        setImmediate(() => {
          if (!open) return
          open = false
          for (const end of ends) for (const listener of end.closes) listener()
        })
      },
    }
  }

  return { host: portOf(ends[0], ends[1]), core: portOf(ends[1], ends[0]) }
}

import type { CorePort } from '../../shared/contract/port.ts'
import type { ErrorCode } from '../../shared/contract/error.ts'
import type { CoreMessage, PortMessage, Reply, Request } from '../../shared/contract/wire.ts'
import { isTooLarge, nestsTooDeep } from './message-text.ts'

/** A running core as its host sees it. */
export interface RunningCore {
  readonly port: CorePort
  /** Ends the core at once. The store survives that: what was acknowledged is on disk. */
  kill(): void
}

/** What became of a core that ended without being told to. */
export type CoreLoss = 'restarted' | 'gone'

/** Parts a link is made of. */
export interface CoreLinkParts {
  /** Starts a core. */
  start(): RunningCore
  /** Told after pending calls were answered. */
  onLost(loss: CoreLoss): void
  /** Milliseconds `stop` waits for a core to close its store before it ends it. */
  readonly stopWithin: number
}

/** A host's line to the core: calls with answers, sessions, one restart, orderly end. */
export interface CoreLink {
  /** Answers always; a core that dies meanwhile answers `core-lost`. The reply carries the id of the request. */
  call(session: string, request: Request): Promise<Reply>
  /** Forgets a session: its window or tab is gone. */
  endSession(session: string): void
  /** Resolves to true once the core said it is ready, to false when it ended before. */
  ready(): Promise<boolean>
  /** Lets the core finish and close its store. Calls made afterwards are answered `core-lost`. */
  stop(): Promise<void>
}

interface Pending {
  readonly session: string
  readonly id: number
  settle(reply: Reply): void
}

/** Starts a core and keeps it: the first time it is lost it is started again, the second time it stays away. */
export function linkCore(parts: CoreLinkParts): CoreLink {
  const pending = new Map<number, Pending>()
  let lastId = 0
  let restartsLeft = 1
  let stopping = false
  let core: RunningCore | null = null
  let readiness = Promise.withResolvers<boolean>()
  let coreStopped: () => void = () => undefined

  function start(): void {
    const started = parts.start()
    core = started
    started.port.onMessage((text) => {
      if (core === started) receive(text)
    })
    started.port.onClose(() => {
      if (core === started) lost()
    })
  }

  function receive(text: string): void {
    const message = JSON.parse(text) as CoreMessage
    switch (message.kind) {
      case 'ready':
        readiness.resolve(true)
        return
      case 'reply': {
        const call = pending.get(message.reply.id)
        // An answer to another session's call would show one window what another one asked.
        if (call === undefined || call.session !== message.session) return
        pending.delete(message.reply.id)
        call.settle({ ...message.reply, id: call.id })
        return
      }
      case 'stopped':
        coreStopped()
        return
    }
  }

  function answerAllLost(): void {
    for (const call of pending.values()) call.settle(failure(call.id, 'core-lost'))
    pending.clear()
  }

  function lost(): void {
    core = null
    answerAllLost()
    readiness.resolve(false)
    if (stopping) {
      coreStopped()
      return
    }
    const restart = restartsLeft > 0
    if (restart) {
      restartsLeft -= 1
      readiness = Promise.withResolvers<boolean>()
      start()
    }
    parts.onLost(restart ? 'restarted' : 'gone')
  }

  function post(message: PortMessage): void {
    core?.port.post(JSON.stringify(message))
  }

  start()
  return {
    call(session, request) {
      if (core === null || stopping) return Promise.resolve(failure(request.id, 'core-lost'))
      // Windows and tabs number their calls themselves, so the numbers on the line are ours.
      lastId += 1
      const message: PortMessage = { kind: 'call', session, request: { ...request, id: lastId } }
      const text = JSON.stringify(message)
      if (isTooLarge(text)) return Promise.resolve(failure(request.id, 'too-large'))
      if (nestsTooDeep(text)) return Promise.resolve(failure(request.id, 'invalid-input'))
      const { promise, resolve } = Promise.withResolvers<Reply>()
      pending.set(lastId, { session, id: request.id, settle: resolve })
      core.port.post(text)
      return promise
    },
    endSession(session) {
      post({ kind: 'end-session', session })
    },
    ready: () => readiness.promise,
    async stop() {
      if (core === null || stopping) return
      const ending = core
      stopping = true
      await new Promise<void>((resolve) => {
        const patience = setTimeout(resolve, parts.stopWithin)
        coreStopped = () => {
          clearTimeout(patience)
          resolve()
        }
        post({ kind: 'stop' })
      })
      core = null
      answerAllLost()
      ending.port.close()
      ending.kill()
    },
  }
}

function failure(id: number, code: ErrorCode): Reply {
  return { id, ok: false, error: { code, details: {} } }
}

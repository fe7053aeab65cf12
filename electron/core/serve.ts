import type { Dispatch } from '../../shared/contract/dispatch.ts'
import type { CorePort } from '../../shared/contract/port.ts'
import type { Sessions } from '../../shared/contract/sessions.ts'
import { portMessageSchema, type CoreMessage, type PortMessage, type Reply } from '../../shared/contract/wire.ts'
import type { Log } from '../../shared/ports/log.ts'
import { isTooLarge, nestsTooDeep } from './message-text.ts'

/** How long a stopping core waits for calls that were already running, in milliseconds. */
const patience = 5_000

/** What serving a port needs. */
export interface ServeParts {
  readonly port: CorePort
  readonly dispatch: Dispatch
  readonly sessions: Sessions
  readonly log: Log
  /** Ends long work, closes the store. Runs once, after no more calls come in. */
  readonly shutDown: () => Promise<void>
}

/** Serves calls from a host until it says stop or is gone. @returns when the store is closed. */
export function serve(parts: ServeParts): Promise<void> {
  const { port, dispatch, sessions, log } = parts
  const running = new Set<Promise<void>>()
  const ended = Promise.withResolvers<undefined>()
  let stopping = false

  function post(message: CoreMessage): void {
    port.post(JSON.stringify(message))
  }

  function reply(session: string, answer: Reply): void {
    const text = JSON.stringify({ kind: 'reply', session, reply: answer } satisfies CoreMessage)
    if (isTooLarge(text)) post({ kind: 'reply', session, reply: { id: answer.id, ok: false, error: { code: 'too-large', details: {} } } })
    else port.post(text)
  }

  async function call({ session, request }: Extract<PortMessage, { kind: 'call' }>): Promise<void> {
    const outcome = await dispatch.call(session, request.name, request.input)
    reply(session, outcome.ok ? { id: request.id, ok: true, value: outcome.value } : { id: request.id, ok: false, error: outcome.error })
  }

  function receive(text: string): void {
    const message = readMessage(text)
    if (message === null) {
      // A host checks its own messages, so this is a fault of a host and has nobody to be told to.
      log.note('port', 'message refused')
      return
    }
    switch (message.kind) {
      case 'call': {
        if (stopping) {
          reply(message.session, { id: message.request.id, ok: false, error: { code: 'core-lost', details: {} } })
          return
        }
        const work = call(message).finally(() => running.delete(work))
        running.add(work)
        return
      }
      case 'end-session':
        sessions.end(message.session)
        return
      case 'stop':
        void stop()
        return
    }
  }

  async function stop(): Promise<void> {
    if (stopping) return
    stopping = true
    clearInterval(minute)
    const giveUp = Promise.withResolvers<undefined>()
    const timer = setTimeout(() => {
      giveUp.resolve(undefined)
    }, patience)
    await Promise.race([Promise.allSettled(running), giveUp.promise])
    clearTimeout(timer)
    try {
      dispatch.flushRefusals(true)
      await parts.shutDown()
    } catch (error) {
      log.fault('stop', error)
    }
    post({ kind: 'stopped' })
    port.close()
    ended.resolve(undefined)
  }

  const minute = setInterval(() => {
    dispatch.flushRefusals(false)
  }, 60_000)
  minute.unref()
  port.onMessage(receive)
  port.onClose(() => void stop())
  post({ kind: 'ready' })
  return ended.promise
}

/** A message of the port protocol, or `null` for anything else. */
function readMessage(text: string): PortMessage | null {
  if (isTooLarge(text) || nestsTooDeep(text)) return null
  try {
    const parsed = portMessageSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

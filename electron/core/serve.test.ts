import { describe, expect, test } from 'vitest'
import type { Dispatch } from '../../shared/contract/dispatch.ts'
import { createSessions } from '../../shared/contract/sessions.ts'
import { messageLimit, type CoreMessage, type PortMessage } from '../../shared/contract/wire.ts'
import { createPortPair } from './port-pair.ts'
import { serve } from './serve.ts'

interface Pretended {
  readonly call: Dispatch['call']
  readonly flushRefusals?: Dispatch['flushRefusals']
  readonly shutDown?: () => Promise<void>
}

/** A core whose door is pretended, and what its host hears. */
function served({ call, flushRefusals = () => undefined, shutDown = () => Promise.resolve() }: Pretended) {
  const { host, core } = createPortPair()
  const sessions = createSessions()
  const heard: CoreMessage[] = []
  const notes: string[] = []
  let wake: () => void = () => undefined
  host.onMessage((text) => {
    heard.push(JSON.parse(text) as CoreMessage)
    wake()
  })
  const log = { fault: (where: string) => (notes.push(`fault ${where}`), 'id'), note: (where: string, text: string) => void notes.push(`${where} ${text}`) }
  const ended = serve({ port: core, dispatch: { call, flushRefusals }, sessions, log, shutDown })
  return {
    host,
    sessions,
    heard,
    notes,
    ended,
    post(message: PortMessage) {
      host.post(JSON.stringify(message))
    },
    async hears(count: number): Promise<void> {
      while (heard.length < count) await new Promise<void>((resolve) => (wake = resolve))
    },
  }
}

const request = (id: number) => ({ id, name: 'a.b', input: {} })

describe('serving a port', () => {
  test('answers each call under its number and session, whatever comes first', async () => {
    const waiting = Promise.withResolvers<undefined>()
    const core = served({ call: async (session, name) => (name === 'slow' ? (await waiting.promise, { ok: true, value: session }) : { ok: true, value: session }) })
    core.post({ kind: 'call', session: 's1', request: { ...request(1), name: 'slow' } })
    core.post({ kind: 'call', session: 's2', request: request(2) })
    await core.hears(2)
    waiting.resolve(undefined)
    await core.hears(3)
    expect(core.heard).toEqual([
      { kind: 'ready' },
      { kind: 'reply', session: 's2', reply: { id: 2, ok: true, value: 's2' } },
      { kind: 'reply', session: 's1', reply: { id: 1, ok: true, value: 's1' } },
    ])
  })

  test('an answer that is too large is not sent but said', async () => {
    const core = served({ call: () => Promise.resolve({ ok: true, value: 'x'.repeat(messageLimit) }) })
    core.post({ kind: 'call', session: 's', request: request(4) })
    await core.hears(2)
    expect(core.heard[1]).toEqual({ kind: 'reply', session: 's', reply: { id: 4, ok: false, error: { code: 'too-large', details: {} } } })
  })

  test('what is no message of the protocol is noted and answered by nothing', async () => {
    const core = served({ call: () => Promise.resolve({ ok: true, value: null }) })
    for (const text of ['', 'null', '{"kind":"other"}', `{"kind":"stop","more":1}`, '['.repeat(500), 'x'.repeat(messageLimit + 1)]) core.host.post(text)
    core.post({ kind: 'call', session: 's', request: request(1) })
    await core.hears(2)
    expect(core.heard).toHaveLength(2)
    expect(core.notes).toEqual(Array.from({ length: 6 }, () => 'port message refused'))
  })

  test('forgets a session when it ends', async () => {
    const core = served({ call: () => Promise.resolve({ ok: true, value: null }) })
    core.sessions.become('s', { kind: 'unconfirmed' })
    core.post({ kind: 'end-session', session: 's' })
    core.post({ kind: 'call', session: 't', request: request(1) })
    await core.hears(2)
    expect(core.sessions.get('s').who.kind).toBe('nobody')
  })

  test('stops in order: running calls are answered, refusals counted, the store closed, then it says so', async () => {
    const order: string[] = []
    const waiting = Promise.withResolvers<undefined>()
    const core = served({
      call: async () => {
        await waiting.promise
        order.push('call')
        return { ok: true, value: null }
      },
      flushRefusals: (all) => void order.push(`flush ${String(all)}`),
      shutDown: () => {
        order.push('close')
        return Promise.resolve()
      },
    })
    core.post({ kind: 'call', session: 's', request: request(1) })
    core.post({ kind: 'stop' })
    core.post({ kind: 'call', session: 's', request: request(2) })
    await core.hears(2)
    expect(core.heard[1]).toMatchObject({ reply: { id: 2, ok: false, error: { code: 'core-lost' } } })
    waiting.resolve(undefined)
    await core.ended
    await core.hears(4)
    expect(order).toEqual(['call', 'flush true', 'close'])
    expect(core.heard.slice(2)).toEqual([{ kind: 'reply', session: 's', reply: { id: 1, ok: true, value: null } }, { kind: 'stopped' }])
  })

  test('closes the store when the host is gone, and ends even when closing fails', async () => {
    const core = served({ call: () => Promise.resolve({ ok: true, value: null }), shutDown: () => Promise.reject(new Error('no')) })
    core.host.close()
    await core.ended
    expect(core.notes).toEqual(['fault stop'])
  })
})

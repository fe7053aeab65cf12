import { describe, expect, test } from 'vitest'
import type { CorePort } from '../../shared/contract/port.ts'
import { messageLimit, type CoreMessage, type PortMessage } from '../../shared/contract/wire.ts'
import { linkCore, type CoreLoss } from './host-line.ts'

/** A core of which the test holds every string. */
function fakeCores() {
  const cores: { sent: PortMessage[]; say(message: CoreMessage): void; die(): void; killed: boolean; closed: boolean }[] = []
  const start = () => {
    let hear: (text: string) => void = () => undefined
    let gone: () => void = () => undefined
    const core = {
      sent: [] as PortMessage[],
      say: (message: CoreMessage) => {
        hear(JSON.stringify(message))
      },
      die: () => {
        gone()
      },
      killed: false,
      closed: false,
    }
    cores.push(core)
    const port: CorePort = {
      post: (message) => void core.sent.push(JSON.parse(message) as PortMessage),
      onMessage: (listener) => void (hear = listener),
      onClose: (listener) => void (gone = listener),
      close: () => void (core.closed = true),
    }
    return { port, kill: () => void (core.killed = true) }
  }
  return { cores, start }
}

function link(stopWithin = 1_000) {
  const { cores, start } = fakeCores()
  const losses: CoreLoss[] = []
  return { cores, losses, line: linkCore({ start, onLost: (loss) => void losses.push(loss), stopWithin }) }
}

function wireId(message: PortMessage | undefined): number {
  return message?.kind === 'call' ? message.request.id : -1
}

describe('a line to the core', () => {
  test('gives each caller its own answer under its own number, in any order', async () => {
    const { cores, line } = link()
    const [core] = cores
    const first = line.call('s1', { id: 1, name: 'a.b', input: {} })
    const second = line.call('s2', { id: 1, name: 'c.d', input: {} })
    core?.say({ kind: 'reply', session: 's2', reply: { id: wireId(core.sent[1]), ok: true, value: 'two' } })
    core?.say({ kind: 'reply', session: 's1', reply: { id: wireId(core.sent[0]), ok: true, value: 'one' } })
    expect(await first).toEqual({ id: 1, ok: true, value: 'one' })
    expect(await second).toEqual({ id: 1, ok: true, value: 'two' })
  })

  test('an answer to another session is not delivered', async () => {
    const { cores, line } = link()
    const [core] = cores
    const call = line.call('s1', { id: 5, name: 'a.b', input: {} })
    core?.say({ kind: 'reply', session: 's2', reply: { id: wireId(core.sent[0]), ok: true, value: 'stolen' } })
    core?.say({ kind: 'reply', session: 's1', reply: { id: wireId(core.sent[0]), ok: true, value: 'mine' } })
    expect(await call).toEqual({ id: 5, ok: true, value: 'mine' })
  })

  test('a lost core answers all pending calls and is started once more, not twice', async () => {
    const { cores, losses, line } = link()
    const pending = line.call('s', { id: 7, name: 'a.b', input: {} })
    cores[0]?.die()
    expect(await pending).toEqual({ id: 7, ok: false, error: { code: 'core-lost', details: {} } })
    expect(cores).toHaveLength(2)
    cores[1]?.say({ kind: 'ready' })
    expect(await line.ready()).toBe(true)
    cores[1]?.die()
    expect(losses).toEqual(['restarted', 'gone'])
    expect(cores).toHaveLength(2)
    expect(await line.call('s', { id: 8, name: 'a.b', input: {} })).toMatchObject({ ok: false, error: { code: 'core-lost' } })
  })

  test('what is too large or too deep is refused before it crosses', async () => {
    const { cores, line } = link()
    const deep = JSON.parse('['.repeat(100) + ']'.repeat(100)) as unknown
    expect(await line.call('s', { id: 1, name: 'a.b', input: 'x'.repeat(messageLimit) })).toMatchObject({ error: { code: 'too-large' } })
    expect(await line.call('s', { id: 2, name: 'a.b', input: deep })).toMatchObject({ error: { code: 'invalid-input' } })
    expect(cores[0]?.sent).toEqual([])
  })

  test('stops in order: asks, waits for the answer, then ends it', async () => {
    const { cores, losses, line } = link()
    const stopped = line.stop()
    expect(cores[0]?.sent).toEqual([{ kind: 'stop' }])
    cores[0]?.say({ kind: 'stopped' })
    await stopped
    expect(cores[0]).toMatchObject({ closed: true, killed: true })
    expect(losses).toEqual([])
    expect(await line.call('s', { id: 1, name: 'a.b', input: {} })).toMatchObject({ error: { code: 'core-lost' } })
  })

  test('a core that does not answer to stop is ended after the time given', async () => {
    const { cores, line } = link(20)
    const pending = line.call('s', { id: 3, name: 'a.b', input: {} })
    await line.stop()
    expect(cores[0]?.killed).toBe(true)
    expect(await pending).toMatchObject({ error: { code: 'core-lost' } })
  })
})

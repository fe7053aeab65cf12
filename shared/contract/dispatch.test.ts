import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Grant } from '../person/roles.ts'
import type { Ports } from '../ports/ports.ts'
import type { Transaction, WriteStamp } from '../ports/store.ts'
import { createDispatch } from './dispatch.ts'
import { DomainError } from './error.ts'
import type { JobCall } from './handler.ts'
import { createJobs } from './jobs.ts'
import { command, job, lifecycle, query } from './procedure.ts'
import { createSessions } from './sessions.ts'

const contract = {
  'thing.get': query({ in: z.strictObject({ name: z.string() }), out: z.strictObject({ name: z.string() }), needs: 'record.read' }),
  'thing.lie': query({ in: z.strictObject({}), out: z.strictObject({ name: z.string() }), needs: 'record.read' }),
  'thing.save': command({ in: z.strictObject({ name: z.string() }), out: z.strictObject({}), needs: 'register.write' }),
  'thing.draft': command({ in: z.strictObject({}), out: z.strictObject({}), needs: 'record-only', audit: 'none' }),
  'thing.run': job({ in: z.strictObject({}), out: z.strictObject({ done: z.boolean() }), needs: 'record.read' }),
  'thing.open': lifecycle({ in: z.strictObject({}), out: z.strictObject({}), needs: 'before-open' }),
  'thing.bar': query({ in: z.strictObject({}), out: z.strictObject({}), needs: 'while-locked' }),
}

interface World {
  open: boolean
  at: number
  written: { stamp: WriteStamp; changes: unknown[] }[]
  unaudited: number
  /** The person of the session as the record has it by now. */
  known: { endedAt: number | null; grants: readonly Grant[] } | null
  faults: unknown[]
}

const owner = { session: 's', actor: 'p' }

function start(handlers: Record<string, unknown> = {}) {
  const world: World = { open: true, at: 1_000_000, written: [], unaudited: 0, known: null, faults: [] }
  const transactionFor = (changes: unknown[]) => ({ changed: (...parts: unknown[]) => changes.push(parts), because: () => undefined, people: { find: () => world.known } }) as unknown as Transaction
  let lastId = 0
  const ports = {
    clock: { read: () => ({ at: world.at, offset: 0, zone: 'UTC', bootId: 'b', uptime: 1 }) },
    ids: { id: () => `job${String((lastId += 1))}`, code: () => 'c' },
    log: {
      fault: (_where: string, error: unknown) => {
        world.faults.push(error)
        return 'log1'
      },
      note: () => undefined,
    },
    lifecycle: { isOpen: () => world.open },
    store: {
      // One open incident, on which a control room may write.
      read: (work: (repositories: unknown) => unknown) => work({ settings: { get: () => null }, incidents: { list: () => [{ closedAt: null }] } }),
      write: (stamp: WriteStamp, work: (transaction: Transaction) => unknown) => {
        const changes: unknown[] = []
        const value = work(transactionFor(changes))
        world.written.push({ stamp, changes })
        return value
      },
      writeUnaudited: (_stamp: WriteStamp, work: (transaction: Transaction) => unknown) => {
        world.unaudited += 1
        return work(transactionFor([]))
      },
    },
  } as unknown as Ports
  const sessions = createSessions()
  const jobs = createJobs()
  const dispatch = createDispatch({
    contract,
    handlers: {
      'thing.get': { read: (_repositories: unknown, input: unknown) => input },
      'thing.lie': { read: () => ({ name: 1 }) },
      'thing.save': { commit: () => ({}) },
      'thing.draft': { commit: () => ({}) },
      'thing.run': { run: () => Promise.resolve({ done: true }) },
      'thing.open': { run: () => ({}) },
      'thing.bar': { read: () => ({}) },
      ...handlers,
    },
    ports,
    sessions,
    jobs,
  })
  sessions.become('s', { kind: 'person', person: 'p', grants: [{ role: 'engineer', site: null }], by: 'passphrase', validUntil: null, mustChange: false })
  return { dispatch, sessions, jobs, world }
}

async function refusal(outcome: Promise<{ ok: boolean }>): Promise<string> {
  const value = (await outcome) as { ok: boolean; error?: { code: string } }
  return value.ok ? 'ok' : (value.error?.code ?? '')
}

describe('dispatch', () => {
  it('answers a query', async () => {
    const { dispatch } = start()
    expect(await dispatch.call('s', 'thing.get', { name: 'a' })).toEqual({ ok: true, value: { name: 'a' } })
  })

  it.each(['nothing', 'toString', '__proto__', 'constructor', 'hasOwnProperty'])('does not know %s', async (name) => {
    const { dispatch } = start()
    expect(await refusal(dispatch.call('s', name, {}))).toBe('unknown-procedure')
  })

  it('refuses a property that the contract does not name', async () => {
    const { dispatch } = start()
    const outcome = await dispatch.call('s', 'thing.get', { name: 'a', more: 1 })
    expect(outcome).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })

  it('turns a value that breaks its own contract into internal, with a log id and nothing else', async () => {
    const { dispatch, world } = start()
    expect(await dispatch.call('s', 'thing.lie', {})).toEqual({ ok: false, error: { code: 'internal', details: {}, logId: 'log1' } })
    expect(world.faults).toHaveLength(1)
  })

  it('lets nothing unexpected through', async () => {
    const { dispatch } = start({
      'thing.get': {
        read: () => {
          throw new Error('/secret/path')
        },
      },
    })
    expect(JSON.stringify(await dispatch.call('s', 'thing.get', { name: 'a' }))).not.toContain('secret')
  })

  it('passes on a foreseen refusal with its details', async () => {
    const { dispatch } = start({
      'thing.get': {
        read: () => {
          throw new DomainError('not-found', { kind: 'thing' })
        },
      },
    })
    expect(await dispatch.call('s', 'thing.get', { name: 'a' })).toEqual({ ok: false, error: { code: 'not-found', details: { kind: 'thing' } } })
  })

  it('asks for the permission before it looks at the input', async () => {
    const { dispatch, sessions } = start()
    sessions.become('v', { kind: 'person', person: 'v', grants: [{ role: 'viewer', site: null }], by: 'passphrase', validUntil: null, mustChange: false })
    expect(await refusal(dispatch.call('v', 'thing.save', { wrong: 1 }))).toBe('not-permitted')
    // Somebody whose access was ended at this window.
    sessions.become('nobody', { kind: 'nobody' })
    expect(await refusal(dispatch.call('nobody', 'thing.get', { name: 'a' }))).toBe('not-permitted')
    expect(await refusal(dispatch.call('nobody', 'thing.draft', {}))).toBe('not-permitted')
  })

  it('takes a window that is new for the locked screen of the control room', async () => {
    const { dispatch, sessions } = start()
    expect(await refusal(dispatch.call('new', 'thing.get', { name: 'a' }))).toBe('not-permitted')
    expect(await refusal(dispatch.call('new', 'thing.draft', {}))).toBe('ok')
    expect(sessions.get('new').who).toEqual({ kind: 'unconfirmed' })
  })

  it('lets the unconfirmed control room use what is for it, and no more', async () => {
    const { dispatch, sessions } = start()
    sessions.become('c', { kind: 'unconfirmed' })
    expect(await refusal(dispatch.call('c', 'thing.draft', {}))).toBe('ok')
    expect(await refusal(dispatch.call('c', 'thing.get', { name: 'a' }))).toBe('not-permitted')
    expect(await refusal(dispatch.call('c', 'thing.bar', {}))).toBe('ok')
  })

  it('says store-closed for everything but what works before opening', async () => {
    const { dispatch, world } = start()
    world.open = false
    expect(await refusal(dispatch.call('s', 'thing.get', { name: 'a' }))).toBe('store-closed')
    expect(await refusal(dispatch.call('s', 'thing.bar', {}))).toBe('store-closed')
    expect(await refusal(dispatch.call('s', 'thing.open', {}))).toBe('ok')
  })

  it('writes a command with its stamp and a draft without a row', async () => {
    const { dispatch, world } = start()
    await dispatch.call('s', 'thing.save', { name: 'a' })
    await dispatch.call('s', 'thing.draft', {})
    expect(world.written.map((row) => row.stamp)).toMatchObject([{ session: 's', actor: 'p', confirmed: true, procedure: 'thing.save' }])
    expect(world.unaudited).toBe(1)
  })

  it('hands what prepare found to commit, and runs committed afterwards', async () => {
    const order: string[] = []
    const { dispatch } = start({
      'thing.save': {
        prepare: () => Promise.resolve('found').then((value) => (order.push('prepare'), value)),
        commit: (_transaction: unknown, _input: unknown, _call: unknown, prepared: string) => {
          order.push(`commit ${prepared}`)
          return {}
        },
        committed: () => order.push('committed'),
      },
    })
    await dispatch.call('s', 'thing.save', { name: 'a' })
    expect(order).toEqual(['prepare', 'commit found', 'committed'])
  })

  it('counts refusals and writes one row for each session, procedure and minute', async () => {
    const { dispatch, world } = start()
    for (let i = 0; i < 25; i += 1) await dispatch.call('nobody', 'thing.get', { name: 'a' })
    expect(world.written).toHaveLength(0)
    world.at += 60_000
    await dispatch.call('s', 'thing.get', { name: 'a' })
    expect(world.written).toHaveLength(1)
    expect(world.written[0]?.changes[0]).toMatchObject(['refusal', 'nobody', null, { procedure: 'thing.get', count: 25 }])
  })

  it('runs a job, shows it to whoever began it only and tells its result', async () => {
    const { dispatch, jobs } = start()
    const outcome = await dispatch.call('s', 'thing.run', {})
    expect(outcome).toEqual({ ok: true, value: { jobId: 'job1' } })
    await Promise.resolve()
    await new Promise<void>((resolve) => queueMicrotask(resolve))
    expect(jobs.get(owner, 'job1')).toEqual({ state: 'done', value: { done: true } })
    expect(() => jobs.get({ session: 'other', actor: 'p' }, 'job1')).toThrow('not-found')
    // Somebody else who took over the same window.
    expect(() => jobs.get({ session: 's', actor: 'q' }, 'job1')).toThrow('not-found')
  })
})

describe('long work whose person meanwhile', () => {
  it.each([
    ['stayed', { endedAt: null, grants: [{ role: 'viewer', site: null }] }, 'done'],
    ['was ended', { endedAt: 1_000_001, grants: [{ role: 'viewer', site: null }] }, 'access-ended'],
    ['lost the role', { endedAt: null, grants: [] }, 'not-permitted'],
  ] as const)('%s', async (_what, known, outcome) => {
    const begun = Promise.withResolvers<undefined>()
    const run = async (_input: unknown, call: JobCall) => {
      await begun.promise
      return call.finish(() => ({ done: true }))
    }
    const { dispatch, jobs, world } = start({ 'thing.run': { run } })
    await dispatch.call('s', 'thing.run', {})
    world.known = known
    begun.resolve(undefined)
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(jobs.get(owner, 'job1')).toMatchObject(outcome === 'done' ? { state: 'done' } : { state: 'failed', error: { code: outcome } })
    expect(world.written).toHaveLength(outcome === 'done' ? 1 : 0)
  })
})

describe('jobs', () => {
  it('cannot be cancelled once the final commit has begun', () => {
    const jobs = createJobs()
    let begin: () => void = () => undefined
    jobs.start(owner, 'a', (_control, committed) => new Promise(() => (begin = committed)), () => ({ code: 'internal', details: {} }))
    begin()
    expect(jobs.cancel(owner, 'a')).toBe(false)
  })

  it('stops at the next check after it was cancelled', async () => {
    const jobs = createJobs()
    let go: () => void = () => undefined
    const waited = new Promise<void>((resolve) => (go = resolve))
    jobs.start(
      owner,
      'a',
      async (control) => {
        await waited
        control.check()
        return 1
      },
      (error) => ({ code: (error as DomainError).code, details: {} }),
    )
    expect(jobs.cancel(owner, 'a')).toBe(true)
    go()
    await new Promise((resolve) => setImmediateLike(resolve))
    expect(jobs.get(owner, 'a')).toMatchObject({ state: 'failed', error: { code: 'cancelled' } })
  })
})

/** Lets pending promises settle. */
function setImmediateLike(done: (value: unknown) => void): void {
  void Promise.resolve()
    .then(() => undefined)
    .then(() => undefined)
    .then(done)
}

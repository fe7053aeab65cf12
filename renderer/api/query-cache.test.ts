import { describe, expect, it, vi } from 'vitest'
import { CallError } from '../../shared/contract/client.ts'
import { createQueryCache } from './query-cache.ts'

/** A core whose answers the test gives one by one. */
function slowCore(): { readonly call: (name: string, input: unknown) => Promise<unknown>; readonly calls: { readonly name: string; readonly input: unknown; answer(value: unknown): void; refuse(): void }[] } {
  const calls: { name: string; input: unknown; answer(value: unknown): void; refuse(): void }[] = []
  return {
    calls,
    call: (name, input) =>
      new Promise((resolve, reject) => {
        calls.push({ name, input, answer: resolve, refuse: () => reject(new CallError({ code: 'busy', details: {} })) })
      }),
  }
}
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

describe('query cache', () => {
  it('reads once for any number of followers and for equal inputs in any order of keys', async () => {
    const core = slowCore()
    const cache = createQueryCache(core.call)
    const heard = vi.fn()
    cache.follow('assets.list', { site: 'a', zone: 'b' }, heard)
    cache.follow('assets.list', { zone: 'b', site: 'a' }, () => undefined)
    expect(core.calls).toHaveLength(1)
    expect(cache.snapshot('assets.list', { site: 'a', zone: 'b' })).toMatchObject({ hasValue: false, loading: true })
    core.calls[0]?.answer([1])
    await turn()
    expect(heard).toHaveBeenCalledTimes(1)
    expect(cache.snapshot('assets.list', { site: 'a', zone: 'b' })).toEqual({ value: [1], hasValue: true, error: null, loading: false })
  })

  it('keeps the last value in sight while it reads again, and after a refusal', async () => {
    const core = slowCore()
    const cache = createQueryCache(core.call)
    cache.follow('a', {}, () => undefined)
    core.calls[0]?.answer(1)
    await turn()
    cache.invalidate(['a'])
    expect(cache.snapshot('a', {})).toMatchObject({ value: 1, loading: true })
    core.calls[1]?.refuse()
    await turn()
    expect(cache.snapshot('a', {})).toMatchObject({ value: 1, loading: false, error: { code: 'busy' } })
  })

  it('drops an answer that was asked before a change and arrives after it', async () => {
    const core = slowCore()
    const cache = createQueryCache(core.call)
    cache.follow('a', {}, () => undefined)
    cache.invalidate(['a'])
    expect(core.calls).toHaveLength(2)
    core.calls[1]?.answer('after')
    await turn()
    core.calls[0]?.answer('before')
    await turn()
    expect(cache.snapshot('a', {}).value).toBe('after')
  })

  it('reads what nobody looks at only when it is needed again', async () => {
    const core = slowCore()
    const cache = createQueryCache(core.call)
    const stop = cache.follow('a', {}, () => undefined)
    core.calls[0]?.answer(1)
    await turn()
    stop()
    cache.invalidate('all')
    expect(core.calls).toHaveLength(1)
    cache.follow('a', {}, () => undefined)
    expect(core.calls).toHaveLength(2)
  })

  it('leaves other procedures alone', async () => {
    const core = slowCore()
    const cache = createQueryCache(core.call)
    cache.follow('a', {}, () => undefined)
    cache.invalidate(['b'])
    expect(core.calls).toHaveLength(1)
  })

  it('forgets everything when the record is closed, late answers included', async () => {
    const core = slowCore()
    const cache = createQueryCache(core.call)
    cache.follow('a', {}, () => undefined)
    cache.clear()
    core.calls[0]?.answer('secret')
    await turn()
    expect(cache.snapshot('a', {})).toMatchObject({ value: undefined, hasValue: false })
  })

  it('does not grow without end', async () => {
    const core = slowCore()
    const cache = createQueryCache(core.call)
    for (let number = 0; number < 500; number += 1) cache.follow('a', { number }, () => undefined)()
    // The oldest is gone: following it reads again. The newest is still there.
    const before = core.calls.length
    cache.follow('a', { number: 499 }, () => undefined)
    expect(core.calls.length).toBe(before)
    cache.follow('a', { number: 0 }, () => undefined)
    expect(core.calls.length).toBe(before + 1)
  })
})

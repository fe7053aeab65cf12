import { describe, expect, it } from 'vitest'
import { everything, fitsNarrowing, knownNarrowing } from './narrowing.ts'
import { chosenSite, onSite, siteForNew } from './site-choice.ts'

describe('site choice', () => {
  const two = [{ id: 'a' }, { id: 'b' }]

  it('only narrows where there is more than one site, and never to one that is gone', () => {
    expect(chosenSite('b', two)).toBe('b')
    expect(chosenSite('gone', two)).toBeNull()
    expect(chosenSite('a', [{ id: 'a' }])).toBeNull()
    expect(siteForNew(null, two)).toBe('a')
    expect(siteForNew('b', two)).toBe('b')
    expect(onSite([{ site: 'a' }, { site: 'b' }], 'b')).toEqual([{ site: 'b' }])
    expect(onSite([{ site: 'a' }, { site: 'b' }], null)).toHaveLength(2)
  })
})

describe('narrowing', () => {
  const pump = { kind: 'plc', networkZone: 'z' } as const

  it('narrows by kind and by network zone together, and finds what stands in none', () => {
    expect(fitsNarrowing(pump, everything)).toBe(true)
    expect(fitsNarrowing(pump, { kind: 'plc', zone: 'z' })).toBe(true)
    expect(fitsNarrowing(pump, { kind: 'hmi', zone: 'z' })).toBe(false)
    expect(fitsNarrowing(pump, { kind: 'all', zone: 'unknown' })).toBe(false)
    expect(fitsNarrowing({ ...pump, networkZone: null }, { kind: 'all', zone: 'unknown' })).toBe(true)
  })

  it('lets go of a network zone that is not there any more', () => {
    expect(knownNarrowing({ kind: 'plc', zone: 'gone' }, [{ id: 'z' }])).toEqual({ kind: 'plc', zone: 'all' })
    const kept = { kind: 'all', zone: 'z' } as const
    expect(knownNarrowing(kept, [{ id: 'z' }])).toBe(kept)
  })
})

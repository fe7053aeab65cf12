import { describe, expect, it } from 'vitest'
import { anchorLine } from '../../../shared/package/allowed-signers.ts'
import type { Release } from '../../../shared/report/release.ts'
import { followStick, placeProblem, roomNeeded, type StickState } from './carry-out.ts'
import { readsAsEntityLines } from './entity-lines.ts'
import { sizeText } from './size-text.ts'
import { withReplacements } from './use-releases.ts'

describe('followStick', () => {
  const through = (looks: readonly boolean[]): StickState => looks.reduce<StickState>(followStick, 'in')

  it('asks for the stick to be out before a check counts', () => {
    expect(through([true, true, true])).toBe('in')
    expect(through([true, false])).toBe('out')
    expect(through([true, false, true, true])).toBe('back')
    expect(through([false, true, false]), 'pulled once more').toBe('out')
  })
})

describe('placeProblem', () => {
  const place = { id: 'a', label: 'STICK', kind: 'removable', freeBytes: 100, writable: true } as const

  it('names what stands against a place, the switch before the room', () => {
    expect(placeProblem(place, 100)).toBeNull()
    expect(placeProblem(place, 101)).toBe('full')
    expect(placeProblem({ ...place, freeBytes: null }, 1e12), 'room not known: it is tried').toBeNull()
    expect(placeProblem({ ...place, writable: false }, 101)).toBe('read-only')
    expect(roomNeeded(1_000_000)).toBeGreaterThan(2_000_000)
  })
})

describe('sizeText', () => {
  it('speaks of sizes as drives are sold', () => {
    expect(sizeText(1, 'en')).toBe('1 byte')
    expect(sizeText(73_500, 'en')).toBe('73.5 kB')
    expect(sizeText(999_600, 'en')).toBe('1 MB')
    expect(sizeText(8_053_063_680, 'de')).toBe('8,1\u00a0GB')
  })
})

describe('withReplacements', () => {
  it('names the version that replaced one', () => {
    const release = (id: string, version: number, supersedes: string | null): Release => ({ id, version, supersedes }) as Release
    expect(withReplacements([release('a', 1, null), release('b', 2, 'a')]).map(({ replacedBy }) => replacedBy)).toEqual([2, null])
  })
})

describe('readsAsEntityLines', () => {
  it('takes nothing and comments, and refuses what is no such line', () => {
    expect(readsAsEntityLines('')).toBe(true)
    expect(readsAsEntityLines('# from the card\r\n')).toBe(true)
    const line = anchorLine({ entity: 'aaaaaaaaaa', publicKey: new Uint8Array(32).fill(7), comment: '' })
    expect(readsAsEntityLines(`${line.slice(0, 30)}
${line.slice(30, 80)}
  ${line.slice(80)}`)).toBe(true)
    expect(readsAsEntityLines('ssh-ed25519 AAAA')).toBe(false)
  })
})

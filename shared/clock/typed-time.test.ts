import { describe, expect, it } from 'vitest'
import { at } from '../../test/support/clock-incident.ts'
import { readTyped } from './typed-time.ts'

const tolerance = 600_000
const inBerlin = (now: string) => ({ zone: 'Europe/Berlin', now: at(now), tolerance })

describe('typed times', () => {
  it('takes a bare clock time as the last one: after midnight that is yesterday', () => {
    const context = inBerlin('2026-11-24T00:20+01:00')
    const yesterday = { kind: 'understood', instant: at('2026-11-23T23:50+01:00'), day: 'yesterday' }
    expect(readTyped('23:50', context)).toEqual(yesterday)
    expect(readTyped(' 2350 ', context)).toEqual(yesterday)
    expect(readTyped('23.50', context)).toEqual(yesterday)
    expect(readTyped('0:05', context)).toEqual({ kind: 'understood', instant: at('2026-11-24T00:05+01:00'), day: 'today' })
  })

  it('keeps today for a watch that is a few minutes ahead', () => {
    expect(readTyped('14:09', inBerlin('2026-11-24T14:00+01:00'))).toMatchObject({ day: 'today' })
    expect(readTyped('14:11', inBerlin('2026-11-24T14:00+01:00'))).toMatchObject({ day: 'yesterday', instant: at('2026-11-23T14:11+01:00') })
  })

  it('reads full dates, dotted dates and ISO with an offset alike', () => {
    const context = inBerlin('2026-11-24T10:00+01:00')
    const understood = { kind: 'understood', instant: at('2026-07-01T08:15+02:00'), day: 'other' }
    for (const text of ['2026-07-01 08:15', '1.7.2026 8:15', '01.07.2026, 08.15', '1.7. 8:15', '2026-07-01T08:15+02:00', '2026-07-01T06:15Z']) {
      expect(readTyped(text, context), text).toEqual(understood)
    }
    expect(readTyped('24.12. 18:00', context)).toMatchObject({ instant: at('2025-12-24T18:00+01:00') })
    expect(readTyped('29.2. 12:00', context)).toMatchObject({ instant: at('2024-02-29T12:00+01:00') })
    expect(readTyped('2026-11-25 10:00', context)).toMatchObject({ day: 'tomorrow' })
  })

  it('asks about a doubled hour and offers the neighbours of a skipped one', () => {
    expect(readTyped('2:30', inBerlin('2026-10-25T12:00+01:00'))).toEqual({
      kind: 'doubled',
      first: at('2026-10-25T02:30+02:00'),
      second: at('2026-10-25T02:30+01:00'),
      day: 'today',
    })
    expect(readTyped('2:30', inBerlin('2026-03-29T12:00+02:00'))).toEqual({
      kind: 'skipped',
      earlier: at('2026-03-29T01:30+01:00'),
      later: at('2026-03-29T03:30+02:00'),
      day: 'today',
    })
  })

  it.each(['', 'noon', '03/04/2026 10:00', '10', '12:3'])('does not guess what "%s" means', (text) => {
    expect(readTyped(text, inBerlin('2026-11-24T10:00+01:00'))).toEqual({ kind: 'not-understood' })
  })

  it.each(['24:00', '12:60', '2026-02-30 10:00', '31.11.2026 10:00', '30.2. 10:00'])('says that %s does not exist', (text) => {
    expect(readTyped(text, inBerlin('2026-11-24T10:00+01:00'))).toEqual({ kind: 'no-such-date' })
  })
})

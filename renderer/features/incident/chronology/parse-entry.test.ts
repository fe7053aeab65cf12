import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entryLine, instantOf, openMention, parseEntry } from './parse-entry.ts'

const zone = 'Europe/Berlin'
/** Tuesday 24 November 2026, 03:20 in Berlin. */
const now = Date.UTC(2026, 10, 24, 2, 20)
const at = (text: string): number => Date.parse(text)
const read = (line: string, more: object = {}) => parseEntry(line, { zone, now, ...more })

describe('one line of the chronology', () => {
  it('reads time, text and source', () => {
    const entry = read('02:05 pump 3 tripped, operator')
    expect(entry).toMatchObject({ text: 'pump 3 tripped', source: 'operator' })
    expect(instantOf(entry, now)).toBe(at('2026-11-24T02:05:00+01:00'))
  })

  it.each([
    ['14:05 pump 3 tripped', '2026-11-23T14:05:00+01:00'],
    ['2:05 Uhr Pumpe 3 aus', '2026-11-24T02:05:00+01:00'],
    ['02.05 Uhr Pumpe 3 aus', '2026-11-24T02:05:00+01:00'],
    ['yesterday 01:00 alarm', '2026-11-23T01:00:00+01:00'],
    ['gestern, 01:00 Uhr Alarm', '2026-11-23T01:00:00+01:00'],
    ['today 01:00 alarm', '2026-11-24T01:00:00+01:00'],
    ['20.11. 22:10 new account seen', '2026-11-20T22:10:00+01:00'],
    ['20.11.2026, 22:10 new account seen', '2026-11-20T22:10:00+01:00'],
    ['2026-11-20 22:10:30 new account seen', '2026-11-20T22:10:30+01:00'],
    ['02:05:07 pump 3 tripped', '2026-11-24T02:05:07+01:00'],
    ['02:05 - pump 3 tripped', '2026-11-24T02:05:00+01:00'],
  ])('%s', (line, instant) => {
    const entry = read(line)
    expect(instantOf(entry, now)).toBe(at(instant))
    expect(entry.text).toMatch(/^(pump|Pumpe|alarm|Alarm|new account)/)
  })

  it('without a time it happened now, to the minute', () => {
    expect(instantOf(read('HMI screens dark'), now + 12_345)).toBe(now)
  })

  it.each(['2.30 bar at the inlet', '1405 people without water', '3 pumps off', '14:05bar'])('finds no time in "%s"', (line) => {
    expect(read(line)).toMatchObject({ time: null, text: line })
  })

  it('says so when there is no such time, instead of guessing', () => {
    expect(read('27:10 pump off').time).toEqual({ kind: 'no-such-date' })
    expect(instantOf(read('27:10 pump off'), now)).toBeNull()
  })

  it('leaves a doubled hour to the person', () => {
    const entry = parseEntry('25.10. 02:30 alarm', { zone, now })
    expect(entry.time?.kind).toBe('doubled')
    expect(instantOf(entry, now)).toBeNull()
  })

  it.each([
    ['pumps 1, 2 and 3 off', ''],
    ['pressure fell, and the alarm came at once', ''],
    ['flow 1,5 m3', ''],
    ['valve closed, by hand with four people of the shift', ''],
    ['valve closed, SCADA alarm list', 'SCADA alarm list'],
    [', operator', ''],
  ])('source of "%s" is "%s"', (line, source) => {
    expect(read(line).source).toBe(source)
  })

  it('keeps the part after the comma in the text when told so', () => {
    expect(read('HMI dark, pumps off', { keepComma: true })).toMatchObject({ text: 'HMI dark, pumps off', source: '' })
  })

  it('links what @ calls by its longest name', () => {
    const names = ['Pump', 'Pump station 4', 'HMI 2']
    expect(read('02:05 @pump station 4 off, @hmi 2 dark too', { names })).toMatchObject({
      text: 'Pump station 4 off, HMI 2 dark too',
      mentions: ['Pump station 4', 'HMI 2'],
    })
    expect(read('mail from a@pumpworks and @pumps', { names }).mentions).toEqual([])
  })

  it('knows what is being typed after @', () => {
    expect(openMention('02:05 @pump st', 14)).toEqual({ from: 6, typed: 'pump st' })
    expect(openMention('a@b', 3)).toBeNull()
    expect(openMention('@pump 3 off, ope', 16)).toBeNull()
  })

  it('reads back what it wrote', () => {
    const minutes = fc.integer({ min: 1, max: 60 * 24 * 300 })
    const words = fc.stringMatching(/^[a-z]{2,8}( [a-z]{2,8}){0,4}$/)
    const source = fc.constantFrom('', 'operator', 'SCADA alarm list')
    fc.assert(
      fc.property(minutes, words, source, (ago, text, from) => {
        const instant = now - ago * 60_000
        const line = entryLine({ instant, text, source: from }, zone)
        const entry = parseEntry(line, { zone, now })
        // The doubled hour of October asks, every other time is read back as it was.
        if (entry.time?.kind === 'doubled') return [entry.time.first, entry.time.second].includes(instant)
        return instantOf(entry, now) === instant && entry.text === text && entry.source === from
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import type { ChronologyEntry } from '../../../../shared/incident/incident.ts'
import { chronologyCounts, chronologyRows } from './chronology-rows.ts'

function entry(id: string, instant: number, more: Partial<ChronologyEntry> = {}): ChronologyEntry {
  return { id, incident: 'i', instant, zone: 'UTC', text: id, important: false, source: '', supersedes: null, withdrawn: false, recordedAt: instant, author: 'a', ...more }
}

describe('chronology rows', () => {
  it('stands in the order things happened, not in the order they were written', () => {
    expect(chronologyRows([entry('b', 20), entry('a', 10)]).map((row) => row.entry.id)).toEqual(['a', 'b'])
  })

  it('keeps every former wording with the entry that replaced it, newest first', () => {
    const rows = chronologyRows([entry('a', 10), entry('b', 12, { supersedes: 'a' }), entry('c', 11, { supersedes: 'b' })])
    expect(rows).toHaveLength(1)
    expect(rows[0]?.entry.id).toBe('c')
    expect(rows[0]?.former.map((old) => old.id)).toEqual(['b', 'a'])
  })

  it('shows what was withdrawn and does not count it', () => {
    const rows = chronologyRows([entry('a', 10, { important: true }), entry('b', 10, { supersedes: 'a', withdrawn: true, important: true }), entry('c', 30)])
    expect(rows[0]).toMatchObject({ withdrawn: true })
    expect(chronologyCounts(rows)).toEqual({ standing: 1, important: 0, corrected: 1 })
  })

  it('ends on entries that name each other', () => {
    expect(chronologyRows([entry('a', 1, { supersedes: 'b' }), entry('b', 2, { supersedes: 'a' }), entry('c', 3, { supersedes: 'a' })])).toHaveLength(1)
  })
})

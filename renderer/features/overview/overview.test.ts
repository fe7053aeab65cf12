import { describe, expect, it } from 'vitest'
import type { BarDeadline, ListedIncident } from './needs.ts'
import { needsOf } from './needs.ts'
import { damageOf } from './record-check.ts'
import { footerTime } from './status-facts.ts'

const hour = 3_600_000
const now = Date.UTC(2026, 10, 23, 12)

function deadline(incident: string, due: number, significance: 'undecided' | 'yes', courierMinutes = 0): BarDeadline {
  return { incident, number: 1, siteName: '', courierMinutes, significance, deadline: { key: incident, due, state: 'running', assumed: false } } as unknown as BarDeadline
}
function incident(id: string, number: number, significance: 'undecided' | 'yes' | 'no', closedAt: number | null = null): ListedIncident {
  return { incident: { id, number, significance, closedAt }, siteName: '', next: null } as unknown as ListedIncident
}

describe('needsOf', () => {
  it('puts decided incidents under deadlines, the rest under decisions, and forgets what is closed', () => {
    const needs = needsOf(
      [deadline('a', now + 5 * hour, 'yes'), deadline('b', now + 2 * hour, 'undecided'), deadline('c', now + 4 * hour, 'yes', 120)],
      [incident('a', 1, 'yes'), incident('b', 2, 'undecided'), incident('c', 3, 'yes'), incident('d', 4, 'undecided', now), incident('e', 5, 'undecided')],
      now,
    )
    expect(needs.running.map(({ row }) => row.incident), 'who must leave first comes first').toEqual(['c', 'a'])
    expect(needs.undecided.map(({ incident: { incident: { id } } }) => id), 'without a deadline comes last').toEqual(['b', 'e'])
    expect(needs.undecided[0]?.first?.row.deadline.due).toBe(now + 2 * hour)
  })
})

describe('damageOf', () => {
  it('tells apart what people must know apart', () => {
    expect(damageOf('file-damaged')).toBe('file')
    expect(damageOf('hash-differs')).toBe('rows')
    expect(damageOf('anchor-beyond-end')).toBe('cut')
    expect(damageOf('head-differs')).toBe('cut')
    expect(damageOf(null)).toBe('other')
  })
})

describe('footerTime', () => {
  it('names the day only when it is another one', () => {
    expect(footerTime(now - hour, now, 'Europe/Berlin')).toBe('12:00')
    expect(footerTime(now - 13 * hour, now, 'Europe/Berlin')).toBe('00:00')
    expect(footerTime(now - 14 * hour, now, 'Europe/Berlin')).toBe('2026-11-22 23:00')
  })
})

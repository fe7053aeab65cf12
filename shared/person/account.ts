import { clockAt } from '../clock/clock-record.ts'
import type { ClockReading, Instant } from '../ports/clock.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Person, PersonName } from './person.ts'

/** Whether a person may sign in at a moment: not ended, and not past the planned end. */
export function hasAccess(person: Pick<Person, 'validUntil' | 'endedAt'>, now: Instant): boolean {
  return person.endedAt === null && (person.validUntil === null || now <= person.validUntil)
}

/**
 * The moment by which the end of an access is judged: the latest that it may be by the machine, so that setting the clock back gives nobody
 * access again. What people said of the time does not count: a wrong word would keep others out.
 */
export function accessMoment(repositories: Repositories, reading: ClockReading): Instant {
  return reading.at + Math.max(0, clockAt(repositories, reading).state.high)
}

/** Whether a person administers the whole store without an end in sight. */
export function isLastingAdministrator(person: Pick<Person, 'grants' | 'validUntil' | 'endedAt'>): boolean {
  return person.endedAt === null && person.validUntil === null && person.grants.some((grant) => grant.role === 'administrator' && grant.site === null)
}

/** Text by which names and badge numbers are compared: case, width and spaces do not matter. */
export function signInText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

/**
 * The person that was meant at sign-in: by id, badge number or name.
 * @returns null when nobody fits, or several do: then the badge number tells.
 */
export function personMeant(typed: string, people: readonly Person[], nameOf: (person: string) => PersonName | null): string | null {
  const wanted = signInText(typed)
  if (wanted === '') return null
  const active = people.filter((person) => person.endedAt === null)
  const byId = active.find((person) => person.id === typed)
  if (byId !== undefined) return byId.id
  const byBadge = active.filter((person) => signInText(nameOf(person.id)?.badge ?? '') === wanted)
  const fitting = byBadge.length > 0 ? byBadge : active.filter((person) => signInText(nameOf(person.id)?.name ?? '') === wanted)
  return fitting.length === 1 ? (fitting[0]?.id ?? null) : null
}

import type { Instant } from '../ports/clock.ts'
import type { Person, PersonName } from './person.ts'

/** Whether a person may sign in at a moment: not ended, and not past the planned end. */
export function hasAccess(person: Pick<Person, 'validUntil' | 'endedAt'>, now: Instant): boolean {
  return person.endedAt === null && (person.validUntil === null || now <= person.validUntil)
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

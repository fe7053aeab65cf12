import type { z } from 'zod'
import { DomainError } from '../contract/error.ts'
import type { Handlers } from '../contract/handler.ts'
import type { Repositories } from '../ports/repositories.ts'
import { asPicture } from '../register/register.ts'
import { signInText } from './account.ts'
import { personContract, type NamedPerson } from './person.contract.ts'

/** All people with the names that were not erased. @param withBadges whether badge numbers are told too. */
export function namedPeople(repositories: Repositories, withBadges = false): NamedPerson[] {
  return repositories.people.list().map((person) => {
    const name = repositories.people.name(person.id)
    return { ...person, name: name?.name ?? null, phone: name?.phone ?? null, email: name?.email ?? null, badge: withBadges ? (name?.badge ?? '') : '' }
  })
}

const preferencesSchema = personContract['preferences.get'].out
const defaultPreferences: z.output<typeof preferencesSchema> = { language: 'en', theme: 'system', density: 'normal', dismissed: [] }

/** Key under which a person's preferences lie. */
function preferencesKey(actor: string): string {
  return `preferences/${actor}`
}

function preferencesOf(repositories: Pick<Repositories, 'settings'>, person: string): z.output<typeof preferencesSchema> {
  const text = repositories.settings.get(preferencesKey(person))
  if (text === null) return defaultPreferences
  const parsed = preferencesSchema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : defaultPreferences
}

/** A new person begins in the language of whoever adds it: that of the plant. */
export function beginInLanguageOf(transaction: Pick<Repositories, 'settings'>, adding: string, added: string): void {
  transaction.settings.set(preferencesKey(added), JSON.stringify({ ...defaultPreferences, language: preferencesOf(transaction, adding).language }))
}

/**
 * Who takes the name of another person could be taken for that one in the record, and keeps that one from signing in by name. Names that two
 * people really share are for an administrator to set. @throws name-taken.
 */
function requireOwnName(repositories: Repositories, person: string, name: string): void {
  const wanted = signInText(name)
  const nameOf = (id: string): string => signInText(repositories.people.name(id)?.name ?? '')
  if (nameOf(person) === wanted) return
  if (repositories.people.list().some((other) => other.id !== person && other.endedAt === null && nameOf(other.id) === wanted)) throw new DomainError('name-taken')
}

/** Handlers of the people of the record. */
export function personHandlers(): Handlers<typeof personContract> {
  return {
    'people.list': { read: (repositories) => ({ people: namedPeople(repositories) }) },
    'people.saveSelf': {
      commit: (transaction, input, call) => {
        const person = transaction.people.find(call.actor)
        if (person === null) throw new DomainError('not-found', { kind: 'person' })
        const { function: work, ...reach } = input
        requireOwnName(transaction, person.id, reach.name)
        const after = { ...person, function: work }
        transaction.people.save(after)
        transaction.people.saveName({ person: person.id, badge: transaction.people.name(person.id)?.badge ?? '', ...reach })
        // The name itself stays out of the audit body: it stands in the one erasable table only.
        transaction.changed('person', person.id, asPicture(person), asPicture(after))
        return {}
      },
    },
    'preferences.get': {
      read: (repositories, _input, call) => preferencesOf(repositories, call.actor),
    },
    'preferences.save': {
      commit: (transaction, input, call) => {
        transaction.settings.set(preferencesKey(call.actor), JSON.stringify(input))
        transaction.changed('preferences', call.actor, null, { language: input.language, theme: input.theme, density: input.density })
        return {}
      },
    },
  }
}

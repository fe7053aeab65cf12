import { z } from 'zod'
import type { Call } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { idSchema } from '../contract/schema.ts'
import { accessMoment, hasAccess } from '../person/account.ts'
import type { Person } from '../person/person.ts'
import { isPermittedEverywhere } from '../person/roles.ts'
import type { ClockReading } from '../ports/clock.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'

/** A second person at the same screen, and what proves that it is that person. */
export const secondPersonSchema = z.strictObject({ person: idSchema, passphrase: z.string().min(1).max(1024) })
/** A second person and the proof. */
export type SecondPerson = z.output<typeof secondPersonSchema>

type SecondPorts = Pick<Ports, 'clock' | 'lifecycle' | 'personKeys' | 'store'>

/**
 * People who may vouch beside the one who acts: others who may read the audit of every site, whose access has not ended, and whose passphrase
 * nobody else has given them.
 */
export function possibleSeconds(repositories: Repositories, actor: string, reading: ClockReading, personKeys: SecondPorts['personKeys']): Person[] {
  const now = accessMoment(repositories, reading)
  return repositories.people
    .list()
    .filter((person) => person.id !== actor && hasAccess(person, now) && isPermittedEverywhere(person.grants, 'audit.read') && personKeys.has(person.id) && !personKeys.isGiven(person.id))
}

/**
 * Lets a second person vouch by passphrase at the same screen. Both ids belong into the audit row of what follows. Nobody is signed in by it.
 * @throws second-person-refused: `alone` where nobody else could, `same` for oneself, `no-right` for a person who may not; wrong-sign-in;
 * sign-in-delayed.
 */
export async function requireSecondPerson(call: Call, second: SecondPerson, ports: SecondPorts): Promise<void> {
  const seconds = ports.store.read((repositories) => possibleSeconds(repositories, call.actor, ports.clock.read(), ports.personKeys))
  // Said before a passphrase is tried: in a store of one person no passphrase would do.
  if (seconds.length === 0) throw new DomainError('second-person-refused', { why: 'alone' })
  if (second.person === call.actor) throw new DomainError('second-person-refused', { why: 'same' })
  if (!seconds.some(({ id }) => id === second.person)) throw new DomainError('second-person-refused', { why: 'no-right' })
  const seed = ports.lifecycle.personSeed(second.person)
  await ports.personKeys.confirm(second)
  // Whoever only vouched is not present afterwards: no PIN of theirs works, and nothing can be signed in their name.
  if (seed === null) ports.personKeys.forget(second.person)
  else seed.fill(0)
}

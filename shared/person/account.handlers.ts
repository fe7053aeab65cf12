import { DomainError } from '../contract/error.ts'
import type { Handlers, LifecycleCall } from '../contract/handler.ts'
import { requireStanding } from '../contract/permit.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import { certifyPersonKey, issueKeysDocument } from '../package/issued-keys.ts'
import { endKey } from '../package/key-life.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'
import { asPicture } from '../register/register.ts'
import { requireSite } from '../site/site.handlers.ts'
import { accessSettings, saveAccessSettings } from './access-settings.ts'
import type { accountContract } from './account.contract.ts'
import { isLastingAdministrator, signInText } from './account.ts'
import { firstPassphrase } from './first-passphrase.ts'
import { expectedWords, requireGoodPassphrase } from './passphrase-judgement.ts'
import { beginInLanguageOf, namedPeople } from './person.handlers.ts'
import type { Person, PersonName } from './person.ts'
import type { Grant } from './roles.ts'

/** A person by id. @throws not-found. */
function requirePerson(repositories: Repositories, id: string): Person {
  const person = repositories.people.find(id)
  if (person === null) throw new DomainError('not-found', { kind: 'person' })
  return person
}

/** @throws not-found for a site that does not exist, invalid-input for a grant that stands there twice. */
function requireGrants(repositories: Repositories, grants: readonly Grant[]): void {
  for (const { site } of grants) if (site !== null) requireSite(repositories, site)
  const distinct = new Set(grants.map((grant) => `${grant.role} ${grant.site ?? ''}`))
  if (distinct.size !== grants.length) throw new DomainError('invalid-input', { fields: ['grants'] })
}

/** A badge number leads to one person. @throws badge-taken. */
function requireFreeBadge(repositories: Repositories, badge: string, person: string): void {
  if (badge === '') return
  const taken = repositories.people.list().some((other) => other.id !== person && signInText(repositories.people.name(other.id)?.badge ?? '') === signInText(badge))
  if (taken) throw new DomainError('badge-taken')
}

/** Handlers of the accounts of persons. The record is written before the keyring: a power cut in between leaves an account without a key. */
export function accountHandlers(ports: Ports): Handlers<typeof accountContract> {
  /** Somebody must be able to let others in. @throws last-administrator. */
  function requireAdministrator(repositories: Repositories): void {
    const left = repositories.people.list().filter((person) => isLastingAdministrator(person) && ports.personKeys.has(person.id))
    if (left.length === 0) throw new DomainError('last-administrator')
  }

  function write<T>(call: LifecycleCall, work: (transaction: Transaction) => T): T {
    return ports.store.write({ ...call.stamp, reading: ports.clock.read() }, (transaction) => {
      requireStanding({ needs: 'people.manage', touches: 'all-sites' }, call.session.who, transaction)
      return work(transaction)
    })
  }

  /** The recovery sheet stands for an administrator, whoever founded the store. */
  function lead(): Promise<void> {
    return ports.personKeys.lead(ports.store.read((repositories) => repositories.people.list().filter(isLastingAdministrator).map(({ id }) => id)))
  }

  /** The passphrase to make a bundle with: the person's own, judged, or one that is made here. */
  function chosen(typed: string | null, expected: readonly string[]): { readonly passphrase: string; readonly given: boolean } {
    if (typed === null) return { passphrase: firstPassphrase(ports.random), given: true }
    requireGoodPassphrase(typed, expected, ports.assets)
    return { passphrase: typed, given: false }
  }

  function certify(transaction: Transaction, person: Person, publicKey: Uint8Array): void {
    const entity = requireEntity(transaction)
    endPersonKey(transaction, person.id)
    certifyPersonKey(transaction, entity, person, publicKey, ports)
    issueKeysDocument(transaction, entity, ports)
  }

  function endPersonKey(transaction: Transaction, person: string): boolean {
    const key = transaction.keys.current('person', person)
    if (key === null || key.to !== null) return false
    endKey(transaction, key)
    return true
  }

  return {
    'accounts.list': {
      read: (repositories) => ({
        accounts: namedPeople(repositories, true).map((person) => ({ person, hasPassphrase: ports.personKeys.has(person.id), isGiven: ports.personKeys.isGiven(person.id) })),
      }),
    },
    'accounts.add': {
      run: async ({ passphrase: typed, grants, function: work, validUntil, ...reach }, call) => {
        const id = ports.ids.id()
        const words = ports.store.read((repositories) => {
          requireGrants(repositories, grants)
          requireFreeBadge(repositories, reach.badge, id)
          return expectedWords(repositories, null)
        })
        const { passphrase, given } = chosen(typed, [...words, reach.name, reach.badge])
        const bundle = await ports.personKeys.prepare({ person: id, passphrase, given })
        const person: Person = { id, code: ports.ids.code(), function: work, grants, createdAt: ports.clock.read().at, validUntil, endedAt: null }
        write(call, (transaction) => {
          requireFreeBadge(transaction, reach.badge, id)
          transaction.people.save(person)
          // The name itself stays out of the audit body: it stands in the one erasable table only.
          transaction.people.saveName({ person: id, phone: '', email: '', ...reach })
          beginInLanguageOf(transaction, call.actor, id)
          transaction.changed('person', id, null, asPicture(person))
          certify(transaction, person, bundle.publicKey)
        })
        await bundle.keep()
        await lead()
        return { id, firstPassphrase: given ? passphrase : null }
      },
    },
    'accounts.change': {
      run: async ({ id, grants, function: work, validUntil, ...reach }, call) => {
        write(call, (transaction) => {
          const before = requirePerson(transaction, id)
          if (before.endedAt !== null) throw new DomainError('access-ended')
          requireGrants(transaction, grants)
          requireFreeBadge(transaction, reach.badge, id)
          const after: Person = { ...before, grants, function: work, validUntil }
          const name: PersonName = { ...(transaction.people.name(id) ?? { person: id, phone: '', email: '' }), ...reach }
          transaction.people.save(after)
          transaction.people.saveName(name)
          requireAdministrator(transaction)
          transaction.changed('person', id, asPicture(before), asPicture(after))
        })
        call.update(id, { grants, validUntil })
        await lead()
        return { id }
      },
    },
    'accounts.end': {
      run: async ({ id, reason }, call) => {
        write(call, (transaction) => {
          const before = requirePerson(transaction, id)
          if (before.endedAt !== null) throw new DomainError('access-ended')
          const after: Person = { ...before, endedAt: transaction.stamp.reading.at }
          transaction.people.save(after)
          requireAdministrator(transaction)
          transaction.changed('person', id, asPicture(before), asPicture(after))
          if (endPersonKey(transaction, id)) issueKeysDocument(transaction, requireEntity(transaction), ports)
          if (reason !== '') transaction.because(reason)
        })
        call.update(id, null)
        await ports.personKeys.remove(id)
        await lead()
        return {}
      },
    },
    'accounts.resetPassphrase': {
      run: async ({ id, passphrase: typed }, call) => {
        const words = ports.store.read((repositories) => {
          if (requirePerson(repositories, id).endedAt !== null) throw new DomainError('access-ended')
          return expectedWords(repositories, id)
        })
        const { passphrase, given } = chosen(typed, words)
        const bundle = await ports.personKeys.prepare({ person: id, passphrase, given })
        write(call, (transaction) => {
          certify(transaction, requirePerson(transaction, id), bundle.publicKey)
          transaction.changed('passphrase', id, null, { reset: true })
        })
        call.update(id, null)
        await bundle.keep()
        // Until then the former passphrase opened: whoever came in by it meanwhile leaves again.
        call.update(id, null)
        return { firstPassphrase: given ? passphrase : null }
      },
    },
    'access.get': { read: (repositories) => accessSettings(repositories) },
    'access.save': {
      commit: (transaction, settings) => {
        const before = accessSettings(transaction)
        saveAccessSettings(transaction, settings)
        transaction.changed('setting', 'access', asPicture(before), asPicture(settings))
        return {}
      },
    },
  }
}

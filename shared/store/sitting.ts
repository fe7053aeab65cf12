import type { LifecycleCall } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import { equalBytes } from '../package/bytes.ts'
import { certifyPersonKey, issueKeysDocument } from '../package/issued-keys.ts'
import { endKey } from '../package/key-life.ts'
import { accessSettings } from '../person/access-settings.ts'
import { accessMoment, hasAccess } from '../person/account.ts'
import { lockedWho } from '../person/presence.ts'
import { rolePermissions } from '../person/roles.ts'
import type { Who } from '../person/session.ts'
import type { Ports } from '../ports/ports.ts'
import type { Transaction, WriteStamp } from '../ports/store.ts'
import type { StoreState } from './store.contract.ts'

/** Letting persons sit down in front of a session and get up again. */
export interface Sitting {
  /** What a screen needs to know before anything else. */
  status(who: Who): Promise<StoreState>
  /**
   * Notes a sign-in in the record and gives the session the person's grants.
   * @throws access-ended.
   */
  sitDown(call: LifecycleCall, person: string, by: 'passphrase' | 'pin'): Who
  /** Locks the session: whoever sat there has got up. */
  getUp(call: LifecycleCall): Who
  /** A stamp for what is written right after the session's person is known. */
  stampOf(call: LifecycleCall, person: string): WriteStamp
  /** Certifies the person's unwrapped signing key unless the record already holds that very key. */
  certify(transaction: Transaction, person: string): void
}

/** @param ports the record, the keys of persons and the clock. */
export function createSitting(ports: Ports): Sitting {
  function stampOf(call: LifecycleCall, person: string, confirmed = true): WriteStamp {
    return { ...call.stamp, actor: person, confirmed, reading: ports.clock.read() }
  }

  async function status(who: Who): Promise<StoreState> {
    const found = await ports.lifecycle.status()
    const isOpen = ports.lifecycle.isOpen()
    return {
      state: found.state,
      kind: found.kind,
      perUser: found.perUser,
      who: isOpen ? describe(who) : describeNobody({ kind: 'nobody' }),
      access: isOpen ? ports.store.read((repositories) => accessSettings(repositories)) : null,
      version: ports.product.version,
    }
  }

  function describeNobody(who: Exclude<Who, { readonly kind: 'person' }>): StoreState['who'] {
    const last = who.last === undefined ? null : nameOf(who.last)
    return { kind: who.kind, person: null, name: null, function: null, permissions: [], by: null, mustChange: false, last }
  }

  function nameOf(person: string): string | null {
    return ports.store.read((repositories) => repositories.people.name(person)?.name ?? null)
  }

  function describe(who: Who): StoreState['who'] {
    if (who.kind !== 'person') return describeNobody(who)
    const person = ports.store.read((repositories) => repositories.people.find(who.person))
    return {
      kind: who.kind,
      person: who.person,
      name: nameOf(who.person),
      function: person?.function ?? null,
      permissions: [...new Set(who.grants.flatMap((grant) => rolePermissions[grant.role]))],
      by: who.by,
      mustChange: who.mustChange,
      last: null,
    }
  }

  /**
   * After a recovery the key is a new one; the keyring is written before the record, so a power cut in between leaves this to the next
   * sign-in.
   */
  function certify(transaction: Transaction, person: string): void {
    const seed = ports.lifecycle.personSeed(person)
    const known = transaction.people.find(person)
    if (seed === null || known === null) return
    const publicKey = ports.ed25519.publicKey(seed)
    seed.fill(0)
    const certified = transaction.keys.current('person', person)
    if (certified !== null && equalBytes(certified.publicKey, publicKey)) return
    const entity = requireEntity(transaction)
    if (certified !== null && certified.to === null) endKey(transaction, certified)
    certifyPersonKey(transaction, entity, known, publicKey, ports)
    issueKeysDocument(transaction, entity, ports)
  }

  /** Whoever sat here before leaves; its keys go with it unless it sits elsewhere too. */
  function leave(call: LifecycleCall, next: string | null): void {
    const { who } = call.session
    if (who.kind === 'person' && who.person !== next && !call.isElsewhere(who.person)) ports.personKeys.forget(who.person)
  }

  return {
    status,
    stampOf,
    certify,
    sitDown(call, person, by) {
      const { known, now } = ports.store.read((repositories) => ({ known: repositories.people.find(person), now: accessMoment(repositories, ports.clock.read()) }))
      if (known === null || !hasAccess(known, now)) {
        ports.personKeys.forget(person)
        throw new DomainError('access-ended')
      }
      const { grants, validUntil } = known
      const who: Who = { kind: 'person', person, grants, by, validUntil, mustChange: ports.personKeys.isGiven(person) }
      ports.store.write(stampOf(call, person, by === 'passphrase'), (transaction) => {
        if (by === 'passphrase') certify(transaction, person)
        transaction.changed('sign-in', person, null, { session: call.session.id, by })
      })
      leave(call, person)
      call.become(who)
      return who
    },
    getUp(call) {
      const { who } = call.session
      leave(call, null)
      const next = lockedWho(ports, who.kind === 'person' ? who.person : who.last)
      call.become(next)
      return next
    },
  }
}

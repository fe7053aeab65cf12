import { z } from 'zod'
import { keepApproval, signApproval } from '../approval/beside.ts'
import { approvalSubject } from '../approval/subject.ts'
import { DomainError } from '../contract/error.ts'
import type { Call } from '../contract/handler.ts'
import { utf8 } from '../package/bytes.ts'
import { canonicalJson, type JsonValue } from '../package/canonical-json.ts'
import { requireKey, signerWithSeed } from '../package/issued-keys.ts'
import { signSshsig } from '../package/sshsig.ts'
import type { Namespace } from '../package/sshsig.ts'
import { accessMoment, hasAccess } from '../person/account.ts'
import type { Instant } from '../ports/clock.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'
import { withConfirmed, withStated, type ClockState } from './bounds.ts'
import { futureTolerance } from './check-statement.ts'
import type { ClockEvent } from './clock-event.ts'
import { writeNoticed } from './clock-noticed.ts'
import { clockAt } from './clock-record.ts'

const key = 'clock/stated'

const statedSchema = z.strictObject({
  /** UTC ms on the PC's clock when somebody looked at a watch or phone. */
  at: z.number().int(),
  /** The PC's clock minus the watch, in milliseconds: negative when the PC is behind. */
  difference: z.number().int(),
})

/** What somebody last read off a watch or phone. */
export type StatedClock = z.output<typeof statedSchema>

/** The last comparison of the PC's clock, or `null` when nobody compared it. Records from before events were kept have it as a setting. */
export function statedClock(repositories: Pick<Repositories, 'clockEvents' | 'settings'>): StatedClock | null {
  const event = repositories.clockEvents.last('stated')
  if (event !== null) return { at: event.reading.at, difference: event.difference ?? 0 }
  const text = repositories.settings.get(key)
  return text === null ? null : statedSchema.parse(JSON.parse(text))
}

/** What writing down a word about the clock needs of the world. */
export type WordPorts = Pick<Ports, 'ids' | 'ed25519' | 'hash' | 'lifecycle'>

/**
 * Keeps what somebody read off a watch or phone, signed by that person's key where it is unwrapped (namespace cofferdam-statement).
 * @param instant UTC ms as read off the watch.
 */
export function stateClock(transaction: Transaction, instant: Instant, call: Call, ports: WordPorts): void {
  const { reading } = call.stamp
  writeNoticed(transaction, reading, ports.ids, 0)
  const told = clockAt(transaction, reading)
  const event: ClockEvent = {
    v: 1,
    id: ports.ids.id(),
    kind: 'stated',
    reading,
    before: null,
    difference: reading.at - instant,
    instant,
    confirms: null,
    actor: call.actor,
    isPerson: call.confirmed,
    reason: null,
    state: keepUsed(withStated(told.state, instant, call.confirmed), told.state, transaction),
    sequence: told.sequence,
  }
  const signature = call.confirmed ? signWord(transaction, event, 'cofferdam-statement', ports) : null
  transaction.clockEvents.add(event, signature)
  transaction.changed('clock', 'stated', null, { at: reading.at, stated: instant, difference: reading.at - instant })
}

/**
 * A stated time that something was recorded by goes on being possible when one person states an earlier one: else what was recorded would lie
 * in the future, and a deadline would count from there. Bringing it back takes a second person, as with a clock that ran ahead.
 */
function keepUsed(next: ClockState, before: ClockState, repositories: Pick<Repositories, 'incidents' | 'statements'>): ClockState {
  if (before.stated === null || next.stated === null || before.stated <= next.stated) return next
  const open = repositories.incidents.list().filter((incident) => incident.closedAt === null)
  const used = open.flatMap(({ id }) => repositories.statements.list(id).map(({ statement }) => statement.instant ?? 0)).reduce((latest, at) => Math.max(latest, at), 0)
  if (used <= next.last.at + Math.max(next.high, next.stated) + futureTolerance) return next
  const high = Math.max(next.high, before.stated)
  return { ...next, high, upper: Math.max(next.upper, next.last.at + high) }
}

/** What may be confirmed now: the newest stated time, if a person stated it and the clock has not become suspect since. */
export function confirmableClock(repositories: Repositories, reading: Call['stamp']['reading']): ClockEvent | null {
  const stated = repositories.clockEvents.last('stated')
  if (stated === null || !stated.isPerson) return null
  const { state } = clockAt(repositories, reading)
  const confirmed = repositories.clockEvents.last('confirmed')
  if (state.stated === null || confirmed?.confirms === stated.id) return null
  return stated
}

/**
 * Keeps that a second person confirms the stated time, signed by that person's key (namespace cofferdam-approve).
 * @param person whose passphrase was given.
 * @throws time-confirm-refused when it is the one who stated it, has no access any more or has not chosen an own passphrase yet; conflict
 * when nothing is stated that could be confirmed.
 */
export function confirmClock(transaction: Transaction, person: string, stamp: Call['stamp'], ports: WordPorts & Pick<Ports, 'personKeys'>): void {
  const stated = confirmableClock(transaction, stamp.reading)
  if (stated === null) throw new DomainError('conflict', { kind: 'clock' })
  if (person === stated.actor) throw new DomainError('time-confirm-refused', { why: 'same' })
  const known = transaction.people.find(person)
  if (known === null || !hasAccess(known, accessMoment(transaction, stamp.reading))) throw new DomainError('time-confirm-refused', { why: 'access-ended' })
  // An administrator knows a passphrase that was handed over.
  if (ports.personKeys.isGiven(person)) throw new DomainError('time-confirm-refused', { why: 'given-passphrase' })
  writeNoticed(transaction, stamp.reading, ports.ids, 0)
  const told = clockAt(transaction, stamp.reading)
  const state = withConfirmed(told.state)
  if (state === null) throw new DomainError('conflict', { kind: 'clock' })
  const event: ClockEvent = {
    v: 1,
    id: ports.ids.id(),
    kind: 'confirmed',
    reading: stamp.reading,
    before: null,
    difference: -(told.state.stated ?? 0),
    instant: stated.instant,
    confirms: stated.id,
    actor: person,
    isPerson: true,
    reason: null,
    state,
    sequence: told.sequence,
  }
  transaction.clockEvents.add(event, signWord(transaction, event, 'cofferdam-approve', ports))
  keepConfirmation(transaction, stated, person, stamp.reading.at, ports)
  transaction.changed('clock', 'confirmed', null, { at: stamp.reading.at, statement: stated.id, difference: event.difference })
}

/** What was stated is signed by the second person as an approval too, like every other word of a second person. */
function keepConfirmation(transaction: Transaction, stated: ClockEvent, person: string, at: Instant, ports: WordPorts): void {
  const seed = ports.lifecycle.personSeed(person)
  const subject = approvalSubject(transaction, 'confirm-time', stated.id, ports.hash)
  if (seed === null || subject === null || transaction.keys.current('person', person) === null) return
  const statement = { v: 1, action: 'confirm-time', subject: { kind: 'clock-event', id: stated.id }, digest: subject.digest, decision: 'agreed', words: '', approver: person, recordedAt: at } as const
  keepApproval(transaction, signApproval(transaction, statement, seed, ports))
  seed.fill(0)
}

/** The signature of whoever spoke over the canonical text of the event; `null` when the key is not unwrapped or not certified. */
function signWord(transaction: Transaction, event: ClockEvent, namespace: Namespace, ports: WordPorts): string | null {
  const seed = ports.lifecycle.personSeed(event.actor)
  if (seed === null || transaction.keys.current('person', event.actor) === null) return null
  const signer = signerWithSeed(requireKey(transaction, 'person', event.actor), seed, ports.ed25519)
  return signSshsig(utf8(canonicalJson(event as unknown as JsonValue)), namespace, signer, ports)
}

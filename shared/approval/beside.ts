import { z } from 'zod'
import { DomainError } from '../contract/error.ts'
import { idSchema } from '../contract/schema.ts'
import { requireKey, signerWithSeed } from '../package/issued-keys.ts'
import { utf8 } from '../package/bytes.ts'
import { canonicalJson, type JsonValue } from '../package/canonical-json.ts'
import { signSshsig } from '../package/sshsig.ts'
import { accessMoment, hasAccess } from '../person/account.ts'
import type { Person } from '../person/person.ts'
import { isPermitted, isPermittedEverywhere } from '../person/roles.ts'
import type { ClockReading } from '../ports/clock.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'
import { asPicture } from '../register/register.ts'
import { approvalPermissions, type ApprovalAction, type ApprovalStatement, type StoredApproval } from './approval.ts'

/** A second person at the same screen, and what proves that it is that person. */
export const secondPersonSchema = z.strictObject({ person: idSchema, passphrase: z.string().min(1).max(1024) })
/** A second person and the proof. */
export type SecondPerson = z.output<typeof secondPersonSchema>

/** What letting a second person sign needs of the world. */
export type ApproverPorts = Pick<Ports, 'ids' | 'ed25519' | 'hash' | 'lifecycle' | 'personKeys'>

/** What somebody else is asked for. */
export interface ApprovalDemand {
  readonly action: ApprovalAction
  /** Site of the subject; `null`: the permission must hold for every site. */
  readonly site: string | null
  /** Who acted. */
  readonly authors: readonly string[]
}

/** People who may approve: others than who acted, with the permission, whose access has not ended, whose passphrase nobody else has given them, and whose key is certified. */
export function possibleApprovers(repositories: Repositories, demand: ApprovalDemand, reading: ClockReading, personKeys: Ports['personKeys']): Person[] {
  const now = accessMoment(repositories, reading)
  return repositories.people
    .list()
    .filter((person) => !demand.authors.includes(person.id) && hasAccess(person, now) && isEntitled(person, demand) && personKeys.has(person.id) && !personKeys.isGiven(person.id) && isCertified(repositories, person.id))
}

/** A key that waits for its certificate signs nothing that would count. */
function isCertified(repositories: Repositories, person: string): boolean {
  const key = repositories.keys.current('person', person)
  return key !== null && key.certificate !== null
}

function isEntitled({ grants }: Person, { action, site }: ApprovalDemand): boolean {
  const permission = approvalPermissions[action]
  return site === null ? isPermittedEverywhere(grants, permission) : isPermitted(grants, permission, site)
}

/**
 * Whether one person may approve, said before a passphrase is tried.
 * @throws second-person-refused: `alone` where nobody else could, `same` for who acted, `no-right` for a person who may not.
 */
export function requirePossible(repositories: Repositories, person: string, demand: ApprovalDemand, reading: ClockReading, personKeys: Ports['personKeys']): void {
  const possible = possibleApprovers(repositories, demand, reading, personKeys)
  if (possible.length === 0) throw new DomainError('second-person-refused', { why: 'alone' })
  if (demand.authors.includes(person)) throw new DomainError('second-person-refused', { why: 'same' })
  if (!possible.some(({ id }) => id === person)) throw new DomainError('second-person-refused', { why: 'no-right' })
}

/** A second person whose passphrase was right, as long as the work lasts. */
export interface Approver {
  readonly person: string
  /** Signs with the person's own key (namespace cofferdam-approve). */
  sign(repositories: Repositories, statement: Omit<ApprovalStatement, 'v' | 'approver'>): StoredApproval
}

/**
 * Opens the key of a second person with the passphrase and lets it sign. Nobody is signed in by it: whoever only vouched is not present
 * afterwards, no PIN of theirs works, and nothing more can be signed in their name.
 * @throws wrong-sign-in; sign-in-delayed.
 */
export async function withApprover<T>(second: SecondPerson, ports: ApproverPorts, work: (approver: Approver) => T | Promise<T>): Promise<T> {
  const before = ports.lifecycle.personSeed(second.person)
  await ports.personKeys.confirm(second)
  const seed = ports.lifecycle.personSeed(second.person)
  if (before === null) ports.personKeys.forget(second.person)
  else before.fill(0)
  if (seed === null) throw new DomainError('wrong-sign-in')
  try {
    return await work({ person: second.person, sign: (repositories, statement) => signApproval(repositories, { ...statement, v: 1, approver: second.person }, seed, ports) })
  } finally {
    seed.fill(0)
  }
}

/** Signs an approval with a seed that is unwrapped already. */
export function signApproval(repositories: Repositories, statement: ApprovalStatement, seed: Uint8Array, ports: Pick<Ports, 'ids' | 'ed25519' | 'hash'>): StoredApproval {
  const text = canonicalJson(statement as unknown as JsonValue)
  const signer = signerWithSeed(requireKey(repositories, 'person', statement.approver), seed, ports.ed25519)
  const { action, subject } = statement
  return { id: ports.ids.id(), action, aboutKind: subject.kind, about: subject.id, text, signature: signSshsig(utf8(text), 'cofferdam-approve', signer, ports) }
}

/** Keeps a signed approval and tells of it in the audit. */
export function keepApproval(transaction: Transaction, approval: StoredApproval): void {
  transaction.approvals.add(approval)
  transaction.changed('approval', approval.id, null, asPicture(JSON.parse(approval.text) as ApprovalStatement))
}

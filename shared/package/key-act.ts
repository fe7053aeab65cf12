import { keepApproval, possibleApprovers, requirePossible, withApprover, type ApprovalDemand, type Approver, type SecondPerson } from '../approval/beside.ts'
import { readApprovalPolicy, ruleFor } from '../approval/policy.ts'
import { approvalSubject } from '../approval/subject.ts'
import type { Call } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { requireStanding } from '../contract/permit.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'

/** What a person gives for an act with the entity's key. */
export interface KeyActProof {
  /** Of who acts, again. */
  readonly passphrase: string
  readonly second: SecondPerson | null
}

/**
 * Whether a second person signs for a new key, and who could. In a record where nobody else could sign, nobody is asked for: a key that
 * has to be replaced must not wait for a colleague who is not there.
 */
export function secondForKeys(repositories: Repositories, call: Call, ports: Pick<Ports, 'assets' | 'personKeys'>): { readonly needed: boolean; readonly possible: readonly string[] } {
  const possible = possibleApprovers(repositories, demandOf(call), call.stamp.reading, ports.personKeys).map(({ id }) => id)
  const rule = ruleFor(repositories, readApprovalPolicy(ports.assets.approvals()), 'rotate-keys')
  return { needed: rule === 'two' && possible.length > 0, possible }
}

/**
 * Makes a new key: the passphrase of who acts again, and the signature of a second person over the new key where the rule asks for two.
 * @param make makes the key in the transaction and tells its id.
 * @throws wrong-sign-in, sign-in-delayed; second-person-needed; second-person-refused; not-permitted when the right was lost meanwhile.
 */
export async function makeKey<T>(call: Call, { passphrase, second }: KeyActProof, ports: Ports, make: (transaction: Transaction) => { readonly key: string; readonly value: T }): Promise<T> {
  await ports.personKeys.confirm({ person: call.actor, passphrase })
  ports.store.read((repositories) => {
    if (second !== null) requirePossible(repositories, second.person, demandOf(call), ports.clock.read(), ports.personKeys)
    else if (secondForKeys(repositories, call, ports).needed) throw new DomainError('second-person-needed')
  })
  const write = (approver: Approver | null): T => {
    const reading = ports.clock.read()
    return ports.store.write({ ...call.stamp, reading }, (transaction) => {
      requireStanding({ needs: 'keys.manage', touches: 'all-sites' }, call.session.who, transaction)
      const { key, value } = make(transaction)
      if (approver !== null) {
        requirePossible(transaction, approver.person, demandOf(call), reading, ports.personKeys)
        const about = approvalSubject(transaction, 'rotate-keys', key, ports.hash)
        if (about === null) throw new Error('a key that was just made is there')
        keepApproval(transaction, approver.sign(transaction, { action: 'rotate-keys', subject: { kind: 'signing-key', id: key }, digest: about.digest, decision: 'agreed', words: '', recordedAt: reading.at }))
        transaction.changed('second-person', approver.person, null, { vouched: true })
      }
      return value
    })
  }
  return second === null ? write(null) : withApprover(second, ports, write)
}

function demandOf(call: Call): ApprovalDemand {
  return { action: 'rotate-keys', site: null, authors: [call.actor] }
}

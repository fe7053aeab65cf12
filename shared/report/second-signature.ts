import type { StoredApproval } from '../approval/approval.ts'
import { askForRelease, type Asking } from '../approval/asked.ts'
import { keepApproval, possibleApprovers, requirePossible, withApprover, type ApprovalDemand, type SecondPerson } from '../approval/beside.ts'
import { matterOfStage, readApprovalPolicy, ruleFor } from '../approval/policy.ts'
import type { Call } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import type { Incident } from '../incident/incident.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'
import type { Stage } from './stage.ts'

/** Who stands beside the one who releases, or what that person says about being alone. */
export interface BesideRelease {
  readonly stage: Stage
  readonly second?: SecondPerson | null | undefined
  /** Why nobody else signs a report that needs two. */
  readonly alone?: string | null | undefined
}

/** What a release comes to besides itself: the second person who will sign, and what is asked for afterwards. */
export interface SecondSignature {
  readonly second: SecondPerson | null
  readonly asking: Asking | null
  readonly hours: number
}

function demandOf(incident: Incident, call: Call): ApprovalDemand {
  return { action: 'release-final', site: incident.site, authors: [call.actor] }
}

/**
 * Finds out what the rule asks of a release, before anything is rendered. Nothing waits: early warning and notification are only looked at
 * afterwards, and a final report without a second person needs a sentence that says why, unless nobody else could sign at all.
 * @throws invalid-input for a second person where none signs; second-person-refused; second-person-needed for a final report that says
 * neither who signs nor why nobody does.
 */
export function planSecond(repositories: Repositories, incident: Incident, { stage, second, alone }: BesideRelease, call: Call, ports: Ports): SecondSignature {
  const policy = readApprovalPolicy(ports.assets.approvals())
  const matter = matterOfStage(stage)
  const rule = matter === null ? 'one' : ruleFor(repositories, policy, matter)
  const hours = policy.reviewHours
  if (second != null) {
    if (matter !== 'final-report') throw new DomainError('invalid-input', { fields: ['second'] })
    requirePossible(repositories, second.person, demandOf(incident, call), call.stamp.reading, ports.personKeys)
    return { second, asking: null, hours }
  }
  if (rule === 'one') return { second: null, asking: null, hours }
  if (rule === 'review') return { second: null, asking: { action: 'review-release', why: 'policy', words: '' }, hours }
  const words = (alone ?? '').trim()
  const isAlone = possibleApprovers(repositories, demandOf(incident, call), call.stamp.reading, ports.personKeys).length === 0
  if (!isAlone && words === '') throw new DomainError('second-person-needed')
  return { second: null, asking: { action: 'release-final', why: isAlone ? 'nobody-else' : 'nobody-there', words }, hours }
}

/** Lets the second person sign what will be released. @throws wrong-sign-in; sign-in-delayed. */
export async function signBeside({ second }: SecondSignature, release: { readonly id: string; readonly digest: string }, call: Call, ports: Ports): Promise<StoredApproval | null> {
  if (second === null) return null
  const { id, digest } = release
  const statement = { action: 'release-final', subject: { kind: 'release', id }, digest, reportSha256: digest, decision: 'agreed', words: '', recordedAt: call.stamp.reading.at } as const
  return withApprover(second, ports, (approver) => ports.store.read((repositories) => approver.sign(repositories, statement)))
}

/** Keeps the second signature beside the release, or that one is asked for. @throws second-person-refused when that person lost the right meanwhile. */
export function keepSecond(transaction: Transaction, { second, asking, hours }: SecondSignature, signed: StoredApproval | null, release: { readonly id: string; readonly digest: string }, incident: Incident, call: Call, ports: Ports): void {
  if (second !== null && signed !== null) {
    requirePossible(transaction, second.person, demandOf(incident, call), call.stamp.reading, ports.personKeys)
    keepApproval(transaction, signed)
    transaction.changed('second-person', second.person, null, { vouched: true })
  }
  if (asking !== null) askForRelease(transaction, asking, { ...release, at: call.stamp.reading.at }, hours, incident, call, ports)
}

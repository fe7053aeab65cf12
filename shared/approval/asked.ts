import type { Call } from '../contract/handler.ts'
import type { Incident } from '../incident/incident.ts'
import { signText, type StatementPorts } from '../incident/signed-statement.ts'
import { canonicalJson, type JsonValue } from '../package/canonical-json.ts'
import type { Instant } from '../ports/clock.ts'
import type { Transaction } from '../ports/store.ts'
import { asPicture } from '../register/register.ts'
import type { ApprovalAction, AskedApproval } from './approval.ts'

const hour = 3_600_000

/** What a second person is asked to look at, and by when. */
export interface Asking {
  readonly action: Extract<ApprovalAction, 'review-release' | 'release-final'>
  readonly why: AskedApproval['why']
  readonly words: string
}

/**
 * Writes down that a second person is asked to look at a release. It is signed like every word about the incident and never changes: what
 * the rule was when it was released stays what it was.
 * @param hours from the release on, an internal aim.
 */
export function askForRelease(transaction: Transaction, asking: Asking, release: { readonly id: string; readonly digest: string; readonly at: Instant }, hours: number, incident: Incident, call: Call, ports: StatementPorts): void {
  const asked: AskedApproval = {
    v: 1,
    ...asking,
    subject: { kind: 'release', id: release.id },
    digest: release.digest,
    due: release.at + hours * hour,
    actor: call.actor,
    confirmed: call.confirmed,
    recordedAt: release.at,
  }
  const text = canonicalJson(asked as unknown as JsonValue)
  const id = ports.ids.id()
  transaction.approvals.ask({ id, action: asked.action, aboutKind: asked.subject.kind, about: asked.subject.id, text, signature: signText(transaction, incident, text, call, ports) })
  transaction.changed('asked-approval', id, null, asPicture(asked))
}

import type { Anchor } from '../package/allowed-signers.ts'
import { utf8 } from '../package/bytes.ts'
import { PackageFault } from '../package/fault.ts'
import { parseKeysJson } from '../package/keys-json.ts'
import { judgeListedKey, judgeSignature, type SignaturePorts } from '../package/verify-signer.ts'
import type { Repositories } from '../ports/repositories.ts'
import { approvalStatementSchema, approvalSubjects, readSigned, type ApprovalStatement, type StoredApproval } from './approval.ts'
import { approvalSubject } from './subject.ts'

/** Why a stored approval does not count. */
export const approvalFaults = ['unreadable', 'other-subject', 'other-content', 'same-person', 'signature'] as const
/** One of them. */
export type ApprovalFault = (typeof approvalFaults)[number]

/** A stored approval as judged now: what it says, and why it does not count; `null` when it counts. */
export interface JudgedApproval {
  readonly id: string
  readonly statement: ApprovalStatement | null
  readonly fault: ApprovalFault | null
}

/**
 * Judges a stored approval from what it says to who signed it: form, subject, content, another person than who acted, the person's own key
 * certified by this entity and listed for approving. A row that was put in or changed by hand fails one of these.
 */
export function judgeApproval(repositories: Repositories, stored: StoredApproval, ports: SignaturePorts): JudgedApproval {
  const statement = readSigned(stored, approvalStatementSchema)
  return { id: stored.id, statement, fault: statement === null ? 'unreadable' : faultOf(repositories, stored, statement, ports) }
}

function faultOf(repositories: Repositories, stored: StoredApproval, statement: ApprovalStatement, ports: SignaturePorts): ApprovalFault | null {
  const { action, subject, approver } = statement
  const about = subject.kind === approvalSubjects[action] ? approvalSubject(repositories, action, subject.id, ports.hash) : null
  if (about === null) return 'other-subject'
  const ofReport = subject.kind === 'release'
  if (statement.digest !== about.digest || statement.reportSha256 !== (ofReport ? about.digest : undefined)) return 'other-content'
  if (about.authors.includes(approver)) return 'same-person'
  return isSignedBy(repositories, stored, statement, ports) ? null : 'signature'
}

function isSignedBy(repositories: Repositories, stored: StoredApproval, { approver, recordedAt }: ApprovalStatement, ports: SignaturePorts): boolean {
  const entity = repositories.entity.get()
  const person = repositories.people.find(approver)
  const list = repositories.keys.documents.latest()
  if (entity === null || person === null || list === null) return false
  const principal = `p-${person.code}@${entity.code}`
  const anchors: Anchor[] = repositories.keys.list().flatMap((key) => (key.kind === 'entity' ? [{ entity: entity.code, publicKey: key.publicKey, comment: '' }] : []))
  try {
    const judged = judgeSignature(utf8(stored.signature), ports.hash.sha512(utf8(stored.text)), { namespace: 'cofferdam-approve', principal, anchors, subject: stored.id }, ports)
    judgeListedKey(parseKeysJson(utf8(list.text)), principal, judged.fingerprint, 'approve', recordedAt)
    return judged.anchored
  } catch (error) {
    if (error instanceof PackageFault) return false
    throw error
  }
}

/** Approvals of one subject that count. */
export function validApprovals(repositories: Repositories, kind: string, id: string, ports: SignaturePorts): ApprovalStatement[] {
  return repositories.approvals.of(kind, id).flatMap((stored) => {
    const { statement, fault } = judgeApproval(repositories, stored, ports)
    return statement === null || fault !== null ? [] : [statement]
  })
}

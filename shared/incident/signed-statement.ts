import type { Call } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { earliestNow, latestNow } from '../clock/clock-record.ts'
import type { Statement } from '../clock/statement.ts'
import { checkStatement, futureTolerance, type FindingCode } from '../clock/check-statement.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import { utf8 } from '../package/bytes.ts'
import { canonicalJson } from '../package/canonical-json.ts'
import { requireKey, signerOf, signerWithSeed } from '../package/issued-keys.ts'
import { signSshsig } from '../package/sshsig.ts'
import type { Ports } from '../ports/ports.ts'
import type { Transaction } from '../ports/store.ts'
import { asPicture } from '../register/register.ts'
import type { Incident } from './incident.ts'

/** What the caller says; the rest of a statement follows from the call. */
export type StatedFields = Pick<Statement, 'anchor' | 'stage' | 'instant' | 'dueBy' | 'basis' | 'supersedes' | 'reason'>

/** What recording a statement needs of the world. */
export type StatementPorts = Pick<Ports, 'ids' | 'ed25519' | 'hash' | 'lifecycle'>

/**
 * Appends a statement with a signature over its canonical text (namespace cofferdam-statement): by the person's own key while it
 * is unwrapped, else by the site's key, and then the text says `confirmed: false`.
 * @throws instant-in-future, reason-required, instant-order, statement-refused as `checkStatement` finds.
 */
export function recordStatement(transaction: Transaction, incident: Incident, fields: StatedFields, call: Call, ports: StatementPorts): Statement {
  const existing = transaction.statements.list(incident.id).map((stored) => stored.statement)
  const statement: Statement = {
    ...fields,
    id: ports.ids.id(),
    incident: incident.id,
    law: null,
    zone: incident.zone,
    author: call.actor,
    confirmed: call.confirmed,
    recordedAt: earliestNow(transaction, call.stamp.reading),
  }
  for (const finding of checkStatement(existing, statement, { now: latestNow(transaction, call.stamp.reading), tolerance: futureTolerance })) {
    if (finding.severity === 'refuse') throw new DomainError(refusalCode(finding.code), { finding: finding.code })
    if (finding.severity === 'needs-reason') throw new DomainError('reason-required', { finding: finding.code })
  }
  const text = canonicalJson({ v: 1, ...statement })
  transaction.statements.add({ statement, text, signature: signText(transaction, incident, text, call, ports) })
  transaction.changed('statement', statement.id, null, { ...asPicture(statement) })
  transaction.changed('incident', incident.id, null, { statement: statement.anchor })
  if (statement.reason !== null) transaction.because(statement.reason)
  return statement
}

function refusalCode(finding: FindingCode): 'instant-in-future' | 'instant-order' | 'statement-refused' {
  if (finding === 'instant-in-future') return finding
  return finding === 'handled-too-early' ? 'instant-order' : 'statement-refused'
}

/** Signs a text about an incident under `cofferdam-statement`: by the person's own key while it is unwrapped, else by the site's key. */
export function signText(transaction: Transaction, incident: Incident, text: string, call: Call, ports: StatementPorts): string {
  requireEntity(transaction)
  const message = utf8(text)
  const seed = call.confirmed ? ports.lifecycle.personSeed(call.actor) : null
  if (seed !== null) {
    const key = requireKey(transaction, 'person', call.actor)
    return signSshsig(message, 'cofferdam-statement', signerWithSeed(key, seed, ports.ed25519), ports)
  }
  return signSshsig(message, 'cofferdam-statement', signerOf(requireKey(transaction, 'site', incident.site), ports.ed25519), ports)
}

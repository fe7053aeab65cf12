import type { Call } from '../contract/handler.ts'
import type { IncidentAnswer } from '../incident/incident.ts'
import { newestAnswers } from '../incident/newest-answer.ts'
import type { Ids } from '../ports/ids.ts'
import type { Transaction } from '../ports/store.ts'
import { asPicture } from '../register/register.ts'
import type { ReportContent } from './content.ts'
import type { FieldId } from './field.ts'
import { questionOfField } from './prefill.ts'
import type { Release } from './release.ts'

/**
 * What a released report says about the incident's own questions becomes the newest answer there: the next shift must not read "open"
 * under a question that the authority has been told about.
 */
export function keepToldAnswers(transaction: Transaction, release: Release, content: ReportContent, call: Call, ports: { readonly ids: Ids }): void {
  const known = newestAnswers(transaction, release.incident)
  for (const [field, question] of Object.entries(questionOfField)) {
    const answer = content[field as FieldId]
    if ((answer !== 'yes' && answer !== 'no' && answer !== 'unknown') || known[question] === answer) continue
    const row: IncidentAnswer = { id: ports.ids.id(), incident: release.incident, question, answer, note: release.name, at: call.stamp.reading.at, author: call.actor }
    transaction.answers.add(row)
    transaction.changed('answer', row.id, null, asPicture(row))
  }
}

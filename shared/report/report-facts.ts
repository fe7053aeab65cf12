import { confirmationsOf } from '../approval/confirmed.ts'
import { countingStatement, effective, type Chain } from '../clock/chain.ts'
import type { Deadline } from '../clock/deadline.ts'
import type { Confirmation, Statement } from '../clock/statement.ts'
import { isStated } from '../clock/statement.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import { deadlinesOf, type DeadlinePorts } from '../incident/incident-deadlines.ts'
import { standingChronology } from '../incident/incident-view.ts'
import type { Incident } from '../incident/incident.ts'
import { newestAnswers } from '../incident/newest-answer.ts'
import type { Repositories } from '../ports/repositories.ts'
import { requireSite } from '../site/site.handlers.ts'
import { reportedAnchors, type DeadlineFact, type PersonFact, type ReportedAnchor, type ReportFacts, type StatementFact } from './facts.ts'

/**
 * Everything a report takes from the record, in one consistent view.
 * @param notifier person who reports; `null` for the unconfirmed control room.
 * @param now UTC ms, for the deadlines as they stand.
 */
export function gatherFacts(repositories: Repositories, incident: Incident, notifier: string | null, ports: DeadlinePorts, now: number): ReportFacts {
  const submissions = repositories.submissions.list(incident.id)
  const affected = repositories.affected.list(incident.id)
  const idsOf = (kind: string): string[] => affected.filter((row) => row.kind === kind).map((row) => row.record)
  return {
    entity: requireEntity(repositories),
    site: requireSite(repositories, incident.site),
    incident,
    answers: newestAnswers(repositories, incident.id),
    notifier: notifier === null ? null : personFact(repositories, notifier),
    contact: null,
    safeChannel: '',
    deputising: false,
    statements: statementFacts(repositories, incident, ports),
    services: present(idsOf('service'), (id) => repositories.services.find(id)),
    assets: present(idsOf('asset'), (id) => repositories.assets.find(id)).map((asset) => ({
      asset,
      zoneName: asset.networkZone === null ? null : (repositories.networkZones.find(asset.networkZone)?.name ?? null),
    })),
    zones: present(idsOf('network-zone'), (id) => repositories.networkZones.find(id)).map((zone) => zone.name),
    chronology: standingChronology(repositories.chronology.list(incident.id)),
    readings: repositories.readings.list(incident.id),
    actions: [],
    deadlines: deadlinesOf(repositories, incident, ports, now).flatMap(deadlineFact),
    submissions,
    authorityReference: authorityReference(repositories, incident.id),
  }
}

function present<T>(ids: readonly string[], find: (id: string) => T | null): T[] {
  return ids.map(find).filter((record) => record !== null)
}

function personFact(repositories: Repositories, id: string): PersonFact | null {
  const person = repositories.people.find(id)
  if (person === null) return null
  const name = repositories.people.name(id)
  return { name: name?.name ?? '', function: person.function, phone: name?.phone ?? '', email: name?.email ?? '', availability: '' }
}

/** Statements as a report prints them: what counts, what was replaced, and what is only claimed. */
function statementFacts(repositories: Repositories, incident: Incident, ports: DeadlinePorts): StatementFact[] {
  const statements = repositories.statements.list(incident.id).map((stored) => stored.statement)
  const confirmations = confirmationsOf(repositories, statements, ports)
  return effective(statements).flatMap((chain) => chain.history.flatMap((statement) => statementFact(repositories, chain, statement, confirmations)))
}

function statementFact(repositories: Repositories, chain: Chain, statement: Statement, confirmations: readonly Confirmation[]): StatementFact[] {
  const anchor = reportedAnchor(statement.anchor)
  // Submissions have a table of their own on the sheet.
  if (anchor === null || anchor === 'submitted' || !isStated(statement)) return []
  const counting = countingStatement(chain, confirmations)
  const isLast = chain.current?.id === statement.id
  const standing = counting?.id === statement.id ? 'current' : isLast ? 'claimed' : 'superseded'
  return [
    {
      anchor,
      instant: statement.instant,
      zone: statement.zone,
      basis: [statement.basis, statement.reason ?? ''].filter((text) => text !== '').join(' / '),
      by: repositories.people.find(statement.author)?.function ?? '',
      standing,
    },
  ]
}

function reportedAnchor(anchor: string): ReportedAnchor | null {
  return reportedAnchors.find((known) => known === anchor) ?? null
}

/** A deadline as a report prints it; duties that ended and mere looks ahead are left out. */
function deadlineFact(deadline: Deadline): DeadlineFact[] {
  if (deadline.state === 'not-applicable' || deadline.assumed) return []
  return [
    {
      stage: deadline.stage,
      due: deadline.due,
      state: deadline.standing,
      source: deadline.source.article,
      anchor: deadline.anchor.name,
      anchorAt: deadline.anchor.instant,
      former: deadline.former.map((line) => ({ due: line.due, reason: line.reason ?? '' })),
      claimed: deadline.claimedLater === null ? null : { due: deadline.claimedLater.due, reason: deadline.claimedLater.reason ?? '' },
      submittedAt: deadline.metAt,
    },
  ]
}

/** The newest reference an authority gave, whether on submission or in its answer; empty until then. */
function authorityReference(repositories: Repositories, incident: string): string {
  let reference = ''
  for (const submission of repositories.submissions.list(incident)) {
    if (submission.authorityReference !== '') reference = submission.authorityReference
    for (const answer of repositories.acknowledgements.list(submission.id)) if (answer.reference !== '') reference = answer.reference
  }
  return reference
}

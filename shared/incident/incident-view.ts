import type { Repositories } from '../ports/repositories.ts'
import { aheadOf, deadlinesOf, type DeadlinePorts } from './incident-deadlines.ts'
import type { IncidentView } from './incident.contract.ts'
import type { AffectedKind, ChronologyEntry, Incident } from './incident.ts'

/** Everything the incident's screen shows, as of now. */
export function incidentView(repositories: Repositories, incident: Incident, ports: DeadlinePorts, now: number): IncidentView {
  const site = repositories.sites.find(incident.site)
  return {
    incident,
    siteName: site?.name ?? '',
    courierMinutes: site?.courierMinutes ?? 0,
    answers: [...repositories.answers.list(incident.id)],
    statements: repositories.statements.list(incident.id).map((stored) => stored.statement),
    chronology: [...repositories.chronology.list(incident.id)],
    claims: [...repositories.claims.list(incident.id)],
    readings: [...repositories.readings.list(incident.id)],
    affected: repositories.affected.list(incident.id).map((row) => ({ ...row, name: affectedName(repositories, row.kind, row.record) })),
    attachments: [...repositories.files.attachments(incident.id)],
    releases: [...repositories.releases.list(incident.id)],
    submissions: repositories.submissions.list(incident.id).map((submission) => ({
      ...submission,
      acknowledgements: [...repositories.acknowledgements.list(submission.id)],
    })),
    deadlines: [...deadlinesOf(repositories, incident, ports, now)],
    ahead: [...aheadOf(repositories, incident, ports, now)],
    now,
  }
}

/** Name of a register record, or of the last state it had before it was removed. */
export function affectedName(repositories: Repositories, kind: AffectedKind, id: string): string {
  const register = { service: repositories.services, asset: repositories.assets, 'network-zone': repositories.networkZones }[kind]
  const record = register.find(id)
  if (record !== null) return record.name
  for (const entry of [...register.history(id)].reverse()) {
    const state = entry.record
    if (typeof state === 'object' && state !== null && 'name' in state && typeof state.name === 'string') return state.name
  }
  return ''
}

/** The chronology as it stands: superseded and withdrawn entries left out, in the order things happened. */
export function standingChronology(entries: readonly ChronologyEntry[]): readonly ChronologyEntry[] {
  const replaced = new Set(entries.map((entry) => entry.supersedes).filter((id) => id !== null))
  return entries
    .filter((entry) => !replaced.has(entry.id) && !entry.withdrawn)
    .sort((a, b) => a.instant - b.instant || a.recordedAt - b.recordedAt)
}

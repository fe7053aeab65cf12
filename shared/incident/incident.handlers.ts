import type { Call, Handlers } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { futureTolerance } from '../clock/check-statement.ts'
import { earliestNow, latestNow } from '../clock/clock-record.ts'
import { correctReading, type ReadingFacts } from '../clock/time-source.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import { mayRead } from '../person/reach.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'
import { asPicture } from '../register/register.ts'
import { requireSite } from '../site/site.handlers.ts'
import { deadlinesOf, pinOf } from './incident-deadlines.ts'
import { incidentView } from './incident-view.ts'
import type { incidentContract } from './incident.contract.ts'
import type { Affected, ChronologyEntry, Incident, IncidentAnswer } from './incident.ts'
import { recordStatement } from './signed-statement.ts'

/** An incident by id. @throws not-found. */
export function requireIncident(repositories: Repositories, id: string): Incident {
  const incident = repositories.incidents.find(id)
  if (incident === null) throw new DomainError('not-found', { kind: 'incident' })
  return incident
}

/** Handlers of recording, deciding and telling an incident. */
export function incidentHandlers(ports: Ports): Handlers<typeof incidentContract> {
  function change(transaction: Transaction, before: Incident, after: Incident, call: Call, reason: string | null): void {
    transaction.incidents.save(after, { at: call.stamp.reading.at, actor: call.actor, reason })
    transaction.changed('incident', before.id, asPicture(before), asPicture(after))
    if (reason !== null) transaction.because(reason)
  }

  /** @throws instant-in-future: what has not happened yet is no event. */
  function addEntry(transaction: Transaction, entry: ChronologyEntry, reading: { readonly source: string; readonly facts: ReadingFacts } | null): { id: string } {
    if (entry.instant > latestNow(transaction, transaction.stamp.reading) + futureTolerance) throw new DomainError('instant-in-future')
    transaction.chronology.add(entry)
    transaction.changed('chronology', entry.id, null, asPicture(entry))
    if (reading !== null) {
      transaction.readings.add({ id: ports.ids.id(), incident: entry.incident, entry: entry.id, ...reading })
      transaction.changed('chronology', entry.id, null, { timeSource: reading.source, shown: reading.facts.shown, uncertainty: reading.facts.uncertainty })
    }
    transaction.changed('incident', entry.incident, null, { chronology: entry.id })
    return { id: entry.id }
  }

  return {
    'incidents.list': {
      read: (repositories, _input, call) => {
        const now = latestNow(repositories, call.stamp.reading)
        return {
          now,
          incidents: repositories.incidents.list().filter(({ site }) => mayRead(call.session.who, site)).map((incident) => ({
            incident,
            siteName: repositories.sites.find(incident.site)?.name ?? '',
            next: deadlinesOf(repositories, incident, ports, now).find((deadline) => deadline.state === 'running' && !deadline.assumed) ?? null,
          })),
        }
      },
    },
    'incidents.get': {
      read: (repositories, { incident }, call) => incidentView(repositories, requireIncident(repositories, incident), ports, latestNow(repositories, call.stamp.reading)),
    },
    'incidents.record': {
      commit: (transaction, input, call) => {
        const site = requireSite(transaction, input.site)
        const at = call.stamp.reading.at
        const incident: Incident = {
          id: ports.ids.id(),
          site: site.id,
          number: transaction.incidents.nextNumber(site.id),
          title: input.title,
          notificationKind: input.notificationKind,
          significance: 'undecided',
          zone: site.zone,
          ...pinOf(requireEntity(transaction).profile, ports.assets),
          recordedAt: earliestNow(transaction, call.stamp.reading),
          recordedBy: call.actor,
          closedAt: null,
        }
        transaction.incidents.save(incident, { at, actor: call.actor, reason: null })
        transaction.changed('incident', incident.id, null, asPicture(incident))
        const plain = { stage: null, dueBy: null, basis: '', supersedes: null, reason: null }
        if (input.detectedAt !== null) recordStatement(transaction, incident, { ...plain, anchor: 'detected', instant: input.detectedAt }, call, ports)
        if (input.knownAt !== null) recordStatement(transaction, incident, { ...plain, anchor: 'known', instant: input.knownAt }, call, ports)
        return { id: incident.id, number: incident.number }
      },
    },
    'incidents.rename': {
      commit: (transaction, { incident: id, title }, call) => {
        const before = requireIncident(transaction, id)
        change(transaction, before, { ...before, title }, call, null)
        return {}
      },
    },
    'incidents.decide': {
      commit: (transaction, input, call) => {
        const before = requireIncident(transaction, input.incident)
        const plain = { stage: null, dueBy: null, basis: input.basis, supersedes: null }
        const { reading } = call.stamp
        // Where the time is not known, the earliest: but nobody decides before what the decision is about.
        const decidedAt = Math.max(earliestNow(transaction, reading), Math.min(input.awareAt ?? 0, latestNow(transaction, reading)))
        const decidedBefore = transaction.statements.list(before.id).filter((stored) => stored.statement.anchor === 'decided')
        const last = decidedBefore.at(-1)?.statement ?? null
        recordStatement(
          transaction,
          before,
          { ...plain, anchor: 'decided', instant: decidedAt, supersedes: last?.id ?? null, reason: last === null ? null : (input.reason ?? input.basis) },
          call,
          ports,
        )
        if (input.significance === 'yes') {
          const isAware = transaction.statements.list(before.id).some((stored) => stored.statement.anchor === 'aware')
          if (!isAware) {
            if (input.awareAt === null) throw new DomainError('invalid-input', { fields: ['awareAt'] })
            recordStatement(transaction, before, { ...plain, anchor: 'aware', instant: input.awareAt, reason: input.reason }, call, ports)
          }
        }
        change(transaction, before, { ...before, significance: input.significance }, call, input.reason)
        return {}
      },
    },
    'incidents.answer': {
      commit: (transaction, input, call) => {
        requireIncident(transaction, input.incident)
        const answer: IncidentAnswer = { ...input, id: ports.ids.id(), at: call.stamp.reading.at, author: call.actor }
        const before = transaction.answers.list(input.incident).findLast((row) => row.question === input.question) ?? null
        transaction.answers.add(answer)
        transaction.changed('answer', answer.id, asPicture(before), asPicture(answer))
        transaction.changed('incident', input.incident, null, { question: input.question, answer: input.answer })
        return {}
      },
    },
    'incidents.close': {
      commit: (transaction, { incident: id, reason }, call) => {
        const before = requireIncident(transaction, id)
        if (before.closedAt !== null) throw new DomainError('conflict', { kind: 'incident' })
        const running = deadlinesOf(transaction, before, ports, latestNow(transaction, call.stamp.reading)).filter((deadline) => deadline.state === 'running')
        if (running.length > 0) throw new DomainError('conflict', { kind: 'deadline', running: running.length })
        change(transaction, before, { ...before, closedAt: call.stamp.reading.at }, call, reason)
        return {}
      },
    },
    'statements.record': {
      commit: (transaction, { incident: id, ...fields }, call) => {
        // That a report left is told by its release and its submission; only a correction of what they said is stated by hand.
        if ((fields.anchor === 'released' || fields.anchor === 'submitted') && fields.supersedes === null) throw new DomainError('statement-refused', { finding: 'anchor-derived' })
        const statement = recordStatement(transaction, requireIncident(transaction, id), fields, call, ports)
        return { id: statement.id }
      },
    },
    'chronology.add': {
      commit: (transaction, { timeSource, ...input }, call) => {
        const incident = requireIncident(transaction, input.incident)
        // The locked screen of the control room is open for what goes on now, not for the past.
        if (call.session.who.kind === 'unconfirmed' && incident.closedAt !== null) throw new DomainError('not-permitted', { needs: 'record-only' })
        const facts = timeSource == null ? null : readingOf(transaction, incident, timeSource, input.instant)
        return addEntry(
          transaction,
          {
            ...input,
            instant: facts?.corrected ?? input.instant,
            id: ports.ids.id(),
            zone: incident.zone,
            supersedes: null,
            withdrawn: false,
            recordedAt: call.stamp.reading.at,
            author: call.actor,
          },
          timeSource == null || facts === null ? null : { source: timeSource, facts },
        )
      },
    },
    'chronology.correct': {
      commit: (transaction, { timeSource, ...input }, call) => {
        const incident = requireIncident(transaction, input.incident)
        const entries = transaction.chronology.list(incident.id)
        if (!entries.some((entry) => entry.id === input.supersedes)) throw new DomainError('not-found', { kind: 'chronology' })
        if (entries.some((entry) => entry.supersedes === input.supersedes)) throw new DomainError('conflict', { kind: 'chronology' })
        // Nothing said about a source: an entry that keeps its time keeps what that time rests on.
        const same = timeSource === undefined && entries.some((entry) => entry.id === input.supersedes && entry.instant === input.instant)
        const before = same ? (transaction.readings.list(incident.id).find((reading) => reading.entry === input.supersedes) ?? null) : null
        const facts = timeSource == null ? (before?.facts ?? null) : readingOf(transaction, incident, timeSource, input.instant)
        const source = timeSource ?? before?.source ?? null
        return addEntry(
          transaction,
          { ...input, instant: facts?.corrected ?? input.instant, id: ports.ids.id(), zone: incident.zone, recordedAt: call.stamp.reading.at, author: call.actor },
          source === null || facts === null ? null : { source, facts },
        )
      },
    },
    'affected.set': {
      commit: (transaction, input, call) => {
        requireIncident(transaction, input.incident)
        if (input.affected) requireAffectedRecord(transaction, input.kind, input.record, call)
        const row: Affected = { ...input, at: call.stamp.reading.at, author: call.actor }
        transaction.affected.add(row)
        transaction.changed('affected', input.record, null, asPicture(row))
        transaction.changed('incident', input.incident, null, { affected: input.record, is: input.affected })
        return {}
      },
    },
    'attachments.add': {
      commit: (transaction, input, call) => {
        const incident = requireIncident(transaction, input.incident)
        const at = call.stamp.reading.at
        const file = ports.staging.adopt({ staged: input.file, owner: call.actor, id: ports.ids.id(), createdAt: at, author: call.actor }, transaction)
        transaction.files.attach({ incident: incident.id, file, note: input.note, attachedAt: at }, call.actor)
        transaction.changed('attachment', file.id, null, { ...asPicture(file), incident: incident.id })
        transaction.changed('incident', incident.id, null, { attachment: file.id })
        return { id: file.id }
      },
    },
  }
}

/** @throws not-found for a source that is not of the incident's site. */
function readingOf(repositories: Repositories, incident: Incident, id: string, shown: number): ReadingFacts {
  const source = repositories.timeSources.find(id)
  if (source === null || source.site !== incident.site) throw new DomainError('not-found', { kind: 'time-source' })
  return correctReading(shown, incident.zone, source)
}

/** @throws not-found, also for a record of a site that the person may not read: the incident would tell its name. */
function requireAffectedRecord(repositories: Repositories, kind: Affected['kind'], id: string, call: Call): void {
  const registers = { service: repositories.services, asset: repositories.assets, 'network-zone': repositories.networkZones }
  const record = registers[kind].find(id)
  if (record === null || !mayRead(call.session.who, record.site)) throw new DomainError('not-found', { kind })
}

import type { Client } from '../../../shared/contract/client.ts'
import type { AppContract } from '../../../shared/contract/contract.ts'
import { answersOf, type DemoCase } from '../../../shared/demo/demo-case.ts'
import { isoText } from '../../../shared/clock/time-text.ts'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import type { Release } from '../../../shared/report/release.ts'
import { finishJob } from '../../core/in-process.ts'

/** What playing a case needs. */
export interface CaseStage {
  readonly client: Client<AppContract>
  /** Lets the machine's time be an instant (UTC ms). */
  goTo(instant: number): void
  /** One line of the demo's account. */
  tell(step: string, what: string, value: string): void
  readonly language: 'en' | 'de'
}

/** What a played case leaves. */
export interface PlayedCase {
  readonly releases: readonly Release[]
  readonly incident: IncidentView
  readonly anchor: string
}

/**
 * Plays a case through the same procedures that the screens use: the demo plant is set up, the incident recorded, decided and told,
 * and each report written, released, carried to `place`, submitted and acknowledged at its own time.
 */
export async function playCase(demo: DemoCase, stage: CaseStage): Promise<PlayedCase> {
  const { client, goTo, tell } = stage
  goTo(demo.foundedAt)
  const { site } = await client.call('store.create', {
    passphrase: 'demo waterworks, not a secret',
    name: 'Demo Shift Leader',
    entityName: '',
    siteName: '',
    zone: demo.zone,
    kind: 'demo',
    language: stage.language,
  })
  tell('store', 'created', isoText(demo.foundedAt, demo.zone))
  const incident = await recordIncident(demo, site, stage)
  await link(demo, incident, site, stage)
  const { recipients } = await client.call('recipients.list', {})
  const recipient = recipients.find((candidate) => candidate.kind === 'csirt')
  if (recipient === undefined) throw new Error('the demo plant has no recipient')
  const releases: Release[] = []
  const told = new Set<number>()
  let handled = false
  for (const report of demo.reports) {
    if (!handled && demo.handledAt <= report.releasedAt) {
      await stateHandled(demo, incident, stage)
      handled = true
    }
    await tellUntil(demo, incident, report.releasedAt, told, stage)
    releases.push(await writeReport(demo, incident, recipient.id, report, stage))
  }
  const view = await client.call('incidents.get', { incident })
  const { anchor } = await client.call('keys.anchor', {})
  return { releases, incident: view, anchor }
}

async function recordIncident(demo: DemoCase, site: string, { client, goTo, tell }: CaseStage): Promise<string> {
  goTo(demo.recordedAt)
  const { id, number } = await client.call('incidents.record', {
    site,
    title: demo.title,
    notificationKind: 'mandatory',
    detectedAt: demo.detectedAt,
    knownAt: demo.knownAt,
  })
  tell('incident', `INC-${String(number)}`, isoText(demo.recordedAt, demo.zone))
  goTo(demo.decidedAt)
  for (const [question, answer] of answersOf(demo)) await client.call('incidents.answer', { incident: id, question, answer, note: '' })
  await client.call('incidents.decide', { incident: id, significance: 'yes', awareAt: demo.awareAt, basis: demo.basis, reason: null })
  tell('incident', 'aware', isoText(demo.awareAt, demo.zone))
  return id
}

async function link(demo: DemoCase, incident: string, site: string, { client }: CaseStage): Promise<void> {
  const { services } = await client.call('services.list', { site })
  const { assets } = await client.call('assets.list', { site })
  const { zones } = await client.call('zones.list', { site })
  const wanted = [
    ...services.filter((record) => demo.affected.services.includes(record.name)).map((record) => ({ kind: 'service' as const, record: record.id })),
    ...assets.filter((record) => demo.affected.assets.includes(record.name)).map((record) => ({ kind: 'asset' as const, record: record.id })),
    ...zones.filter((record) => demo.affected.networkZones.includes(record.name)).map((record) => ({ kind: 'network-zone' as const, record: record.id })),
  ]
  for (const row of wanted) await client.call('affected.set', { incident, ...row, affected: true })
}

/** Chronology entries are written when they happen, or at once when they lie before the recording. */
async function tellUntil(demo: DemoCase, incident: string, until: number, told: Set<number>, { client, goTo }: CaseStage): Promise<void> {
  for (const [index, entry] of demo.chronology.entries()) {
    if (told.has(index) || entry.at > until) continue
    told.add(index)
    goTo(entry.at)
    await client.call('chronology.add', { incident, instant: entry.at, text: entry.text, important: entry.important, source: entry.source })
  }
}

async function stateHandled(demo: DemoCase, incident: string, { client, goTo }: CaseStage): Promise<void> {
  goTo(demo.handledAt)
  await client.call('incidents.answer', { incident, question: 'ongoing', answer: 'no', note: '' })
  await client.call('statements.record', {
    incident,
    anchor: 'handled',
    stage: null,
    instant: demo.handledAt,
    dueBy: null,
    basis: 'Everything back in service.',
    supersedes: null,
    reason: null,
  })
}

async function writeReport(demo: DemoCase, incident: string, recipient: string, report: DemoCase['reports'][number], stage: CaseStage): Promise<Release> {
  const { client, goTo, tell, language } = stage
  goTo(report.releasedAt)
  const form = await client.call('reports.form', { incident, stage: report.stage })
  await client.call('reports.saveDraft', { incident, stage: report.stage, fields: { ...form.fields, ...report.fields } })
  const release = await client.call('reports.release', { incident, stage: report.stage, recipient, language, tlp: 'amber', reason: null })
  tell(report.stage, 'released', isoText(release.releasedAt, demo.zone))
  const { places } = await client.call('places.list', {})
  const folder = places.find((place) => place.kind === 'folder')
  if (folder === undefined) throw new Error('no folder to carry out to')
  const { jobId } = await client.call('transfers.export', { release: release.id, place: folder.id, reason: 'demo' })
  await finishJob(client, jobId)
  goTo(report.submittedAt)
  await client.call('submissions.record', {
    incident,
    stage: report.stage,
    release: release.id,
    recipient,
    instant: report.submittedAt,
    channel: report.channel,
    by: 'shift leader',
    authorityReference: '',
    note: '',
    reason: null,
  })
  tell(report.stage, 'submitted', isoText(report.submittedAt, demo.zone))
  if (report.acknowledgedAt !== null) await acknowledge(incident, report.acknowledgedAt, report.reference, stage)
  return release
}

async function acknowledge(incident: string, at: number, reference: string, { client, goTo }: CaseStage): Promise<void> {
  goTo(at)
  const { submissions } = await client.call('incidents.get', { incident })
  const submission = submissions.at(-1)
  if (submission === undefined) throw new Error('nothing was submitted')
  await client.call('submissions.acknowledge', { submission: submission.id, instant: at, reference, text: '' })
}

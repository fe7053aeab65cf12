import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fixedClock, type FixedClock } from '../support/fixed-ports.ts'
import { startTestCore, type TestCore } from '../support/in-process.ts'

let core: TestCore
let clock: FixedClock
let site: string

beforeEach(async () => {
  clock = fixedClock()
  core = startTestCore({ clock, renderPdf: () => Promise.resolve(new TextEncoder().encode('%PDF')) })
  site = (await core.create()).site
})
afterEach(async () => {
  await core.remove()
})

async function record(): Promise<string> {
  return (await core.api.call('incidents.record', { site, title: 'Pump', notificationKind: 'mandatory', knownAt: null, detectedAt: null })).id
}

function decide(incident: string, significance: 'yes' | 'no') {
  const awareAt = significance === 'yes' ? clock.read().at : null
  return core.api.call('incidents.decide', { incident, significance, awareAt, basis: 'loss of supply', reason: 'seen again' })
}

describe('a closed incident', () => {
  test('is closed once: when and why does not change', async () => {
    const incident = await record()
    await decide(incident, 'no')
    await core.api.call('incidents.close', { incident, reason: 'a test alarm' })
    const { closedAt } = (await core.api.call('incidents.get', { incident })).incident
    clock.advance(60_000)
    await expect(core.api.call('incidents.close', { incident, reason: 'again' })).rejects.toMatchObject({ code: 'conflict', details: { kind: 'incident' } })
    expect((await core.api.call('incidents.get', { incident })).incident.closedAt).toBe(closedAt)
  })

  test('whose clock starts to run afterwards is on the deadline bar', async () => {
    const incident = await record()
    await decide(incident, 'no')
    await core.api.call('incidents.close', { incident, reason: 'a test alarm' })
    expect((await core.api.call('deadlines.bar', {})).deadlines).toEqual([])
    await decide(incident, 'yes')
    expect((await core.api.call('deadlines.bar', {})).deadlines.map((row) => row.incident)).toContain(incident)
  })
})

describe('that a report left', () => {
  test.each(['released', 'submitted'] as const)('is never stated without its record: %s', async (anchor) => {
    const incident = await record()
    await decide(incident, 'yes')
    const stated = { incident, anchor, stage: 'notification' as const, instant: clock.read().at, dueBy: null, basis: 'by hand', reason: 'x' }
    await expect(core.api.call('statements.record', { ...stated, supersedes: null })).rejects.toMatchObject({ code: 'statement-refused', details: { finding: 'anchor-derived' } })
    const { deadlines } = await core.api.call('incidents.get', { incident })
    expect(deadlines.filter((deadline) => deadline.state === 'met')).toEqual([])
  })

  test('can still be corrected by a statement', async () => {
    const incident = await record()
    await decide(incident, 'yes')
    await submit(incident, 'early-warning', null)
    const { statements } = await core.api.call('incidents.get', { incident })
    const submitted = statements.find((statement) => statement.anchor === 'submitted')
    expect(submitted).toBeDefined()
    if (submitted === undefined) return
    const correction = { incident, anchor: 'submitted' as const, stage: submitted.stage, instant: clock.read().at - 1, dueBy: null, basis: '', supersedes: submitted.id, reason: 'misread' }
    await expect(core.api.call('statements.record', correction)).resolves.toHaveProperty('id')
  })

  test('is never told with the release of another stage', async () => {
    const incident = await record()
    await decide(incident, 'yes')
    const release = await releaseWarning(incident)
    await expect(submit(incident, 'final', release)).rejects.toMatchObject({ code: 'not-found', details: { kind: 'release' } })
    await expect(submit(incident, 'early-warning', release)).resolves.toHaveProperty('id')
  })
})

function submit(incident: string, stage: 'early-warning' | 'final', release: string | null) {
  return core.api.call('submissions.record', { incident, stage, release, recipient: null, instant: clock.read().at, channel: 'portal', by: '', authorityReference: '', note: '', reason: null })
}

async function answered(incident: string): Promise<Record<string, unknown>> {
  const { fields } = await core.api.call('reports.form', { incident, stage: 'early-warning' })
  return { ...fields, suspectedMalicious: 'yes', possibleCrossBorder: 'no' }
}

async function releaseWarning(incident: string): Promise<string> {
  await core.api.call('reports.saveDraft', { incident, stage: 'early-warning', fields: await answered(incident) })
  return (await core.api.call('reports.release', await choice(incident))).id
}

const contact = { id: null, kind: 'csirt', name: 'CSIRT', label: 'csirt', regime: 'nis2', phone: '', email: '', portal: '', note: '' } as const

async function choice(incident: string) {
  const { id: recipient } = await core.api.call('recipients.save', contact)
  return { incident, stage: 'early-warning' as const, recipient, language: 'en' as const, tlp: 'amber' as const, reason: null }
}

describe('a release', () => {
  test('leaves alone what was typed while it was made', async () => {
    const rendering = Promise.withResolvers<undefined>()
    const finished = Promise.withResolvers<Uint8Array>()
    await core.remove()
    core = startTestCore({
      clock,
      renderPdf: () => {
        rendering.resolve(undefined)
        return finished.promise
      },
    })
    site = (await core.create()).site
    const incident = await record()
    await decide(incident, 'yes')
    const fields = await answered(incident)
    await core.api.call('reports.saveDraft', { incident, stage: 'early-warning', fields })
    const releasing = core.api.call('reports.release', await choice(incident))
    await rendering.promise
    await core.api.call('reports.saveDraft', { incident, stage: 'early-warning', fields: { ...fields, shortDescription: 'typed meanwhile' } })
    finished.resolve(new TextEncoder().encode('%PDF'))
    await releasing
    const form = await core.api.call('reports.form', { incident, stage: 'early-warning' })
    expect(form.fields).toMatchObject({ shortDescription: 'typed meanwhile' })
    expect(form.savedAt).not.toBeNull()
  })

  test('goes to every contact, of one label too, under a name of its own', async () => {
    const incident = await record()
    await decide(incident, 'yes')
    await releaseWarning(incident)
    await core.api.call('reports.saveDraft', { incident, stage: 'early-warning', fields: await answered(incident) })
    await core.api.call('reports.release', await choice(incident))
    // Entered anew after it was taken off the register: to the record that is another contact.
    const again = await choice(incident)
    const [first, second] = await Promise.allSettled([core.api.call('reports.release', again), core.api.call('reports.release', await choice(incident))])
    expect(first.status).toBe('fulfilled')
    if (second.status === 'rejected') expect(second.reason).toMatchObject({ code: 'report-stale' })
    const names = (await core.api.call('incidents.get', { incident })).releases.map(({ name }) => name.split('_').slice(-2).join('_'))
    expect(names.slice(0, 3)).toEqual(['csirt_v1', 'csirt2_v1', 'csirt3_v1'])
    expect(new Set(names).size).toBe(names.length)
  })

  test('takes the draft that it released with it', async () => {
    const incident = await record()
    await decide(incident, 'yes')
    await releaseWarning(incident)
    expect((await core.api.call('reports.form', { incident, stage: 'early-warning' })).savedAt).toBeNull()
  })
})

describe('the entity', () => {
  test('names only a profile that is there: without one no incident could be recorded', async () => {
    const { id: _id, code: _code, createdAt: _createdAt, ...edit } = await core.api.call('entity.get', {})
    await expect(core.api.call('entity.save', { ...edit, profile: 'nowhere' })).rejects.toMatchObject({ code: 'profile-invalid' })
    await expect(record()).resolves.toBeTypeOf('string')
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { firstInstant, fixedClock } from '../support/fixed-ports.ts'
import { startTestCore, type TestCore } from '../support/in-process.ts'

const hour = 3_600_000
let core: TestCore | null = null

afterEach(async () => {
  await core?.remove()
  core = null
})

async function withCamera() {
  const clock = fixedClock()
  const started = startTestCore({ clock })
  core = started
  const { api } = started
  const { site } = await started.create()
  const camera = { site, name: 'Gate camera', kind: 'camera' as const, aheadSeconds: 250, zone: 'Europe/Berlin', noSummerTime: false, checkedAt: firstInstant - hour, checkedBy: 'Anna Berg', note: '' }
  const { id: timeSource } = await api.call('timeSources.save', { ...camera, id: null })
  const { id: incident } = await api.call('incidents.record', { site, title: 'Door open', notificationKind: 'mandatory', knownAt: firstInstant - hour, detectedAt: null })
  const { id: entry } = await api.call('chronology.add', { incident, instant: firstInstant - 2 * hour, text: 'Car at the gate', important: true, source: '', timeSource })
  return { api, clock, site, camera, timeSource, incident, entry }
}

describe('an entry whose time was read off another clock', () => {
  it('carries the corrected time and keeps what was shown, whatever becomes of the source', async () => {
    const { api, camera, timeSource, incident, entry } = await withCamera()
    await api.call('timeSources.save', { ...camera, id: timeSource, aheadSeconds: 0 })
    await api.call('timeSources.remove', { id: timeSource, reason: 'taken down' })
    const { chronology, readings } = await api.call('incidents.get', { incident })
    expect(chronology).toMatchObject([{ id: entry, instant: firstInstant - 2 * hour - 250_000 }])
    expect(readings).toMatchObject([{ entry, source: timeSource, facts: { name: 'Gate camera', aheadSeconds: 250, uncertainty: 3 } }])
  })

  it('keeps it when only its words or its weight change, and lets it go when a right time is stated', async () => {
    const { api, incident, entry } = await withCamera()
    const before = (await api.call('incidents.get', { incident })).chronology[0]
    if (before === undefined) throw new Error('no entry')
    const same = { incident, supersedes: entry, instant: before.instant, text: 'White car at the gate', important: true, source: '', withdrawn: false }
    const second = await api.call('chronology.correct', same)
    expect((await api.call('incidents.get', { incident })).readings.map((reading) => reading.entry)).toEqual([entry, second.id])
    const third = await api.call('chronology.correct', { ...same, supersedes: second.id, timeSource: null })
    expect((await api.call('incidents.get', { incident })).readings.some((reading) => reading.entry === third.id)).toBe(false)
  })

  it('stands in a report with the corrected time, what was shown and how exact that is', async () => {
    const { api, incident } = await withCamera()
    await api.call('incidents.decide', { incident, significance: 'yes', awareAt: firstInstant - hour, basis: 'seen', reason: null })
    const { id: recipient } = await api.call('recipients.save', { id: null, kind: 'authority', name: 'Authority', label: 'authority', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
    const { document } = await api.call('reports.preview', { incident, stage: 'notification', recipient, language: 'en', tlp: 'amber', reason: null })
    const text = JSON.stringify(document)
    expect(text).toContain('Gate camera showed 2026-11-23 06:00:00, +250 s off; corrected, within 3 s')
  })

  it('is refused for a clock of another site, and for one that nobody knows', async () => {
    const { api, incident } = await withCamera()
    await expect(api.call('chronology.add', { incident, instant: firstInstant, text: 'x', important: false, source: '', timeSource: 'a'.repeat(26) })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('who may confirm the time', () => {
  it('is nobody whose passphrase an administrator gave', async () => {
    const { api } = await withCamera()
    const { firstPassphrase } = await api.call('accounts.add', { name: 'Jan Kow', function: '', badge: '', grants: [{ role: 'viewer', site: null }], validUntil: null, passphrase: null })
    await api.call('clock.stateTime', { instant: firstInstant - hour })
    await expect(api.call('clock.confirmTime', { passphrase: firstPassphrase ?? '' })).rejects.toMatchObject({ code: 'time-confirm-refused' })
    expect((await api.call('deadlines.bar', {})).time).toMatchObject({ isRange: true, state: 'suspect' })
  })
})

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeEd25519 } from '../../electron/core/crypto.ts'
import { anchorLine, parseAnchorLine } from '../../shared/package/allowed-signers.ts'
import { startTestCore, type TestCore } from '../support/in-process.ts'

let core: TestCore
let release: string

beforeEach(async () => {
  core = startTestCore({ renderPdf: () => Promise.resolve(new TextEncoder().encode('%PDF')) })
  const { site } = await core.create()
  const { api } = core
  const { id: incident } = await api.call('incidents.record', { site, title: 'Pump', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  await api.call('incidents.decide', { incident, significance: 'yes', awareAt: Date.now(), basis: 'loss of supply', reason: null })
  const { fields } = await api.call('reports.form', { incident, stage: 'early-warning' })
  await api.call('reports.saveDraft', { incident, stage: 'early-warning', fields: { ...fields, suspectedMalicious: 'yes', possibleCrossBorder: 'no' } })
  const { id: recipient } = await api.call('recipients.save', { id: null, kind: 'csirt', name: 'CSIRT', label: 'csirt', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
  release = (await api.call('reports.release', { incident, stage: 'early-warning', recipient, language: 'en', tlp: 'amber', reason: null })).id
})
afterEach(async () => {
  await core.remove()
})

describe('the log of what was carried', () => {
  test.each(['A\nB', 'L'.repeat(250), `${'x'.repeat(199)}🚰`])('can be read whatever the stick is called: %j', async (label) => {
    mkdirSync(join(core.folders.media, label))
    const { places } = await core.api.call('places.list', {})
    const place = places.find((candidate) => candidate.label === label)
    expect(place).toBeDefined()
    await core.job(core.api.call('transfers.export', { release, place: place?.id ?? '', reason: '' }))
    const { transfers } = await core.api.call('transfers.list', {})
    expect(transfers.map(({ outcome }) => outcome)).toEqual(['written'])
  })

  test('has a row for an export that was cancelled, wherever the cancel falls', async () => {
    const { places } = await core.api.call('places.list', {})
    const place = places.find(({ label }) => label === 'STICK')
    let attempts = 0
    for (let delay = 0; delay < 12; delay += 1) {
      const { jobId } = await core.api.call('transfers.export', { release, place: place?.id ?? '', reason: '' })
      for (let turn = 0; turn < delay * 4; turn += 1) await Promise.resolve()
      await core.api.call('jobs.cancel', { jobId })
      for (;;) if ((await core.api.call('jobs.get', { jobId })).state !== 'running') break
      attempts += 1
      expect((await core.api.call('transfers.list', {})).transfers).toHaveLength(attempts)
    }
  })
})

describe('anchors that contradict each other', () => {
  test('are refused: no second key counts under an entity code that has one', async () => {
    const { anchor } = await core.api.call('keys.anchor', {})
    const { entity } = parseAnchorLine(anchor)
    const foreign = anchorLine({ entity, publicKey: nodeEd25519.publicKey(new Uint8Array(32).fill(7)), comment: '' })
    const { file } = await core.api.call('files.begin', { name: 'x.zip', mediaType: 'application/zip', size: 3, purpose: 'inspection' })
    await core.api.call('files.append', { file, index: 0, bytes: 'AAAA' })
    await core.api.call('files.finish', { file })
    const verify = (anchors: string) => core.job(core.api.call('packages.verify', { file, anchors, remember: true }))
    await expect(verify(foreign)).rejects.toMatchObject({ code: 'invalid-input', details: { fields: ['anchors'] } })
    await expect(verify(`${anchor} the same again`)).resolves.toMatchObject({ code: 'not-genuine' })
  })
})

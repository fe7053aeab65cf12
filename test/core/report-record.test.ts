import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openFileSource } from '../../electron/core/byte-source.ts'
import { nodeEd25519, nodeHash, nodeInflate } from '../../electron/core/crypto.ts'
import { verifyPackage } from '../../shared/package/verify.ts'
import { startTestCore, type TestCore } from '../support/in-process.ts'

let core: TestCore | null = null

afterEach(async () => {
  await core?.remove()
  core = null
})

async function incidentWith(kind: 'csirt' | 'auditor') {
  const started = startTestCore()
  core = started
  const { api } = started
  const { site } = await started.create()
  const { id: incident } = await api.call('incidents.record', { site, title: 'Pump control', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  const { id: recipient } = await api.call('recipients.save', { id: null, kind, name: 'Office', label: 'office', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
  async function release(possibleCrossBorder: 'yes' | 'no', reason: string | null) {
    const { fields } = await api.call('reports.form', { incident, stage: 'early-warning' })
    await api.call('reports.saveDraft', { incident, stage: 'early-warning', fields: { ...fields, suspectedMalicious: 'yes', possibleCrossBorder } })
    return api.call('reports.release', { incident, stage: 'early-warning', recipient, language: 'en', tlp: 'amber', reason })
  }
  return { core: started, api, incident, release }
}

describe('what a released report tells', () => {
  it('becomes the newest answer to the incident\'s own questions, and is not told twice', async () => {
    const { api, incident, release } = await incidentWith('csirt')
    await release('no', null)
    await release('yes', 'a supplier in another state is hit too')
    const { answers } = await api.call('incidents.get', { incident })
    expect(answers.map(({ question, answer }) => [question, answer])).toEqual([
      ['suspected-malicious', 'yes'],
      ['cross-border', 'no'],
      ['cross-border', 'yes'],
    ])
  })

  it('carries to an auditor rows that follow on from package to package', async () => {
    const { core: started, api, release } = await incidentWith('auditor')
    const { places } = await api.call('places.list', {})
    const place = places.find((candidate) => candidate.kind === 'folder')?.id ?? ''
    const { anchor } = await api.call('keys.anchor', {})
    for (const reason of [null, 'corrected']) {
      const { id, name } = await release(reason === null ? 'no' : 'yes', reason)
      await started.job(api.call('transfers.export', { release: id, place, reason: '' }))
      const source = openFileSource(join(started.folders.exports, `${name}.zip`))
      const verdict = verifyPackage(source, { anchors: [anchor], received: null, after: null, fileName: null }, Date.now(), { hash: nodeHash, ed25519: nodeEd25519, inflate: nodeInflate })
      source.close()
      expect(verdict.code).toBe('genuine')
      expect(verdict.checks.filter(({ check }) => check === 'audit')).toMatchObject([{ subject: 'audit.jsonl', result: 'ok' }])
    }
  })
})

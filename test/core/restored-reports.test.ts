import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openFileSource } from '../../electron/core/byte-source.ts'
import { nodeEd25519, nodeHash, nodeInflate } from '../../electron/core/crypto.ts'
import type { Verdict } from '../../shared/package/verdict.ts'
import { verifyPackage, type PackageTrust } from '../../shared/package/verify.ts'
import { startTestCore, testPassphrase, type TestCore } from '../support/in-process.ts'

let core: TestCore

afterEach(async () => {
  await core.remove()
})

test.each(['csirt', 'auditor'] as const)('reports of a restored record say to a %s that it continues from a backup', async (kind) => {
  core = startTestCore()
  const { api } = core
  const { site } = await core.create()
  const { id: incident } = await api.call('incidents.record', { site, title: 'Pump control', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  const { id: recipient } = await api.call('recipients.save', { id: null, kind, name: 'Office', label: 'office', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
  const { anchor } = await api.call('keys.anchor', {})

  /** Releases the next version and carries it to a place. @returns where it lies there */
  async function released(label: RegExp, possibleCrossBorder: 'yes' | 'no', reason: string | null): Promise<string> {
    const { fields } = await api.call('reports.form', { incident, stage: 'early-warning' })
    await api.call('reports.saveDraft', { incident, stage: 'early-warning', fields: { ...fields, suspectedMalicious: 'yes', possibleCrossBorder } })
    const { id, name } = await api.call('reports.release', { incident, stage: 'early-warning', recipient, language: 'en', tlp: 'amber', reason })
    const { places } = await api.call('places.list', {})
    const place = places.find((candidate) => label.test(candidate.label))
    await core.job(api.call('transfers.export', { release: id, place: place?.id ?? '', reason: '' }))
    return join(place?.kind === 'folder' ? core.folders.exports : core.folders.stick, `${name}.zip`)
  }

  function verified(path: string, change: Partial<PackageTrust> = {}): Verdict {
    const source = openFileSource(path)
    try {
      return verifyPackage(source, { anchors: [anchor], received: null, after: null, fileName: null, ...change }, Date.now(), { hash: nodeHash, ed25519: nodeEd25519, inflate: nodeInflate })
    } finally {
      source.close()
    }
  }

  const first = await released(/exports/, 'no', null)
  await core.job(api.call('backups.make', { place: null }))
  const lost = await released(/exports/, 'yes', 'written after the backup, and lost')
  const { line: oldLine } = await api.call('audit.head', {})
  await api.call('store.close', {})
  const { backups } = await api.call('backups.found', {})
  await api.call('store.restore', { which: backups[0]?.id ?? '', what: 'record', passphrase: testPassphrase, recoveryKey: null })
  const after = await released(/STICK/, 'yes', 'written anew')

  const alone = verified(after)
  expect(alone).toMatchObject({ code: 'genuine', received: { parentLine: oldLine } })
  expect(alone.checks.every(({ result }) => result === 'ok')).toBe(true)
  for (const earlier of [first, lost]) {
    const { received } = verified(earlier)
    const verdict = verified(after, { after: received })
    expect(verdict.code).toBe('genuine')
    expect(verdict.findings).toContainEqual({ code: 'continued-from-backup', count: null })
    // Whoever keeps what he got sees it as well.
    if (received === null) throw new Error('a genuine report is remembered')
    expect(received.line).toBe(oldLine)
  }
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeEd25519, nodeHash, nodeInflate } from '../../electron/core/crypto.ts'
import { memorySource } from '../../shared/package/byte-source.ts'
import { verifyPackage, type PackageTrust, type Verdict } from '../../shared/package/verify.ts'
import type { TestCore } from './in-process.ts'

/** A plant that releases reports into its export folder. */
export interface ReportingPlant {
  readonly site: string
  /** Releases the next version of the early warning and carries it out. @returns path of the zip. */
  release(reason: string | null): Promise<string>
}

/** Records an incident at a new plant, with one recipient. */
export async function reportingPlant(core: TestCore): Promise<ReportingPlant> {
  const { api } = core
  const { site } = await core.create({ entityName: 'Nordwasser' })
  const { id: incident } = await api.call('incidents.record', { site, title: 'Pump control', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  const { id: recipient } = await api.call('recipients.save', { id: null, kind: 'csirt', name: 'Office', label: 'office', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
  const { places } = await api.call('places.list', {})
  const place = places.find(({ kind }) => kind === 'folder')?.id ?? ''
  return {
    site,
    release: async (reason) => {
      const { fields } = await api.call('reports.form', { incident, stage: 'early-warning' })
      await api.call('reports.saveDraft', { incident, stage: 'early-warning', fields: { ...fields, suspectedMalicious: 'yes', possibleCrossBorder: 'no' } })
      const { id, name } = await api.call('reports.release', { incident, stage: 'early-warning', recipient, language: 'en', tlp: 'amber', reason })
      await core.job(api.call('transfers.export', { release: id, place, reason: '' }))
      return join(core.folders.exports, `${name}.zip`)
    },
  }
}

/** What our verifier says of a file, by these anchors. */
export function verifyFile(path: string, anchors: readonly string[], change: Partial<PackageTrust> = {}, now = Date.now()): Verdict {
  return verifyPackage(memorySource(new Uint8Array(readFileSync(path))), { anchors, received: null, after: null, fileName: null, ...change }, now, { hash: nodeHash, ed25519: nodeEd25519, inflate: nodeInflate })
}

/** Hands a file over and lets a record verify it, as its screen does. */
export async function verifyInRecord(core: TestCore, path: string, anchors = ''): Promise<Verdict> {
  return (await core.job(core.api.call('packages.verify', { file: await handOver(core, path), anchors, remember: true }))) as Verdict
}

/** Hands a small file over to be looked at. @returns its id. */
export async function handOver(core: TestCore, path: string): Promise<string> {
  const bytes = readFileSync(path)
  const { file } = await core.api.call('files.begin', { name: 'carried.zip', mediaType: 'application/zip', size: bytes.length, purpose: 'inspection' })
  for (let index = 0; index * 1_048_576 < bytes.length; index += 1) {
    await core.api.call('files.append', { file, index, bytes: bytes.subarray(index * 1_048_576, (index + 1) * 1_048_576).toString('base64') })
  }
  await core.api.call('files.finish', { file })
  return file
}

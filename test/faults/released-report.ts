import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TestCore } from '../support/in-process.ts'

/** A released report with an attachment, to be carried out again and again. */
export interface CarriedRelease {
  readonly id: string
  /** What must be on the stick after a success, each with its SHA-256 where it is known before. */
  readonly zip: { readonly name: string; readonly sha256: string }
}

/** Makes an incident whose early warning is released.. */
export async function makeRelease(core: TestCore, site: string): Promise<CarriedRelease> {
  const { api } = core
  const { id: incident } = await api.call('incidents.record', { site, title: 'Pump', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  await api.call('incidents.decide', { incident, significance: 'yes', awareAt: Date.now(), basis: 'loss of supply', reason: null })
  const { fields } = await api.call('reports.form', { incident, stage: 'early-warning' })
  await api.call('reports.saveDraft', { incident, stage: 'early-warning', fields: { ...fields, suspectedMalicious: 'yes', possibleCrossBorder: 'no' } })
  const { id: recipient } = await api.call('recipients.save', { id: null, kind: 'csirt', name: 'CSIRT', label: 'csirt', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
  const released = await api.call('reports.release', { incident, stage: 'early-warning', recipient, language: 'en', tlp: 'amber', reason: null })
  const { release } = await api.call('reports.released', { release: released.id })
  return { id: released.id, zip: { name: `${release.name}.zip`, sha256: release.zipSha256 } }
}

/** Makes an evidence package of so many bytes, which takes a while to write. */
export async function makeEvidence(core: TestCore, site: string, size: number): Promise<CarriedRelease> {
  const { api } = core
  const { id: incident } = await api.call('incidents.record', { site, title: 'Pump', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  const { id: recipient } = await api.call('recipients.save', { id: null, kind: 'csirt', name: 'CSIRT', label: 'csirt', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
  const { file } = await api.call('files.begin', { name: 'capture.bin', mediaType: 'application/octet-stream', size, purpose: 'attachment' })
  for (let at = 0, index = 0; at < size; at += 1_048_576, index += 1) {
    const piece = Buffer.alloc(Math.min(1_048_576, size - at), index + 1)
    await api.call('files.append', { file, index, bytes: piece.toString('base64') })
  }
  await api.call('files.finish', { file })
  const { id: attachment } = await api.call('attachments.add', { incident, file, note: '' })
  const released = (await core.job(api.call('evidence.release', { incident, recipient, language: 'en', tlp: 'amber', files: [attachment], reason: null }))) as { readonly id: string }
  const { release } = await api.call('reports.released', { release: released.id })
  return { id: released.id, zip: { name: `${release.name}.zip`, sha256: release.zipSha256 } }
}

/**
 * What is wrong with the final names in a folder. A name that is there must hold its whole content; what ends in `.part` is nobody's.
 * @param need `all`: the zip and its signature must be there, because success was told.
 */
export function wrongFinals(folder: string, { zip }: CarriedRelease, need: 'all' | 'some'): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : []
  const wrong: string[] = []
  if (names.includes(zip.name)) {
    const hash = createHash('sha256').update(readFileSync(join(folder, zip.name))).digest('hex')
    if (hash !== zip.sha256) wrong.push(`${zip.name} has its name and other content`)
    // The zip is the file that counts and comes last: with it there, its signature must be.
    if (!names.includes(`${zip.name}.sig`)) wrong.push(`${zip.name} is there without its signature`)
  } else if (need === 'all') wrong.push(`${zip.name} is missing`)
  for (const name of names) if (!name.endsWith('.part') && statSync(join(folder, name)).size === 0) wrong.push(`${name} is empty`)
  return wrong
}


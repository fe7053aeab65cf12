import { tasksInThread } from '../../electron/core/open-ports.ts'
import { toBase64 } from '../../shared/package/base64.ts'
import type { Release } from '../../shared/report/release.ts'
import { startTestCore, type TestCore } from '../support/in-process.ts'
import { fixedIds, fixedRandom } from '../support/fixed-ports.ts'
import { pieces, pieceSize, samplePiece } from './sample-bytes.ts'

/** A store that holds one released evidence package of 100 MB, made through the procedures that the screens use. */
export interface EvidenceStore {
  readonly core: TestCore
  readonly release: Release
  /** Opaque id of the folder that files can be carried out to. */
  readonly place: string
  /** Anchor line of the entity. */
  readonly anchor: string
}

/** Makes one. Heavy work runs on the second thread, as in the product. */
export async function makeEvidenceStore(): Promise<EvidenceStore> {
  const core = startTestCore({ tasks: tasksInThread, random: fixedRandom('bench'), ids: fixedIds('bench') })
  const { api } = core
  const { site } = await core.create()
  const { id: incident } = await api.call('incidents.record', { site, title: 'Bench', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  const { id: recipient } = await api.call('recipients.save', { id: null, kind: 'csirt', name: 'CSIRT', label: 'csirt', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
  const { file } = await api.call('files.begin', { name: 'capture.pcap', mediaType: 'application/octet-stream', size: pieces * pieceSize, purpose: 'attachment' })
  for (let index = 0; index < pieces; index += 1) await api.call('files.append', { file, index, bytes: toBase64(samplePiece(0, index)) })
  await api.call('files.finish', { file })
  const { id: attachment } = await api.call('attachments.add', { incident, file, note: '' })
  const release = (await core.job(
    api.call('evidence.release', { incident, recipient, language: 'en', tlp: 'amber', files: [attachment], reason: null }),
  )) as Release
  const { places } = await api.call('places.list', {})
  const { anchor } = await api.call('keys.anchor', {})
  return { core, release, place: places.find((candidate) => candidate.kind === 'folder')?.id ?? '', anchor }
}

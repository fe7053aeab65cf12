import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeHash } from '../../electron/core/crypto.ts'
import { anchorLine, parseAnchorLine } from '../../shared/package/allowed-signers.ts'
import { keyFileBytes, readKeyBytes } from '../../shared/package/key-file.ts'
import { readKeyRequest } from '../../shared/package/key-request.ts'
import { keyFingerprint } from '../../shared/package/ssh-key.ts'
import type { AppContract } from '../../shared/contract/contract.ts'
import type { ErrorCode } from '../../shared/contract/error.ts'
import type { InputOf } from '../../shared/contract/procedure.ts'
import { utf8 } from '../../shared/package/bytes.ts'
import { newerList, trueChange } from '../package/key-change-cases.ts'
import { certificateFilePassword, makeCertificateFile } from '../support/certificate-file.ts'
import { answering, fixtureOffice, handingOver } from '../package/key-exchange-cases.ts'
import { firstInstant } from '../support/fixed-ports.ts'
import { codeFor, verifyPorts } from '../support/package-fixtures.ts'
import type { TestFolders } from '../support/in-process.ts'
import { writeSet } from '../support/update-fixture.ts'

/** What later steps need to know of earlier ones. */
export class Memory {
  readonly folders: Pick<TestFolders, 'exports'>
  readonly #kept = new Map<string, unknown>()
  constructor(folders: Pick<TestFolders, 'exports'>) {
    this.folders = folders
  }
  keep(name: string, value: unknown): void {
    this.#kept.set(name, value)
  }
  text(name: string): string {
    return String(this.value(name))
  }
  value(name: string): unknown {
    if (!this.#kept.has(name)) throw new Error(`no step kept ${name}`)
    return this.#kept.get(name)
  }
}

/** One call of the suite: what goes in, and what has to come out. A job's value is what came out at its end. */
export interface Step {
  readonly name: string
  readonly session: string
  readonly input: (memory: Memory) => unknown
  /** The code it must be refused with; `null` must succeed. */
  readonly refused: ErrorCode | null
  /** What the value must hold, as `toMatchObject` compares. */
  readonly expected: unknown
  readonly keep: (value: never, memory: Memory) => void
}

type Name = keyof AppContract & string
type Given<N extends Name> = (memory: Memory) => InputOf<AppContract[N]>

interface Rest {
  readonly session?: string
  readonly keep?: (value: never, memory: Memory) => void
}

/** A call that must succeed with a value that holds `expected`. */
function good<N extends Name>(name: N, input: Given<N>, expected: unknown, { session = 'main', keep = () => undefined }: Rest = {}): Step {
  return { name, session, input, refused: null, expected, keep }
}

/** A call that must be refused. */
function bad(name: string, input: (memory: Memory) => unknown, refused: ErrorCode, session = 'main'): Step {
  return { name, session, input, refused, expected: null, keep: () => undefined }
}

/** Keeps the id of what was made. */
function keepId(name: string): Rest {
  return {
    keep: (value: { readonly id: string }, memory) => {
      memory.keep(name, value.id)
    },
  }
}

const hour = 3_600_000
/** Valid whatever the clock of the scenario shows. */
const certificateFile = await makeCertificateFile({ name: 'Wasserwerk Talau', from: firstInstant - 24 * hour, to: firstInstant + 100_000 * hour })
const passphrase = 'correct horse battery staple'
const nothing = (): Record<string, never> => ({})
/** Keeps the id of a staged file. */
const keepFile: Rest['keep'] = (value: { readonly file: string }, memory) => {
  memory.keep('file', value.file)
}

const storeSteps: readonly Step[] = [
  good('store.status', nothing, { state: 'missing', kind: null, who: { kind: 'nobody' } }),
  bad('sites.list', nothing, 'store-closed'),
  bad('store.open', () => ({ passphrase }), 'store-missing'),
  bad('store.create', () => ({ passphrase: 'short', name: 'Anna Berg', entityName: '', siteName: '', zone: 'Europe/Berlin', kind: 'real', language: 'en' }), 'passphrase-too-short'),
  good(
    'store.create',
    () => ({ passphrase, name: 'Anna Berg', entityName: 'Wasserwerk Talau', siteName: 'Werk Nord', zone: 'Europe/Berlin', kind: 'real', language: 'en' }),
    {},
    {
      keep: (value: { readonly site: string; readonly person: string }, memory) => {
        memory.keep('site', value.site)
        memory.keep('person', value.person)
      },
    },
  ),
  bad('store.create', () => ({ passphrase, name: 'Anna Berg', entityName: '', siteName: '', zone: 'Europe/Berlin', kind: 'real', language: 'en' }), 'store-exists'),
  good('store.status', nothing, { state: 'open', kind: 'real', who: { kind: 'person', name: 'Anna Berg' } }),
  good('store.status', nothing, { state: 'open', who: { kind: 'nobody' } }, { session: 'other' }),
  bad('sites.list', nothing, 'not-permitted', 'other'),
  bad('store.renewRecoveryKey', () => ({ passphrase: 'not the right one' }), 'wrong-passphrase'),
  good('store.renewRecoveryKey', () => ({ passphrase }), {}, {
    keep: (value: { readonly recoveryKey: string }, memory) => {
      memory.keep('recoveryKey', value.recoveryKey)
    },
  }),
  good('store.close', nothing, {}),
  good('store.status', nothing, { state: 'closed', who: { kind: 'nobody' } }),
  bad('store.recover', () => ({ recoveryKey: 'AAAAA', passphrase }), 'wrong-recovery-key'),
  good('store.recover', (memory) => ({ recoveryKey: memory.text('recoveryKey'), passphrase: 'another long passphrase' }), { state: 'open', who: { kind: 'person' } }),
  good('store.close', nothing, {}),
  bad('store.open', () => ({ passphrase }), 'wrong-passphrase'),
  good('store.open', () => ({ passphrase: 'another long passphrase' }), { state: 'open', who: { kind: 'person', name: 'Anna Berg' } }),
  good('space.look', nothing, { writing: null }),
  bad('space.look', nothing, 'not-permitted', 'other'),
  good('setup.open', nothing, { open: ['country', 'registration-number', 'recipient', 'recovery-sheet', 'key-card'] }),
  good('setup.done', () => ({ task: 'recovery-sheet' }), {}),
  good('setup.done', () => ({ task: 'key-card' }), {}),
]

const recipient = { kind: 'csirt', label: 'csirt', regime: 'nis2', phone: '+49 30 1', email: '', portal: '', note: '' } as const

const registerSteps: readonly Step[] = [
  good('entity.get', nothing, { name: 'Wasserwerk Talau', country: 'XX', registrationNumber: null }),
  good(
    'entity.save',
    () => ({ name: 'Wasserwerk Talau', country: 'DE', registrationNumber: 'DE-W-1', address: 'Talau', sector: 'drinking water', class: 'essential', memberStates: ['DE'], profile: 'eu' }),
    {},
  ),
  good('recipients.save', () => ({ ...recipient, id: null, name: 'National CSIRT' }), {}, keepId('recipient')),
  good('recipients.save', () => ({ ...recipient, id: null, name: 'To be removed' }), {}, keepId('otherRecipient')),
  good('recipients.remove', (memory) => ({ id: memory.text('otherRecipient'), reason: 'entered twice' }), {}),
  bad('recipients.remove', (memory) => ({ id: memory.text('otherRecipient'), reason: '' }), 'not-found'),
  good('recipients.list', nothing, { recipients: [{ name: 'National CSIRT' }] }),
  good('sites.save', (memory) => ({ id: memory.text('site'), name: 'Werk Nord', country: 'DE', address: '', zone: 'Europe/Berlin', courierMinutes: 45 }), {}),
  good('sites.list', nothing, { sites: [{ name: 'Werk Nord', country: 'DE', courierMinutes: 45 }] }),
  good(
    'services.save',
    (memory) => ({ id: null, site: memory.text('site'), name: 'Drinking water', peopleSupplied: 90_000, volume: 18_000, volumeUnit: 'm³', hoursUntilNoticed: 6, manualOperation: 'yes', staffNeeded: 4 }),
    {},
    keepId('service'),
  ),
  good(
    'services.save',
    (memory) => ({ id: null, site: memory.text('site'), name: 'Heat', peopleSupplied: null, volume: null, volumeUnit: '', hoursUntilNoticed: null, manualOperation: null, staffNeeded: null }),
    {},
    keepId('otherService'),
  ),
  good('services.remove', (memory) => ({ id: memory.text('otherService'), reason: 'sold' }), {}),
  good('services.list', () => ({ site: null }), { services: [{ name: 'Drinking water' }] }),
  good('zones.save', (memory) => ({ id: null, site: memory.text('site'), name: 'Filters', kind: 'control', criticality: 'high' }), {}, keepId('zone')),
  good('zones.save', (memory) => ({ id: null, site: memory.text('site'), name: 'Office', kind: 'enterprise', criticality: 'low' }), {}, keepId('otherZone')),
  good('zones.remove', (memory) => ({ id: memory.text('otherZone'), reason: '' }), {}),
  good('zones.list', (memory) => ({ site: memory.text('site') }), { zones: [{ name: 'Filters' }] }),
  good('assets.save', (memory) => ({ id: null, site: memory.text('site'), name: 'PLC 1', kind: 'plc', networkZone: memory.text('zone'), criticality: 'high' }), {}, keepId('asset')),
  good('assets.save', (memory) => ({ id: null, site: memory.text('site'), name: 'Old HMI', kind: 'hmi', networkZone: null, criticality: 'unknown' }), {}, keepId('otherAsset')),
  good('assets.remove', (memory) => ({ id: memory.text('otherAsset'), reason: 'scrapped' }), {}),
  good('assets.list', () => ({ site: null }), { assets: [{ name: 'PLC 1' }] }),
  good('people.saveSelf', () => ({ name: 'Anna Berg', function: 'shift engineer', phone: '+49 30 2', email: '' }), {}),
  good('people.list', nothing, { people: [{ name: 'Anna Berg', function: 'shift engineer' }] }),
  good('preferences.get', nothing, { theme: 'system' }),
  good('preferences.save', () => ({ language: 'de', theme: 'dark', density: 'touch', dismissed: ['intro'] }), {}),
  good('preferences.get', nothing, { language: 'de', theme: 'dark', density: 'touch', dismissed: ['intro'] }),
]

const evidence = Buffer.from('alarm list\n'.repeat(50))

const incidentSteps: readonly Step[] = [
  good('clock.events', nothing, { time: { state: 'unchecked', open: false, isRange: false }, confirmable: null, events: [], limit: { days: 30 } }),
  good('clock.stateTime', () => ({ instant: firstInstant + 1_000 }), {}),
  bad('clock.confirmTime', () => ({ passphrase: 'not the right one' }), 'wrong-passphrase'),
  bad('clock.confirmTime', () => ({ passphrase: 'another long passphrase' }), 'time-confirm-refused'),
  good('clock.setLimit', () => ({ days: 45, reason: 'The plant stands still in August' }), {}),
  good('clock.events', nothing, { time: { state: 'stated' }, confirmable: {}, events: [{ kind: 'limit' }, { kind: 'stated', isPerson: true }], limit: { days: 45 } }),
  good('timeSources.save', (memory) => ({ id: null, site: memory.text('site'), name: 'Gate camera', kind: 'camera', aheadSeconds: 250, zone: 'Europe/Berlin', noSummerTime: true, checkedAt: firstInstant - hour, checkedBy: 'Anna Berg', note: '' }), {}, keepId('timeSource')),
  good('timeSources.list', (memory) => ({ site: memory.text('site') }), { timeSources: [{ name: 'Gate camera', aheadSeconds: 250 }] }),
  good(
    'incidents.record',
    (memory) => ({ site: memory.text('site'), title: 'Ransom text on servers', notificationKind: 'mandatory', knownAt: firstInstant - 2 * hour, detectedAt: firstInstant - 3 * hour }),
    { number: 1 },
    keepId('incident'),
  ),
  good('incidents.rename', (memory) => ({ incident: memory.text('incident'), title: 'Encrypted servers' }), {}),
  good('incidents.answer', (memory) => ({ incident: memory.text('incident'), question: 'suspected-malicious', answer: 'yes', note: '' }), {}),
  good('incidents.answer', (memory) => ({ incident: memory.text('incident'), question: 'cross-border', answer: 'unknown', note: '' }), {}),
  good('incidents.decide', (memory) => ({ incident: memory.text('incident'), significance: 'yes', awareAt: firstInstant - hour, basis: 'Ransom text read', reason: 'Until then only one screen' }), {}),
  good(
    'statements.record',
    (memory) => ({ incident: memory.text('incident'), anchor: 'request', stage: 'intermediate', instant: firstInstant - hour / 2, dueBy: null, basis: 'CSIRT by phone', supersedes: null, reason: null }),
    {},
  ),
  bad(
    'statements.record',
    (memory) => ({ incident: memory.text('incident'), anchor: 'handled', stage: null, instant: firstInstant + 24 * hour, dueBy: null, basis: 'all clean', supersedes: null, reason: null }),
    'instant-in-future',
  ),
  good('chronology.add', (memory) => ({ incident: memory.text('incident'), instant: firstInstant - 3 * hour, text: 'First alarm', important: true, source: 'SCADA' }), {}, keepId('entry')),
  good('chronology.add', (memory) => ({ incident: memory.text('incident'), instant: firstInstant - 2 * hour, text: 'Car at the gate', important: false, source: '', timeSource: memory.text('timeSource') }), {}),
  good('incidents.get', (memory) => ({ incident: memory.text('incident') }), { readings: [{ facts: { aheadSeconds: 250, corrected: firstInstant - 2 * hour - 250_000, uncertainty: 3 } }] }),
  good('timeSources.remove', (memory) => ({ id: memory.text('timeSource'), reason: 'Camera was taken down' }), {}),
  bad('chronology.add', (memory) => ({ incident: memory.text('incident'), instant: firstInstant - 2 * hour, text: 'Car at the gate', important: false, source: '', timeSource: memory.text('timeSource') }), 'not-found'),
  good(
    'chronology.correct',
    (memory) => ({ incident: memory.text('incident'), supersedes: memory.text('entry'), instant: firstInstant - 3 * hour, text: 'First alarm of server 2', important: true, source: 'SCADA', withdrawn: false }),
    {},
  ),
  good('affected.set', (memory) => ({ incident: memory.text('incident'), kind: 'service', record: memory.text('service'), affected: true }), {}),
  good('affected.set', (memory) => ({ incident: memory.text('incident'), kind: 'asset', record: memory.text('asset'), affected: true }), {}),
  good('files.begin', () => ({ name: 'alarms.csv', mediaType: 'text/csv', size: evidence.length, purpose: 'attachment' }), {}, { keep: keepFile }),
  bad('files.append', (memory) => ({ file: memory.text('file'), index: 1, bytes: evidence.toString('base64') }), 'invalid-input'),
  good('files.append', (memory) => ({ file: memory.text('file'), index: 0, bytes: evidence.toString('base64') }), {}),
  good('files.finish', (memory) => ({ file: memory.text('file') }), { size: evidence.length }),
  good('files.info', (memory) => ({ file: memory.text('file') }), { name: 'alarms.csv', size: evidence.length }),
  good('files.read', (memory) => ({ file: memory.text('file'), index: 0 }), { bytes: evidence.toString('base64') }),
  bad('files.read', (memory) => ({ file: memory.text('file'), index: 0 }), 'not-permitted', 'other'),
  good('attachments.add', (memory) => ({ incident: memory.text('incident'), file: memory.text('file'), note: 'exported from SCADA' }), {}, keepId('attachment')),
  good('incidents.get', (memory) => ({ incident: memory.text('incident') }), { incident: { title: 'Encrypted servers', significance: 'yes' }, attachments: [{ note: 'exported from SCADA' }] }),
  good('incidents.list', nothing, { incidents: [{ incident: { number: 1 } }] }),
  good('deadlines.bar', nothing, { deadlines: [{ number: 1 }, {}, {}] }, { session: 'other' }),
]

const choice = (memory: Memory) => ({ incident: memory.text('incident'), stage: 'early-warning' as const, recipient: memory.text('recipient'), language: 'en' as const, tlp: 'amber' as const, reason: null })
const fields = { shortDescription: 'Malware encrypts servers. The plant runs by hand; water is safe.', significanceReason: 'Operation depends on manual work.', affectedStates: ['DE'] }

const reportSteps: readonly Step[] = [
  good('reports.form', (memory) => ({ incident: memory.text('incident'), stage: 'early-warning' }), { savedAt: null, latest: null }, {
    keep: (value: { readonly fields: object }, memory) => {
      memory.keep('fields', { ...value.fields, ...fields })
    },
  }),
  good('reports.saveDraft', (memory) => ({ incident: memory.text('incident'), stage: 'early-warning', fields: memory.value('fields') as Record<string, unknown> }), { savedAt: firstInstant }),
  good('reports.discardDraft', (memory) => ({ incident: memory.text('incident'), stage: 'early-warning' }), {}),
  bad('reports.discardDraft', (memory) => ({ incident: memory.text('incident'), stage: 'early-warning' }), 'not-found'),
  good('reports.saveDraft', (memory) => ({ incident: memory.text('incident'), stage: 'early-warning', fields: memory.value('fields') as Record<string, unknown> }), { savedAt: firstInstant }),
  bad('reports.saveDraft', (memory) => ({ incident: memory.text('incident'), stage: 'early-warning', fields: { noSuchField: 1 } }), 'invalid-input'),
  good('reports.preview', choice, { version: 1 }),
  good('reports.phoneSheet', (memory) => ({ incident: memory.text('incident'), stage: 'early-warning', language: 'en' }), {}),
  good('reports.release', choice, { version: 1, content: 'report', stage: 'early-warning' }, {
    keep: (value: { readonly id: string; readonly name: string }, memory) => {
      memory.keep('release', value.id)
      memory.keep('releaseName', value.name)
    },
  }),
  bad('reports.release', (memory) => ({ ...choice(memory), stage: 'final' }), 'report-incomplete'),
  good('reports.released', (memory) => ({ release: memory.text('release') }), { release: { version: 1 } }),
  good('reports.file', (memory) => ({ release: memory.text('release'), path: 'report.json' }), { name: 'report.json' }, { keep: keepFile }),
  good('files.read', (memory) => ({ file: memory.text('file'), index: 0 }), {}),
  good('files.drop', (memory) => ({ file: memory.text('file') }), {}),
  bad('files.info', (memory) => ({ file: memory.text('file') }), 'not-found'),
  good('evidence.release', (memory) => ({ incident: memory.text('incident'), recipient: memory.text('recipient'), language: 'en', tlp: 'amber', files: [memory.text('attachment')], reason: null }), { content: 'evidence', stage: 'evidence' }),
]

const transferSteps: readonly Step[] = [
  good('places.list', nothing, { places: [{ kind: 'removable', label: 'STICK' }, { kind: 'folder' }] }, {
    keep: (value: { readonly places: readonly { readonly id: string; readonly kind: string }[] }, memory) => {
      memory.keep('place', value.places.find((place) => place.kind === 'folder')?.id)
    },
  }),
  bad('transfers.export', (memory) => ({ release: memory.text('release'), place: 'not-a-place', reason: '' }), 'place-missing'),
  good('transfers.export', (memory) => ({ release: memory.text('release'), place: memory.text('place'), reason: 'to the CSIRT' }), { files: [{ outcome: 'written' }, { outcome: 'written' }, { outcome: 'written' }] }),
  good('transfers.export', (memory) => ({ release: memory.text('release'), place: memory.text('place'), reason: '' }), { files: [{ outcome: 'already-there' }, {}, {}] }),
  good('transfers.check', (memory) => ({ release: memory.text('release'), place: memory.text('place') }), { files: [{}, {}, {}] }),
  good('transfers.list', nothing, { transfers: [{ outcome: 'written' }, { outcome: 'already-there' }, { outcome: 'checked-on-stick' }] }),
  good(
    'submissions.record',
    (memory) => ({
      incident: memory.text('incident'), stage: 'early-warning', release: memory.text('release'), recipient: memory.text('recipient'), instant: firstInstant,
      channel: 'portal', by: 'shift leader', authorityReference: '', note: '', reason: null,
    }),
    {},
    keepId('submission'),
  ),
  good('submissions.acknowledge', (memory) => ({ submission: memory.text('submission'), instant: firstInstant, reference: 'C-1', text: 'received' }), {}),
  good('keys.anchor', nothing, {}),
  good('keys.card', () => ({ language: 'de' }), { sites: [{ name: 'Werk Nord' }] }),
  good('files.begin', (memory) => ({ name: `${memory.text('releaseName')}.zip`, mediaType: 'application/zip', size: exportedZip(memory).length, purpose: 'inspection' }), {}, { keep: keepFile }),
  good('files.append', (memory) => ({ file: memory.text('file'), index: 0, bytes: exportedZip(memory).toString('base64') }), {}),
  good('files.finish', (memory) => ({ file: memory.text('file') }), {}),
  good('packages.verify', (memory) => ({ file: memory.text('file'), anchors: '', remember: true }), { code: 'genuine', kind: 'real' }, {
    keep: (_value, memory) => {
      memory.keep('doneJob', memory.value('lastJob'))
    },
  }),
]

function exportedZip(memory: Memory): Buffer {
  return readFileSync(join(memory.folders.exports, `${memory.text('releaseName')}.zip`))
}

const recordSteps: readonly Step[] = [
  good('jobs.get', (memory) => ({ jobId: memory.text('doneJob') }), { state: 'done' }),
  bad('jobs.get', (memory) => ({ jobId: memory.text('doneJob') }), 'not-permitted', 'other'),
  good('jobs.cancel', (memory) => ({ jobId: memory.text('doneJob') }), { cancelled: false }),
  bad('jobs.cancel', () => ({ jobId: 'a'.repeat(26) }), 'not-found'),
  good('incidents.record', (memory) => ({ site: memory.text('site'), title: 'False alarm', notificationKind: 'near-miss', knownAt: null, detectedAt: null }), { number: 2 }, keepId('falseAlarm')),
  good('incidents.decide', (memory) => ({ incident: memory.text('falseAlarm'), significance: 'no', awareAt: null, basis: 'A test that nobody had announced', reason: null }), {}),
  bad('incidents.close', (memory) => ({ incident: memory.text('incident'), reason: 'too early' }), 'conflict'),
  good('incidents.close', (memory) => ({ incident: memory.text('falseAlarm'), reason: 'nothing happened' }), {}),
  good('audit.head', nothing, {}),
  good('audit.check', nothing, { intact: true, erasedBodies: 0, fault: null }),
  good('record.health', nothing, { replaced: false }),
  bad('record.rescue', nothing, 'not-found'),
  good('record.settle', () => ({ reason: 'entered again' }), { settled: false }),
]

const enrolled = 'seven quiet herons at dusk'
const account = { name: 'Ben Kurz', function: 'shift engineer', badge: '4711', grants: [{ role: 'engineer' as const, site: null }], validUntil: null }

const peopleSteps: readonly Step[] = [
  good('accounts.list', nothing, { accounts: [{ person: { name: 'Anna Berg' }, hasPassphrase: true, isGiven: false }] }),
  bad('accounts.add', () => ({ ...account, passphrase: 'Ben Kurz Ben Kurz' }), 'passphrase-expected'),
  good('accounts.add', () => ({ ...account, passphrase: enrolled }), { firstPassphrase: null }, keepId('engineer')),
  good('clock.confirmTime', () => ({ passphrase: enrolled }), {}),
  good('clock.events', nothing, { time: { state: 'confirmed' }, confirmable: null }),
  bad('accounts.add', () => ({ ...account, name: 'Cem Ay', passphrase: null }), 'badge-taken'),
  bad('accounts.end', (memory) => ({ id: memory.text('person'), reason: '' }), 'last-administrator'),
  good('accounts.change', (memory) => ({ ...account, id: memory.text('engineer'), function: 'shift leader' }), {}),
  good('access.get', nothing, { idleMinutes: 10, controlRoomWrites: true }),
  good('access.save', () => ({ idleMinutes: 15, controlRoomWrites: true }), {}),
  bad('access.save', () => ({ idleMinutes: 0, controlRoomWrites: true }), 'invalid-input'),
  bad('people.signIn', () => ({ who: '4711', passphrase }), 'wrong-sign-in', 'other'),
  bad('people.signIn', () => ({ who: 'nobody here', passphrase }), 'wrong-sign-in', 'other'),
  good('people.signIn', () => ({ who: '4711', passphrase: enrolled }), { who: { name: 'Ben Kurz', by: 'passphrase' } }, { session: 'other' }),
  bad('accounts.list', nothing, 'not-permitted', 'other'),
  bad('people.setPin', () => ({ pin: '123456' }), 'pin-too-easy', 'other'),
  good('people.setPin', () => ({ pin: '480215' }), {}, { session: 'other' }),
  good('people.changePassphrase', () => ({ passphrase: enrolled, next: `${enrolled} again` }), { who: { mustChange: false } }, { session: 'other' }),
  good('people.present', nothing, { people: [{ name: 'Ben Kurz', function: 'shift leader' }] }),
  good('people.active', nothing, {}, { session: 'other' }),
  // The first incident is still open, so the locked screen stays writable for the control room.
  good('people.lock', nothing, { who: { kind: 'unconfirmed', last: 'Ben Kurz' } }, { session: 'other' }),
  bad('incidents.list', nothing, 'not-permitted', 'other'),
  good('controlRoom.incidents', nothing, { incidents: [{ number: 1 }] }, { session: 'other' }),
  good('chronology.add', (memory) => ({ incident: memory.text('incident'), instant: firstInstant, text: 'pump 3 tripped', important: false, source: '' }), {}, { session: 'other', ...keepId('stationEntry') }),
  bad('people.switch', () => ({ who: '4711', pin: '111112' }), 'wrong-sign-in', 'other'),
  good('people.switch', () => ({ who: '4711', pin: '480215' }), { who: { name: 'Ben Kurz', by: 'pin' } }, { session: 'other' }),
  good('chronology.claim', (memory) => ({ incident: memory.text('incident'), entry: memory.text('stationEntry') }), {}, { session: 'other' }),
  bad('chronology.claim', (memory) => ({ incident: memory.text('incident'), entry: memory.text('stationEntry') }), 'conflict', 'other'),
  good('people.confirm', () => ({ passphrase: `${enrolled} again` }), { who: { by: 'passphrase' } }, { session: 'other' }),
  good('accounts.resetPassphrase', (memory) => ({ id: memory.text('engineer'), passphrase: null }), {}),
  bad('people.active', nothing, 'not-permitted', 'other'),
  good('accounts.end', (memory) => ({ id: memory.text('engineer'), reason: 'left' }), {}),
  bad('accounts.end', (memory) => ({ id: memory.text('engineer'), reason: 'left' }), 'access-ended'),
]

/** Keeps the id of the first backup of a list. */
const keepBackup: Rest['keep'] = (value: { readonly backups: readonly { readonly id: string; readonly why: string }[] }, memory) => {
  memory.keep('backup', value.backups.find(({ why }) => why === 'asked')?.id)
}
const newPassphrase = 'another long passphrase'

const backupSteps: readonly Step[] = [
  good('backups.make', () => ({ place: null }), { place: null, outcome: 'written' }),
  good('backups.list', nothing, { backups: [{ why: 'asked', place: { kind: 'ring' }, ownLine: true }] }, { keep: keepBackup }),
  good('backups.remove', (memory) => ({ id: memory.text('backup') }), {}),
  bad('backups.remove', (memory) => ({ id: memory.text('backup') }), 'not-found'),
  bad('backups.make', () => ({ place: 'not-a-place' }), 'place-missing'),
  good('backups.make', (memory) => ({ place: memory.text('place') }), { outcome: 'written' }),
  good('backups.state', nothing, { last: null, outside: { at: firstInstant }, outsideOverdue: false, failure: null, continues: null }),
  bad('store.restore', () => ({ which: 'any', what: 'record', passphrase, recoveryKey: null }), 'store-exists'),
  good('store.close', nothing, {}),
  good('backups.found', nothing, { backups: [{ state: 'unchanged', ofThisRecord: true, place: { kind: 'folder' } }] }, { keep: keepBackup }),
  bad('store.restore', (memory) => ({ which: memory.text('backup'), what: 'record', passphrase: 'not the right one', recoveryKey: null }), 'wrong-passphrase'),
  bad('store.restore', (memory) => ({ which: memory.text('backup'), what: 'keys', passphrase: newPassphrase, recoveryKey: null }), 'conflict'),
  good('store.restore', (memory) => ({ which: memory.text('backup'), what: 'record', passphrase: newPassphrase, recoveryKey: null }), { state: 'open', who: { kind: 'person' } }),
  good('sites.list', nothing, { sites: [{ name: 'Werk Nord' }] }),
  good('audit.check', nothing, { intact: true }),
  // What lay there before is read beside the restored record: the backup lacked nothing that people entered.
  good('record.rescue', nothing, { readable: true, missed: [], missedCount: 0 }),
  good('record.health', nothing, { replaced: true }),
]

const updateSteps: readonly Step[] = [
  good('updates.state', nothing, { version: '1.0.0', updated: null, ready: null }),
  good(
    'updates.found',
    (memory) => {
      // One for each kind of PC, so that this one is among them.
      const installers = (['x64', 'arm64'] as const).flatMap((arch) => [
        { platform: 'linux', arch, form: 'AppImage' } as const,
        { platform: 'win32', arch, form: 'exe' } as const,
      ])
      writeSet(memory.folders.exports, '1.1.0', utf8('a new version'), { notes: { en: 'New.', de: 'Neu.' } }, ...installers)
      return {}
    },
    { updates: [{ named: '1.1.0', verdict: 'genuine', release: { version: '1.1.0' } }] },
    {
      keep: (value: { readonly updates: readonly { readonly id: string }[] }, memory) => {
        memory.keep('update', value.updates[0]?.id)
      },
    },
  ),
  bad('updates.found', nothing, 'not-permitted', 'other'),
  bad('updates.take', () => ({ id: 'any' }), 'not-found'),
  good('updates.take', (memory) => ({ id: memory.text('update') }), { version: '1.1.0' }),
  good('updates.state', nothing, { updated: null, ready: { version: '1.1.0' } }),
]

const rekeySteps: readonly Step[] = [
  good('backups.make', () => ({ place: null }), { place: null }),
  good('store.underway', nothing, { work: null }),
  good('store.stopUnderway', nothing, { stopped: false }),
  bad('store.stopUnderway', () => ({ kind: 'rekey' }), 'invalid-input'),
  bad('store.openers', nothing, 'not-permitted', 'other'),
  bad('store.rekey', () => ({ passphrase: 'not the right one', newSheet: false }), 'wrong-passphrase'),
  good('store.rekey', () => ({ passphrase: newPassphrase, newSheet: false }), { recoveryKey: null, former: [] }),
  good('sites.list', nothing, { sites: [{ name: 'Werk Nord' }] }),
  good('store.openers', nothing, { left: [], former: [] }, {
    keep: (value: { readonly copies: readonly { readonly id: string | null; readonly key: string; readonly place: { readonly kind: string } }[] }, memory) => {
      memory.keep('earlier', value.copies.find(({ id, key, place }) => id !== null && key === 'earlier' && place.kind === 'ring')?.id)
    },
  }),
  good('backups.removeEarlier', (memory) => ({ ids: [memory.text('earlier')] }), { removed: 1 }),
  bad('backups.removeEarlier', (memory) => ({ ids: [memory.text('earlier')] }), 'not-found'),
  good('audit.check', nothing, { intact: true }),
]

const doorSteps: readonly Step[] = [
  bad('no.such', nothing, 'unknown-procedure'),
  bad('constructor', nothing, 'unknown-procedure'),
  bad('__proto__', nothing, 'unknown-procedure'),
  bad('store.status', () => ({ more: 1 }), 'invalid-input'),
  bad('store.status', () => null, 'invalid-input'),
  bad('incidents.get', () => ({ incident: 'not an id' }), 'invalid-input'),
  good('store.close', nothing, {}),
]

const council = 'nine grey geese over the weir'
const wholeRecord = { from: null, to: null, record: null, bodies: true }

const evidenceSteps: readonly Step[] = [
  good('audit.list', () => ({ record: null, from: null, to: null, before: null, limit: 3 }), { rows: [{ procedure: 'accounts.end' }, {}, {}] }, {
    keep: (value: { readonly next: number }, memory) => {
      memory.keep('next', value.next)
    },
  }),
  good('audit.list', (memory) => ({ record: { kind: 'asset', id: memory.text('asset') }, from: null, to: firstInstant + 24 * hour, before: Number(memory.value('next')), limit: 200 }), { next: null }),
  bad('audit.list', () => ({ record: null, from: null, to: null, before: null, limit: 201 }), 'invalid-input'),
  bad('audit.list', (memory) => ({ record: { kind: 'sign-in', id: memory.text('person') }, from: null, to: null, before: null, limit: 10 }), 'second-person-refused'),
  bad('audit.list', () => ({ record: null, from: null, to: null, before: null, limit: 10 }), 'not-permitted', 'other'),
  good('audit.seconds', nothing, { people: [] }),
  bad('audit.person', (memory) => ({ person: memory.text('person'), from: null, to: null, reason: 'out of curiosity', second: { person: memory.text('person'), passphrase: council }, limit: 10 }), 'second-person-refused'),
  good('accounts.add', () => ({ name: 'Dora Lind', function: 'works council', badge: '', grants: [{ role: 'auditor' as const, site: null }], validUntil: null, passphrase: council }), {}, keepId('council')),
  good('audit.seconds', nothing, { people: [{}] }),
  bad('audit.person', (memory) => ({ person: memory.text('person'), from: null, to: null, reason: 'complaint of 3 November', second: { person: memory.text('council'), passphrase }, limit: 10 }), 'wrong-sign-in'),
  good('audit.person', (memory) => ({ person: memory.text('person'), from: null, to: null, reason: 'complaint of 3 November', second: { person: memory.text('council'), passphrase: council }, limit: 2 }), { page: { rows: [{ procedure: 'audit.person', reason: 'complaint of 3 November' }, {}] } }, {
    keep: (value: { readonly view: string; readonly page: { readonly next: number } }, memory) => {
      memory.keep('view', value.view)
      memory.keep('next', value.page.next)
    },
  }),
  good('audit.personPage', (memory) => ({ view: memory.text('view'), before: Number(memory.value('next')), limit: 5 }), { rows: [{}, {}, {}, {}, {}] }),
  bad('audit.personPage', () => ({ view: 'a'.repeat(26), before: null, limit: 5 }), 'not-found'),
  good('audit.compare', () => ({ text: `1 ${'0'.repeat(64)}\nnot a point`, file: null }), { heads: [{ source: 'paper', finding: 'differs' }], unread: 1, verdict: null }),
  good('recipients.save', () => ({ ...recipient, id: null, kind: 'auditor', label: 'audit', name: 'Audit house' }), {}, keepId('auditor')),
  good('audit.leaving', () => wholeRecord, { hashed: 0, erased: 0 }),
  bad('audit.release', (memory) => ({ site: memory.text('site'), recipient: memory.text('recipient'), language: 'en', tlp: 'amber', scope: wholeRecord }), 'invalid-input'),
  good('audit.release', (memory) => ({ site: memory.text('site'), recipient: memory.text('auditor'), language: 'de', tlp: 'amber', scope: wholeRecord }), { content: 'audit', stage: 'audit', version: 1 }, keepId('extract')),
  good('audit.releases', nothing, { releases: [{ erasedAt: null }] }),
  good('transfers.export', (memory) => ({ release: memory.text('extract'), place: memory.text('place'), reason: '' }), { files: [{ outcome: 'written' }, { outcome: 'written' }] }),
  good('retention.get', nothing, { rules: [{ kind: 'person-name', due: 0 }, {}, {}, {}, {}] }),
  good('retention.decide', () => ({ kind: 'audit-body', months: 24, reason: 'agreed with the works council' }), {}),
  bad('retention.decide', () => ({ kind: 'audit-body', months: 0, reason: 'never' }), 'invalid-input'),
  good('retention.items', () => ({ kind: 'person-name', early: false, limit: 10 }), { count: 0, items: [] }),
  good('retention.items', () => ({ kind: 'person-name', early: true, limit: 10 }), { count: 1, items: [{ kind: 'person-name' }] }),
  bad('retention.erase', (memory) => ({ items: [{ kind: 'person-name' as const, record: memory.text('person') }], reason: 'not gone yet', second: { person: memory.text('council'), passphrase: council } }), 'conflict'),
  bad('retention.erase', (memory) => ({ items: [{ kind: 'person-name' as const, record: memory.text('engineer') }], reason: 'left', second: { person: memory.text('person'), passphrase } }), 'second-person-refused'),
  good('retention.erase', (memory) => ({ items: [{ kind: 'person-name' as const, record: memory.text('engineer') }], reason: 'left', second: { person: memory.text('council'), passphrase: council } }), { erasure: { reason: 'left', counts: { 'person-name': 1 } } }, {
    keep: (value: { readonly erasure: { readonly sequence: number } }, memory) => {
      memory.keep('erasure', value.erasure.sequence)
    },
  }),
  good('retention.erase', (memory) => ({ items: [{ kind: 'extract' as const, record: memory.text('extract') }], reason: 'audit is over', second: { person: memory.text('council'), passphrase: council } }), { erasure: { counts: { extract: 1 } } }),
  bad('transfers.check', (memory) => ({ release: memory.text('extract'), place: memory.text('place') }), 'erased'),
  good('retention.erasures', nothing, { erasures: [{ reason: 'audit is over' }, { reason: 'left' }] }),
  good('retention.proof', (memory) => ({ sequence: Number(memory.value('erasure')) }), { items: [{ kind: 'person-name', sha256: null }] }),
  bad('retention.proof', () => ({ sequence: 1 }), 'not-found'),
  good('audit.check', nothing, { intact: true }),
]

const helper = 'four tin whistles in the rain'
const keySteps: readonly Step[] = [
  good('keys.list', nothing, {}, { keep: (value: { readonly keys: readonly { readonly id: string; readonly kind: string }[] }, memory) => { memory.keep('siteKey', value.keys.find(({ kind }) => kind === 'site')?.id) } }),
  bad('keys.replaceSite', (memory) => ({ site: memory.text('site'), reason: 'old PC given away', passphrase: 'not the right one at all', second: null }), 'wrong-sign-in'),
  bad('keys.replaceSite', (memory) => ({ site: memory.text('site'), reason: 'old PC given away', passphrase: 'another long passphrase', second: null }), 'second-person-needed'),
  good('keys.replaceSite', (memory) => ({ site: memory.text('site'), reason: 'old PC given away', passphrase: 'another long passphrase', second: { person: memory.text('helper'), passphrase: helper } }), {}),
  bad('keys.revoke', (memory) => ({ key: memory.text('siteKey'), since: firstInstant + 9000 * hour, reason: 'stolen', passphrase: 'another long passphrase' }), 'instant-in-future'),
  good('keys.revoke', (memory) => ({ key: memory.text('siteKey'), since: firstInstant, reason: 'stolen', passphrase: 'another long passphrase' }), {}),
  bad('keys.revoke', (memory) => ({ key: memory.text('siteKey'), since: firstInstant, reason: 'stolen', passphrase: 'another long passphrase' }), 'conflict'),
  bad('keys.carryList', () => ({ place: 'nowhere', reason: '' }), 'place-missing'),
  good('keys.replaceEntity', (memory) => ({ reason: 'every two years', passphrase: 'another long passphrase', second: { person: memory.text('helper'), passphrase: helper } }), { number: 1 }),
  good('keys.card', () => ({ language: 'en' }), {}),
  good('keys.carryList', (memory) => ({ place: memory.text('place'), reason: 'for the CSIRT' }), {}),
  good('keys.ceremony', () => ({ language: 'de', present: ['Anna Berg'], place: 'Leitstand' }), { document: { language: 'de' } }),
  good('files.begin', () => ({ name: 'key-change.zip', mediaType: 'application/zip', size: trueChange.bytes.length, purpose: 'inspection' }), {}, { keep: keepFile }),
  good('files.append', (memory) => ({ file: memory.text('file'), index: 0, bytes: Buffer.from(trueChange.bytes).toString('base64') }), {}),
  good('files.finish', (memory) => ({ file: memory.text('file') }), {}),
  good('keyChange.look', (memory) => ({ file: memory.text('file'), anchors: '' }), { fault: { code: 'key-change-not-from-anchor' }, change: null }),
  good('keyChange.look', (memory) => ({ file: memory.text('file'), anchors: trueChange.anchor }), { fault: null, change: { to: trueChange.to, number: 1 } }),
  bad('keyChange.accept', (memory) => ({ file: memory.text('file'), anchors: trueChange.anchor, to: 'another' }), 'conflict'),
  good('keyChange.accept', (memory) => ({ file: memory.text('file'), anchors: trueChange.anchor, to: trueChange.to }), {}),
  bad('keyChange.accept', (memory) => ({ file: memory.text('file'), anchors: trueChange.anchor, to: trueChange.to }), 'conflict'),
  bad('keyChange.learn', (memory) => ({ file: memory.text('file'), anchors: trueChange.anchor }), 'conflict'),
  good('files.begin', () => ({ name: 'keys.zip', mediaType: 'application/zip', size: newerList.length, purpose: 'inspection' }), {}, { keep: keepFile }),
  good('files.append', (memory) => ({ file: memory.text('file'), index: 0, bytes: Buffer.from(newerList).toString('base64') }), {}),
  good('files.finish', (memory) => ({ file: memory.text('file') }), {}),
  good('keyChange.look', (memory) => ({ file: memory.text('file'), anchors: '' }), { fault: null, list: { number: 12 }, change: null }),
  good('keyChange.learn', (memory) => ({ file: memory.text('file'), anchors: '' }), { number: 12 }),
  good('plantCertificate.show', nothing, { certificate: null, state: null }),
  bad('plantCertificate.take', (memory) => ({ file: memory.text('file'), password: '', passphrase: 'another long passphrase' }), 'certificate-refused'),
  good('files.begin', () => ({ name: 'plant.p12', mediaType: 'application/x-pkcs12', size: certificateFile.length, purpose: 'inspection' }), {}, { keep: keepFile }),
  good('files.append', (memory) => ({ file: memory.text('file'), index: 0, bytes: Buffer.from(certificateFile).toString('base64') }), {}),
  good('files.finish', (memory) => ({ file: memory.text('file') }), {}),
  bad('plantCertificate.take', (memory) => ({ file: memory.text('file'), password: certificateFilePassword, passphrase: 'not the right one at all' }), 'wrong-sign-in'),
  bad('plantCertificate.take', (memory) => ({ file: memory.text('file'), password: 'another', passphrase: 'another long passphrase' }), 'certificate-refused'),
  good('plantCertificate.take', (memory) => ({ file: memory.text('file'), password: certificateFilePassword, passphrase: 'another long passphrase' }), {}, keepId('certificate')),
  bad('plantCertificate.take', (memory) => ({ file: memory.text('file'), password: certificateFilePassword, passphrase: 'another long passphrase' }), 'not-found'),
  good('plantCertificate.show', nothing, { state: 'valid', certificate: { subject: 'CN=Wasserwerk Talau' } }),
  good('plantCertificate.ofRelease', (memory) => ({ release: memory.text('release') }), { signing: null }),
  bad('plantCertificate.remove', (memory) => ({ certificate: memory.text('site'), reason: 'not the one', passphrase: 'another long passphrase' }), 'not-found'),
  good('plantCertificate.remove', (memory) => ({ certificate: memory.text('certificate'), reason: 'a new one comes', passphrase: 'another long passphrase' }), {}),
]

/** The key of this record, from the line of its card. */
function ownKey(memory: Memory): Uint8Array {
  return parseAnchorLine(memory.text('anchor')).publicKey
}
const request = (memory: Memory): Uint8Array => keyFileBytes(handingOver(ownKey(memory)), nodeHash)
/** What the head office of the fixtures answers to the request that was carried out. */
function officeAnswer(memory: Memory): Uint8Array {
  const zip = readKeyBytes(new Uint8Array(readFileSync(join(memory.folders.exports, memory.text('requestName')))), verifyPorts)
  if ('fault' in zip) throw new Error(zip.fault.code)
  return keyFileBytes(answering(readKeyRequest(zip.files, verifyPorts), fixtureOffice.seed), nodeHash)
}
const officeAnchor = anchorLine({ entity: codeFor('office'), publicKey: fixtureOffice.publicKey, comment: '' })
const officeKey = keyFingerprint(fixtureOffice.publicKey, nodeHash)
const handed = (bytes: (memory: Memory) => Uint8Array): readonly Step[] => [
  good('files.begin', (memory) => ({ name: 'keys.zip', mediaType: 'application/zip', size: bytes(memory).length, purpose: 'inspection' }), {}, { keep: keepFile }),
  good('files.append', (memory) => ({ file: memory.text('file'), index: 0, bytes: Buffer.from(bytes(memory)).toString('base64') }), {}),
  good('files.finish', (memory) => ({ file: memory.text('file') }), {}),
]
const exchangeAct = (memory: Memory) => ({ reason: 'kept at the head office', passphrase: 'another long passphrase', second: { person: memory.text('helper'), passphrase: helper } })
const asking = { authority: officeAnchor, renew: [], revoke: [], validUntil: null }
const keepExchange: Rest['keep'] = (value: { readonly id: string; readonly fileName: string }, memory) => {
  memory.keep('exchange', value.id)
  memory.keep('requestName', value.fileName)
}

/** First as the head office of another plant, then, put back to before that, as a plant itself. */
const keyExchangeSteps: readonly Step[] = [
  good('backups.make', () => ({ place: null }), { place: null }),
  good('backups.list', nothing, {}, { keep: keepBackup }),
  good('keyExchange.state', nothing, { keyHere: true, asked: null, waiting: 0, answered: [] }),
  good('keys.anchor', nothing, {}, { keep: (value: { readonly anchor: string }, memory) => { memory.keep('anchor', value.anchor) } }),
  ...handed(request),
  good('keyExchange.look', (memory) => ({ file: memory.text('file') }), { fault: null, request: { entity: { name: 'Nordwasser' }, sites: [{ name: 'Werk Nord', before: [] }] } }, { keep: (value: { readonly request: { readonly request: string } }, memory) => { memory.keep('asked', value.request.request) } }),
  bad('keyExchange.certify', (memory) => ({ file: memory.text('file'), request: '0'.repeat(64), validUntil: null, ...exchangeAct(memory) }), 'conflict'),
  bad('keyExchange.certify', (memory) => ({ file: memory.text('file'), request: memory.text('asked'), validUntil: null, ...exchangeAct(memory), second: null }), 'second-person-needed'),
  bad('keyExchange.certify', (memory) => ({ file: memory.text('file'), request: memory.text('asked'), validUntil: 1, ...exchangeAct(memory) }), 'instant-order'),
  good('keyExchange.certify', (memory) => ({ file: memory.text('file'), request: memory.text('asked'), validUntil: null, ...exchangeAct(memory) }), {}, { keep: keepExchange }),
  good('keyExchange.look', (memory) => ({ file: memory.text('file') }), { fault: { code: 'replayed' } }),
  good('keyExchange.carry', (memory) => ({ id: memory.text('exchange'), place: memory.text('place'), reason: '' }), {}),
  bad('keyExchange.carry', (memory) => ({ id: memory.text('exchange'), place: 'nowhere', reason: '' }), 'place-missing'),
  good('keyExchange.state', nothing, { answered: [{ entity: { name: 'Nordwasser' } }] }),
  bad('keyExchange.ask', (memory) => ({ ...asking, ...exchangeAct(memory) }), 'conflict'),
  good('store.close', nothing, {}),
  good('store.restore', (memory) => ({ which: memory.text('backup'), what: 'record', passphrase: newPassphrase, recoveryKey: null }), { state: 'open' }),
  bad('keyExchange.ask', (memory) => ({ ...asking, authority: 'not a line', ...exchangeAct(memory) }), 'invalid-input'),
  good('keyExchange.ask', (memory) => ({ ...asking, ...exchangeAct(memory) }), {}, { keep: keepExchange }),
  good('keyExchange.carry', (memory) => ({ id: memory.text('exchange'), place: memory.text('place'), reason: 'for the head office' }), {}),
  ...handed(officeAnswer),
  good('keyExchange.look', (memory) => ({ file: memory.text('file') }), { fault: null, answer: { authority: officeKey, forgets: true } }),
  bad('keyExchange.take', (memory) => ({ file: memory.text('file'), authority: 'another', ...exchangeAct(memory) }), 'conflict'),
  good('keyExchange.take', (memory) => ({ file: memory.text('file'), authority: officeKey, ...exchangeAct(memory) }), {}),
  bad('keyExchange.take', (memory) => ({ file: memory.text('file'), authority: officeKey, ...exchangeAct(memory) }), 'conflict'),
  good('keyExchange.state', nothing, { keyHere: false, asked: { answered: true } }),
  bad('keys.replaceEntity', (memory) => exchangeAct(memory), 'entity-key-elsewhere'),
]

const word = (memory: Memory) => ({ incident: memory.text('incident'), action: 'review-release' as const, subject: memory.text('release'), digest: memory.text('digest'), decision: 'agreed' as const, words: '' })

const approvalSteps: readonly Step[] = [
  good('approvals.tasks', nothing, { tasks: [{ number: 1, item: { action: 'review-release', standing: 'open', why: 'policy', possible: [] } }] }),
  good('approvals.list', (memory) => ({ incident: memory.text('incident') }), { items: [{ stage: 'early-warning', possible: [] }], finalReport: { rule: 'two', possible: [] } }, {
    keep: (value: { readonly items: readonly { readonly digest: string }[] }, memory) => {
      memory.keep('digest', value.items[0]?.digest)
    },
  }),
  bad('approvals.give', (memory) => ({ ...word(memory), passphrase }), 'second-person-refused'),
  good('accounts.add', () => ({ name: 'Eli Rand', function: 'plant manager', badge: '', grants: [{ role: 'approver' as const, site: null }], validUntil: null, passphrase: helper }), {}, keepId('helper')),
  bad('approvals.beside', (memory) => ({ ...word(memory), second: { person: memory.text('helper'), passphrase } }), 'wrong-sign-in'),
  bad('approvals.beside', (memory) => ({ ...word(memory), digest: '0'.repeat(64), second: { person: memory.text('helper'), passphrase: helper } }), 'conflict'),
  good('approvals.beside', (memory) => ({ ...word(memory), decision: 'objected', words: 'The time is wrong.', second: { person: memory.text('helper'), passphrase: helper } }), {}),
  good('approvals.list', (memory) => ({ incident: memory.text('incident') }), { items: [{ standing: 'objected', approvals: [{ words: 'The time is wrong.', fault: null }] }] }),
  good('approvals.tasks', nothing, { tasks: [{ item: { standing: 'objected' } }] }),
  good('incidents.get', (memory) => ({ incident: memory.text('incident') }), {}, {
    keep: (value: { readonly statements: readonly { readonly id: string; readonly anchor: string }[] }, memory) => {
      memory.keep('aware', value.statements.find(({ anchor }) => anchor === 'aware')?.id)
    },
  }),
  good(
    'statements.record',
    (memory) => ({ incident: memory.text('incident'), anchor: 'aware', stage: null, instant: firstInstant - hour / 2, dueBy: null, basis: 'log', supersedes: memory.text('aware'), reason: 'read wrongly' }),
    {},
    keepId('corrected'),
  ),
  good('approvals.tasks', nothing, { tasks: [{ item: { action: 'correct-awareness', anchor: 'aware', why: 'claimed' } }, { item: { standing: 'objected' } }] }, {
    keep: (value: { readonly tasks: readonly { readonly item: { readonly digest: string } }[] }, memory) => {
      memory.keep('digest', value.tasks[0]?.item.digest)
    },
  }),
  good('people.signIn', () => ({ who: 'Eli Rand', passphrase: helper }), { who: { by: 'passphrase' } }, { session: 'other' }),
  good('approvals.give', (memory) => ({ ...word(memory), action: 'correct-awareness', subject: memory.text('corrected'), passphrase: helper }), {}, { session: 'other' }),
  good('people.lock', nothing, {}, { session: 'other' }),
  good('deadlines.bar', nothing, { deadlines: [{ deadline: { claimedLater: null } }, {}] }),
  bad('reports.release', (memory) => ({ ...choice(memory), stage: 'final' }), 'second-person-needed'),
  good('approvals.policy', nothing, { reviewHours: 24, matters: [{ matter: 'early-warning', rule: 'review' }, {}, {}, {}, {}, {}, {}] }),
  bad('approvals.decide', () => ({ matter: 'early-warning', rule: 'two', reason: 'to be sure' }), 'policy-refused'),
  good('approvals.decide', () => ({ matter: 'early-warning', rule: 'one', reason: 'two people in all' }), {}),
  bad('approvals.disclose', () => ({ leaves: true, reason: '' }), 'invalid-input'),
  good('approvals.disclose', () => ({ leaves: true, reason: 'agreed with the works council' }), {}),
]

/** The life of a small plant: every procedure of the contract at least once, refusals among them. */
export const scenario: readonly Step[] = [...storeSteps, ...registerSteps, ...incidentSteps, ...reportSteps, ...transferSteps, ...recordSteps, ...peopleSteps, ...evidenceSteps, ...approvalSteps, ...backupSteps, ...updateSteps, ...keySteps, ...keyExchangeSteps, ...rekeySteps, ...doorSteps]

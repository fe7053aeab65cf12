import type { Entity } from '../../shared/entity/entity.ts'
import type { Incident } from '../../shared/incident/incident.ts'
import type { ReportContent } from '../../shared/report/content.ts'
import { composeReport } from '../../shared/report/compose.ts'
import type { ReportInput } from '../../shared/report/compose.ts'
import type { RecipientFact, ReportFacts } from '../../shared/report/facts.ts'
import type { Language } from '../../shared/report/language.ts'
import type { ReportJson } from '../../shared/report/report-json.ts'
import type { Stage } from '../../shared/report/stage.ts'
import type { Site } from '../../shared/site/site.ts'

/** A waterworks in Germany whose control room was hit, for tests of reports and sheets. Everything in it is made up. */
const hour = 3_600_000
/** Known to the shift at 02:40 local time, Tue 14 Oct 2025, Europe/Berlin. */
export const known = Date.UTC(2025, 9, 14, 0, 40)
const aware = known + 2 * hour
const id = (letter: string): string => letter.repeat(26)

const entity: Entity = {
  id: id('a'),
  code: 'w4sserwerk',
  name: 'Zweckverband Wasserversorgung Mühltal',
  country: 'DE',
  registrationNumber: 'DE-NIS2-0048213',
  address: 'An der Mühle 4\n99999 Mühltal',
  sector: 'Drinking water',
  class: 'important',
  memberStates: ['DE'],
  profile: 'eu',
  createdAt: 0,
}

const site: Site = {
  id: id('b'),
  code: 'muehl2tal3',
  name: 'Wasserwerk Nord',
  country: 'DE',
  address: 'Uferweg 12, 99999 Mühltal',
  zone: 'Europe/Berlin',
  courierMinutes: 45,
  createdAt: 0,
}

const incident: Incident = {
  id: id('c'),
  site: site.id,
  number: 7,
  title: 'Control room PCs encrypted, plant run by hand',
  notificationKind: 'mandatory',
  significance: 'yes',
  zone: 'Europe/Berlin',
  profileId: 'eu',
  profileVersion: '1.0.0',
  profileSha256: '3f'.repeat(32),
  recordedAt: known,
  recordedBy: id('d'),
  closedAt: null,
}

const entry = (minutes: number, text: string, important: boolean): ReportFacts['chronology'][number] => ({
  id: id('e'),
  incident: incident.id,
  instant: known + minutes * 60_000,
  zone: 'Europe/Berlin',
  text,
  important,
  source: 'Shift log',
  supersedes: null,
  withdrawn: false,
  recordedAt: known + minutes * 60_000,
  author: id('d'),
})

export const sampleFacts: ReportFacts = {
  entity,
  site,
  incident,
  answers: { 'suspected-malicious': 'yes', 'cross-border': 'unknown', ongoing: 'yes', 'operational-disruption': 'yes', 'financial-loss': 'unknown' },
  notifier: { name: 'Annette Meyer', function: 'security officer', phone: '+49 6151 5550 12', email: 'a.meyer@example.org', availability: 'day and night until Friday' },
  contact: { name: 'Jürgen Öz', function: 'shift leader', phone: '+49 6151 5550 40', email: '', availability: '' },
  safeChannel: 'Mobile of the shift',
  deputising: true,
  statements: [
    { anchor: 'detected', instant: known - 20 * 60_000, zone: 'Europe/Berlin', basis: 'First ransom note on operator station 2', by: 'operator', standing: 'current' },
    { anchor: 'known', instant: known, zone: 'Europe/Berlin', basis: 'Shift leader saw three stations encrypted', by: 'shift leader', standing: 'current' },
    { anchor: 'aware', instant: aware - hour, zone: 'Europe/Berlin', basis: 'First guess on the phone', by: 'shift leader', standing: 'superseded' },
    { anchor: 'aware', instant: aware, zone: 'Europe/Berlin', basis: 'Telemetry lost, pumping stations only by hand: supply of 38 000 people at risk', by: 'security officer', standing: 'current' },
  ],
  services: [
    { id: id('f'), site: site.id, name: 'Drinking water, pressure zone Nord', peopleSupplied: 38_000, volume: 7_200, volumeUnit: 'm³', hoursUntilNoticed: 9, manualOperation: 'yes', staffNeeded: 4, createdAt: 0 },
    { id: id('g'), site: site.id, name: 'Fire water, industrial park', peopleSupplied: null, volume: null, volumeUnit: '', hoursUntilNoticed: null, manualOperation: 'unknown', staffNeeded: null, createdAt: 0 },
  ],
  assets: [
    { asset: { id: id('h'), site: site.id, name: 'Operator station 2', kind: 'hmi', networkZone: id('i'), criticality: 'high', createdAt: 0 }, zoneName: 'Supervision' },
    { asset: { id: id('j'), site: site.id, name: 'Historian', kind: 'data-historian', networkZone: null, criticality: 'medium', createdAt: 0 }, zoneName: null },
  ],
  zones: ['Supervision', 'Plant DMZ'],
  readings: [],
  chronology: [
    entry(-20, 'Ransom note on operator station 2, mouse frozen', true),
    entry(5, 'Shift change coffee spilled', false),
    entry(12, 'Supervision network unplugged at the core switch', true),
    entry(95, 'Pumping stations P1 to P4 switched to local control, four staff called in', true),
  ],
  actions: [{ text: 'Supervision network cut off from the DMZ', state: 'applied', at: known + 12 * 60_000 }],
  deadlines: [
    {
      stage: 'early-warning',
      due: aware - hour + 24 * hour,
      state: 'settled',
      source: 'NIS2 Art 23(4)(a)',
      anchor: 'aware',
      anchorAt: aware - hour,
      former: [{ due: known - 20 * 60_000 + 24 * hour, reason: 'provisional, from detection' }],
      claimed: { due: aware + 24 * hour, reason: 'awareness corrected after the call log was read' },
      submittedAt: aware + 9 * hour,
    },
    { stage: 'notification', due: aware - hour + 72 * hour, state: 'settled', source: 'NIS2 Art 23(4)(b)', anchor: 'aware', anchorAt: aware - hour, former: [], claimed: null, submittedAt: null },
  ],
  submissions: [
    { id: id('k'), incident: incident.id, stage: 'early-warning', release: id('l'), recipient: id('m'), instant: aware + 9 * hour, zone: 'Europe/Berlin', channel: 'phone', by: 'security officer', authorityReference: 'BSI-2025-88121', note: '', statement: id('n'), recordedAt: aware + 9 * hour, author: id('d') },
  ],
  authorityReference: 'BSI-2025-88121',
}

export const authority: RecipientFact = { id: id('m'), kind: 'authority', name: 'Bundesamt für Sicherheit in der Informationstechnik', label: 'bsi', regime: 'nis2' }

export const earlyWarning: ReportContent = {
  safeChannel: 'Mobile of the shift, +49 170 555 0040 (not connected to the plant network)',
  suspectedMalicious: 'yes',
  possibleCrossBorder: 'unknown',
  affectedStates: 'unknown',
  ongoing: 'yes',
  startedAt: 'unknown',
  detectionSource: 'staff',
  operationalDisruption: 'capable',
  financialLossCriterion: 'unknown',
  shortDescription:
    'Three PCs in the control room show a ransom note. The supervision network was cut off. Pumps run by hand; water quality and pressure are normal. Elevated tanks last about nine hours.',
  effectOnSupply: 'none',
  usersAffected: { value: 38_000, basis: 'estimated' },
  findingOut: {},
}

export const notification: ReportContent = {
  ...earlyWarning,
  possibleCrossBorder: 'no',
  startedAt: { at: known - 40 * 60_000, basis: 'estimated' },
  containedAt: { at: known + 12 * 60_000, basis: 'known' },
  restoredAt: 'not-yet',
  financialLossCriterion: 'not-met',
  damageToOthers: 'not-met',
  significanceReason: 'Loss of remote control of all pumping stations; with one more fault the supply of 38 000 people would fail within nine hours.',
  initialAssessment: 'Ransomware reached the supervision level through a remote-access server of a service company.\nField level and controllers are not affected as far as known.',
  impactDescription: 'Customers notice nothing so far. Four more staff on every shift; reporting of flows is by phone.',
  affectedServices: [
    { name: 'Drinking water, pressure zone Nord', peopleSupplied: 38_000, state: 'manual', note: 'Four staff on every shift' },
    { name: 'Fire water, industrial park', peopleSupplied: null, state: 'unknown', note: '' },
  ],
  areaExtent: 'municipality',
  areaAffected: 'Mühltal, Ober-Ramstadt',
  severity: 'large',
  outlook: 'stable',
  affectedProperties: ['availability', 'integrity'],
  incidentClass: [
    { class: 'information-content-security', entry: 'unauthorised-information-modification' },
    { class: 'malicious-code', entry: 'infected-system' },
  ],
  affectedAssets: [
    { name: 'Operator station 2', kind: 'hmi', zone: 'Supervision', note: 'encrypted' },
    { name: 'Historian', kind: 'data-historian', zone: null, note: '' },
  ],
  indicators: [
    { type: 'sha256', value: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', firstSeen: known - 40 * 60_000, lastSeen: known, confidence: 'high', note: 'dropper in the profile of the service account' },
    { type: 'ip-address', value: '203.0.113.77', firstSeen: known - 90 * 60_000, lastSeen: null, confidence: 'medium', note: '' },
  ],
  actions: [
    { text: 'Supervision network cut off from the DMZ', state: 'applied', at: known + 12 * 60_000, effect: 'none' },
    { text: 'Operator stations rebuilt from the image of May', state: 'ongoing', at: null, effect: 'low-demand-window' },
  ],
  dataAffected: 'unknown',
  lawEnforcementInformed: 'yes',
  findingOut: { dataAffected: 'Images of all three disks go to the state police on Thursday.' },
}

export const finalContent: ReportContent = {
  ...notification,
  ongoing: 'no',
  restoredAt: { at: known + 220 * hour, basis: 'known' },
  detailedDescription:
    'The attacker used the account of a service company on the remote-access server, which had no second factor. From there the supervision level was reached.\nThree operator stations and the historian were encrypted. Controllers and field level were not touched.',
  rootCause: 'malicious-actions',
  causeCertainty: 'confirmed',
  causeDescription: 'Stolen password of a service account; remote access without a second factor.',
  usersAffected: { value: 38_000, basis: 'counted' },
  financialLoss: { value: 184_500.5, basis: 'estimated' },
  usersInformed: 'yes',
  usersInformedHow: 'Local radio and web page on 14 October: supply is safe, no action needed.',
  ransomDemanded: 'yes',
  ransomPaid: 'no',
  lessons: 'Manual operation had been trained in spring; it worked.',
  preventiveChanges: 'Second factor for every remote access by 1 December; remote-access server switched off outside appointments.',
  remainingRisk: 'The historian of the old plant cannot be patched; accepted by the plant manager until its replacement in 2026.',
}

/** A report of the sample incident. */
export function sampleReport(stage: Stage, content: ReportContent, change: Partial<ReportInput> = {}): ReportJson {
  return composeReport({
    facts: sampleFacts,
    stage,
    content,
    kind: 'real',
    version: 1,
    sequence: 1,
    line: '0f1e2d3c4b5a6978',
    signer: 'muehl2tal3@w4sserwerk',
    recipient: authority,
    language: 'de',
    tlp: 'amber',
    releasedAt: aware + 8 * hour,
    clock: 'stated',
    correction: null,
    ...change,
  })
}

/** A corrected final report in its second version. */
export function correctedReport(language: Language = 'de', change: Partial<ReportInput> = {}): ReportJson {
  const previous: ReportContent = { ...finalContent, rootCause: 'unknown', usersAffected: { value: 52_000, basis: 'estimated' }, financialLoss: null, lessons: 'Manual operation worked.' }
  return sampleReport('final', finalContent, {
    language,
    version: 2,
    sequence: 4,
    correction: { of: 1, reason: 'Customer register checked; forensic report of the state police received.', previous },
    ...change,
  })
}

/** Made-up key card of the sample entity. */
export const sampleKeyCard = {
  entity: { code: entity.code, name: entity.name },
  anchor: '*@w4sserwerk cert-authority,namespaces="cofferdam-*" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0OIl1yBCcVZ0mGv4r8n6TqYQh7ksm2dA5rQ3oIlO0e',
  entityFingerprint: 'SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE',
  sites: [
    { name: site.name, principal: 'muehl2tal3@w4sserwerk', fingerprint: 'SHA256:P76LiPRqBNAfXUAYRpv57Y3b4KukZLw0yYZJvGfFJ1I' },
    { name: 'Wasserwerk Süd, Hochbehälter Eichberg', principal: 'sued77tal2@w4sserwerk', fingerprint: 'SHA256:9Uq3o+lIIl1O0oZtXqYtnq4kqCq0f7yVd2xk5m0B7sE' },
  ],
  printedAt: known,
  zone: 'Europe/Berlin',
}

/** Made-up recovery sheet. */
export const sampleRecovery = {
  entity: { code: entity.code, name: entity.name },
  siteName: site.name,
  recoveryKey: '7K2MX-9QWER-TZ3PA-SDFGH-JKYXC-VBNM2-3456Q-8WERT',
  madeAt: known,
  zone: 'Europe/Berlin',
}

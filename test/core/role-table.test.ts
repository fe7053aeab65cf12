import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openPorts, type OpenedPorts } from '../../electron/core/open-ports.ts'
import { createHandlers } from '../../shared/app.ts'
import { contract } from '../../shared/contract/contract.ts'
import { createDispatch, type Dispatch, type Outcome } from '../../shared/contract/dispatch.ts'
import { createJobs } from '../../shared/contract/jobs.ts'
import type { Procedure } from '../../shared/contract/procedure.ts'
import { createSessions, type Sessions } from '../../shared/contract/sessions.ts'
import type { SitedKind } from '../../shared/contract/touches.ts'
import { rolePermissions, roles, type Grant, type Role } from '../../shared/person/roles.ts'
import type { Permission } from '../../shared/person/permission.ts'
import { idPlaceholder } from '../fuzz/known-ids.ts'
import { arbitraryOf } from '../fuzz/schema-arbitrary.ts'
import { fixedOverrides } from '../support/fixed-overrides.ts'
import { makeTestFolders, testOptions, testPassphrase, type TestFolders } from '../support/in-process.ts'
import { tasksHere } from '../support/tasks-here.ts'

// Every role at every procedure, generated from the contract: allowed means anything but `not-permitted`.

const procedures = Object.entries(contract) as [string, Procedure][]
/** These end the sign-in of all sessions, or of the one that calls. */
const leaves = new Set(['store.close', 'people.lock'])

type Records = Readonly<Record<SitedKind, string>>

let folders: TestFolders
let opened: OpenedPorts
let sessions: Sessions
let dispatch: Dispatch
/** The founder's site and another one, and a record of each kind in both. */
let here: Records
let there: Records
/** Whom reports go to. */
let csirt = ''

beforeAll(async () => {
  folders = makeTestFolders()
  opened = openPorts(testOptions(folders), { ...fixedOverrides('roles'), tasks: tasksHere() })
  sessions = createSessions()
  const jobs = createJobs()
  dispatch = createDispatch({ contract, handlers: createHandlers(opened.ports, jobs), ports: opened.ports, sessions, jobs })
  const { site } = await made<{ site: string }>('store.create', { passphrase: testPassphrase, name: 'Anna Berg', entityName: '', siteName: '', zone: 'Europe/Berlin', kind: 'real', language: 'en' })
  const other = await made<{ id: string }>('sites.save', { id: null, name: 'South', country: 'DE', address: '', zone: 'Europe/Berlin', courierMinutes: 0 })
  const recipient = await made<{ id: string }>('recipients.save', { id: null, kind: 'csirt', name: 'CSIRT', label: 'csirt', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
  csirt = recipient.id
  here = await recordsOf(site)
  there = await recordsOf(other.id)
}, 60_000)
afterAll(async () => {
  await opened.shutDown()
  folders.remove()
})

async function made<T>(name: string, input: unknown): Promise<T> {
  const outcome = await dispatch.call('founder', name, input)
  if (!outcome.ok) throw new Error(`${name}: ${outcome.error.code} ${JSON.stringify(outcome.error.details)}`)
  return outcome.value as T
}

async function recordsOf(site: string): Promise<Records> {
  const zone = await made<{ id: string }>('zones.save', { id: null, site, name: 'Control', kind: 'control', criticality: 'high' })
  const asset = await made<{ id: string }>('assets.save', { id: null, site, name: 'PLC', kind: 'plc', networkZone: zone.id, criticality: 'high' })
  const service = await made<{ id: string }>('services.save', valid('services.save', { id: null, site }))
  const incident = await made<{ id: string }>('incidents.record', { site, title: 'Pump', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  const timeSource = await made<{ id: string }>('timeSources.save', valid('timeSources.save', { id: null, site, zone: 'Europe/Berlin' }))
  const now = opened.ports.clock.read().at
  await made('incidents.decide', { incident: incident.id, significance: 'yes', awareAt: now, basis: 'seen', reason: null })
  const submission = await made<{ id: string }>('submissions.record', { incident: incident.id, stage: 'early-warning', release: null, recipient: csirt, instant: now, channel: 'portal', by: '', authorityReference: '', note: '', reason: null })
  return { site, incident: incident.id, asset: asset.id, service: service.id, 'network-zone': zone.id, submission: submission.id, 'time-source': timeSource.id, release: releaseIn(site, incident.id) }
}

/** A released report, put into the record without writing one. */
function releaseIn(site: string, incident: string): string {
  const id = opened.ports.ids.id()
  const stamp = { session: 'test', actor: 'system', confirmed: false, procedure: 'test', reading: opened.ports.clock.read() }
  opened.ports.store.write(stamp, (transaction) => {
    const sha = 'a'.repeat(64)
    transaction.releases.add(
      {
        id, incident, site, content: 'report', stage: 'early-warning', version: 1, recipient: csirt, recipientKind: 'csirt', recipientName: 'CSIRT', name: `release-${id}`, line: transaction.facts.line,
        sequence: 1, previousSums: null, supersedes: null, reason: null, sumsSha256: sha, zipSha256: sha, zipSize: 1, zipSignature: 's', language: 'en', tlp: 'amber', fieldsText: '{}',
        auditSequence: 1, auditHead: sha, releasedAt: stamp.reading.at, zone: 'UTC', releasedBy: 'system',
      },
      [],
    )
    transaction.changed('release', id, null, {})
  })
  return id
}

/** An input that the schema admits, with some properties said. */
function valid(name: string, said: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const procedure = contract[name as keyof typeof contract] as Procedure
  const arbitrary = arbitraryOf(z.toJSONSchema(procedure.in, { io: 'input' }) as Record<string, unknown>)
  for (const value of fc.sample(arbitrary, { numRuns: 300, seed: 42 })) {
    const input = { ...(replaceOddIds(value) as object), ...said }
    if (procedure.in.safeParse(input).success) return input
  }
  throw new Error(`no input of ${name} was found`)
}

/** What stands for an id in generated input becomes one nobody has. */
function replaceOddIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(replaceOddIds)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replaceOddIds(part)]))
  return typeof value === 'string' && value.startsWith(idPlaceholder) ? 'a'.repeat(26) : value
}

function sit(session: string, grants: readonly Grant[]): void {
  sessions.become(session, { kind: 'person', person: opened.ports.ids.id(), grants, by: 'passphrase', validUntil: null, mustChange: false })
}

async function isAllowed(session: string, name: string, input: unknown): Promise<boolean> {
  const outcome: Outcome = await dispatch.call(session, name, input)
  return outcome.ok || outcome.error.code !== 'not-permitted'
}

function permissionOf({ needs }: Procedure): Permission | 'anybody' | 'person' | null {
  if (needs === 'before-open' || needs === 'while-locked') return 'anybody'
  if (needs === 'record-only' || needs === 'signed-in') return 'person'
  return needs
}

describe.each(procedures)('%s', (name, procedure) => {
  test('lets in exactly the roles of the table', async () => {
    const wrong: string[] = []
    for (const role of [...roles, 'nobody', 'unconfirmed'] as const) {
      if (leaves.has(name)) continue
      const needed = permissionOf(procedure)
      if (role === 'nobody' || role === 'unconfirmed') sessions.become('tried', { kind: role })
      else sit('tried', [{ role, site: null }])
      const isPerson = role !== 'nobody' && role !== 'unconfirmed'
      const may = needed === 'anybody' || (needed === 'person' ? isPerson || (role === 'unconfirmed' && procedure.needs === 'record-only') : isPerson && rolePermissions[role as Role].includes(needed as Permission))
      // Nothing of the input is looked at before: nonsense is told only to whom the table names.
      const outcome = await dispatch.call('tried', name, { nonsense: true })
      const code = outcome.ok ? 'ok' : outcome.error.code
      if (code !== (may ? 'invalid-input' : 'not-permitted')) wrong.push(`${role}: ${code}`)
    }
    expect(wrong).toEqual([])
  })

  const { touches } = procedure
  if (touches === undefined) return
  test('reaches only the sites of the grant', async () => {
    const needed = permissionOf(procedure)
    const [role] = roles.filter((candidate) => needed === 'person' || rolePermissions[candidate].includes(needed as Permission))
    if (role === undefined) throw new Error('no role may do this')
    sit('at-one', [{ role, site: here.site }])
    sit('at-other-too', [{ role, site: here.site }, { role: 'viewer', site: there.site }])
    sit('everywhere', [{ role, site: null }])
    if (touches === 'all-sites') {
      const input = valid(name)
      expect(await isAllowed('at-one', name, input)).toBe(false)
      expect(await isAllowed('everywhere', name, input)).toBe(true)
      return
    }
    // Records of this test's own: those who may remove them will.
    const mine = await recordsOf(here.site)
    const others = await recordsOf(there.site)
    const pointing = (records: Records) => valid(name, Object.fromEntries(touches.map(({ kind, key }) => [key, records[kind]])))
    expect(await isAllowed('at-one', name, pointing(others))).toBe(false)
    // One property of several that points elsewhere is enough.
    for (const { kind, key } of touches) expect(await isAllowed('at-one', name, { ...pointing(mine), [key]: others[kind] })).toBe(false)
    for (const { key, orAll } of touches) if (orAll) expect(await isAllowed('at-one', name, { ...pointing(mine), [key]: null })).toBe(false)
    expect(await isAllowed('at-one', name, pointing(mine))).toBe(true)
    expect(await isAllowed('at-other-too', name, pointing(others))).toBe(procedure.needs === 'record-only' || needed === 'record.read')
    expect(await isAllowed('everywhere', name, pointing(others))).toBe(true)
  }, 30_000)
})

/** Properties whose value is the id of a record that belongs to one site. */
const sited: readonly string[] = ['site', 'incident', 'release', 'submission']

test('every procedure whose input names a record of one site says so', () => {
  const silent = procedures.filter(([, procedure]) => {
    const { properties = {} } = z.toJSONSchema(procedure.in, { io: 'input' }) as { properties?: Record<string, unknown> }
    const said = procedure.touches === 'all-sites' ? sited : (procedure.touches ?? []).map(({ key }) => key)
    return sited.some((key) => key in properties && !said.includes(key))
  })
  expect(silent.map(([name]) => name)).toEqual([])
})

test('lists leave out what lies at sites that a person may not read', async () => {
  sit('at-one', [{ role: 'engineer', site: here.site }])
  // The deadline bar stands on every screen, locked ones too, and so do the incidents that a control room can write to.
  const everybodys = ['deadlines.bar', 'controlRoom.incidents']
  const asking = procedures.filter(([name, { kind, needs }]) => !everybodys.includes(name) && (kind === 'query' || (kind === 'lifecycle' && needs === 'record.read')))
  for (const [name, { in: schema }] of asking) {
    const { properties = {} } = z.toJSONSchema(schema, { io: 'input' }) as { properties?: Record<string, unknown> }
    const input = valid(name, 'site' in properties && schema.safeParse({ ...valid(name), site: null }).success ? { site: null } : {})
    const outcome = await dispatch.call('at-one', name, input)
    const text = JSON.stringify(outcome.ok ? outcome.value : outcome.error)
    for (const id of [there.site, there.incident, there.asset, there.service, there['network-zone'], there['time-source'], there.release]) expect([name, text.includes(id)]).toEqual([name, false])
  }
  expect(JSON.stringify(await dispatch.call('at-one', 'assets.list', { site: null }))).toContain(here.asset)
})

test('what is affected at another site is neither told nor set', async () => {
  sit('at-one', [{ role: 'engineer', site: here.site }])
  const set = (kind: string, record: string) => dispatch.call('at-one', 'affected.set', { incident: here.incident, kind, record, affected: true })
  for (const kind of ['service', 'asset', 'network-zone'] as const) {
    expect(await set(kind, there[kind])).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(await set(kind, here[kind])).toMatchObject({ ok: true })
  }
})

test('an extract of the audit is told only to whom may read the audit of every site', async () => {
  const id = opened.ports.ids.id()
  const file = { release: id, path: 'audit.jsonl', mediaType: 'application/json', size: 2, sha256: 'b'.repeat(64), crc32: 1, bytes: new Uint8Array([0x7b, 0x7d]), file: null }
  const stamp = { session: 'test', actor: 'system', confirmed: false, procedure: 'test', reading: opened.ports.clock.read() }
  opened.ports.store.write(stamp, (transaction) => {
    const release = transaction.releases.find(here.release)
    if (release === null) throw new Error('no release to be like')
    transaction.auditReleases.add({ ...release, id, incident: id, content: 'audit', stage: 'audit', name: `extract-${id}` }, 1, [file])
    transaction.transfers.add({ id: opened.ports.ids.id(), direction: 'out', release: id, place: 'STICK', fileName: 'extract.zip', size: 2, sha256: null, outcome: 'written', detail: '', reason: '', at: stamp.reading.at, actor: 'system' })
    transaction.changed('extract', id, null, {})
  })
  const told = async (grants: readonly Grant[]): Promise<string[]> => {
    sit('asking', grants)
    const codes: string[] = []
    for (const [name, input] of [['reports.released', { release: id }], ['reports.file', { release: id, path: 'audit.jsonl' }], ['transfers.export', { release: id, place: 'none', reason: '' }], ['transfers.check', { release: id, place: 'none' }]] as const) {
      const outcome = await dispatch.call('asking', name, input)
      codes.push(outcome.ok ? 'ok' : outcome.error.code)
    }
    return [...codes, JSON.stringify(await dispatch.call('asking', 'transfers.list', {})).includes(id) ? 'listed' : 'not listed']
  }
  const none = ['not-permitted', 'not-permitted', 'not-permitted', 'not-permitted', 'not listed']
  expect(await told([{ role: 'viewer', site: here.site }])).toEqual(none)
  expect(await told([{ role: 'reporter', site: null }])).toEqual(none)
  expect(await told([{ role: 'security-officer', site: here.site }])).toEqual(none)
  expect(await told([{ role: 'security-officer', site: null }])).toEqual(['ok', 'ok', 'ok', 'ok', 'listed'])
})

test('what changes who can open the record, or concerns all of it, is for administrators of every site', async () => {
  sit('at-one', [{ role: 'administrator', site: here.site }])
  const wrong: string[] = []
  for (const [name, { needs }] of procedures) {
    if (!['people.manage', 'store.manage', 'entity.write', 'settings.write'].includes(needs)) continue
    if (await isAllowed('at-one', name, valid(name))) wrong.push(name)
  }
  expect(wrong).toEqual([])
})

test('the right to report stays apart from rank', () => {
  const releasing = roles.filter((role) => rolePermissions[role].includes('report.release'))
  expect(releasing).toEqual(['reporter'])
})

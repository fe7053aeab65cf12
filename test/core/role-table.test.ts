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
  const lists = ['sites.list', 'assets.list', 'services.list', 'zones.list', 'incidents.list', 'transfers.list']
  for (const name of lists) {
    const input = ['assets.list', 'services.list', 'zones.list'].includes(name) ? { site: null } : {}
    const outcome = await dispatch.call('at-one', name, input)
    const text = JSON.stringify(outcome.ok ? outcome.value : outcome.error)
    for (const id of [there.site, there.incident, there.asset, there.service, there['network-zone'], there.release]) expect([name, text.includes(id)]).toEqual([name, false])
  }
  expect(JSON.stringify(await dispatch.call('at-one', 'assets.list', { site: null }))).toContain(here.asset)
})

test('the right to report stays apart from rank', () => {
  const releasing = roles.filter((role) => rolePermissions[role].includes('report.release'))
  expect(releasing).toEqual(['reporter'])
})

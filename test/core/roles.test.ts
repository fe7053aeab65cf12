import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openPorts, type OpenedPorts } from '../../electron/core/open-ports.ts'
import { createHandlers } from '../../shared/app.ts'
import { contract } from '../../shared/contract/contract.ts'
import { createDispatch, type Dispatch, type Outcome } from '../../shared/contract/dispatch.ts'
import { createJobs } from '../../shared/contract/jobs.ts'
import { createSessions, type Sessions } from '../../shared/contract/sessions.ts'
import { rolePermissions, roles, type Role } from '../../shared/person/roles.ts'
import { fixedClock, weakKeyDerivation } from '../support/fixed-ports.ts'
import { makeTestFolders, testOptions, testPassphrase, type TestFolders } from '../support/in-process.ts'
import { tasksHere } from '../support/tasks-here.ts'

let folders: TestFolders
let opened: OpenedPorts
let sessions: Sessions
let dispatch: Dispatch
let site: string

beforeEach(async () => {
  folders = makeTestFolders()
  opened = openPorts(testOptions(folders), { clock: fixedClock(), keyDerivation: weakKeyDerivation, tasks: tasksHere() })
  sessions = createSessions()
  const jobs = createJobs()
  dispatch = createDispatch({ contract, handlers: createHandlers(opened.ports, jobs), ports: opened.ports, sessions, jobs })
  const made = valueOf(await dispatch.call('founder', 'store.create', { passphrase: testPassphrase, name: 'Anna Berg', entityName: '', siteName: '', zone: 'Europe/Berlin', kind: 'real', language: 'en' })) as { site: string }
  site = made.site
  for (const role of roles) sessions.become(role, { kind: 'person', person: opened.ports.ids.id(), grants: [{ role, site: null }], by: 'passphrase', validUntil: null, mustChange: false })
})
afterEach(async () => {
  await opened.shutDown()
  folders.remove()
})

function valueOf(outcome: Outcome): unknown {
  if (!outcome.ok) throw new Error(outcome.error.code)
  return outcome.value
}

async function codeOf(session: string, name: string, input: unknown): Promise<string> {
  const outcome = await dispatch.call(session, name, input)
  return outcome.ok ? 'ok' : outcome.error.code
}

describe('every procedure and every role', () => {
  test('lets in exactly those the table names, before anything of the input is looked at', async () => {
    const wrong: string[] = []
    for (const [name, { needs }] of Object.entries(contract)) {
      if (needs === 'before-open' || needs === 'while-locked' || needs === 'record-only' || needs === 'signed-in') continue
      for (const session of [...roles, 'nobody']) {
        const may = session !== 'nobody' && rolePermissions[session as Role].includes(needs)
        const code = await codeOf(session, name, { nonsense: true })
        if ((code === 'invalid-input') !== may || (code === 'not-permitted') === may) wrong.push(`${session} ${name} ${code}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('bytes', () => {
  const file = { name: 'a.bin', mediaType: 'application/octet-stream', size: 3 }

  test.each(['viewer', 'approver', 'auditor', 'administrator', 'reporter'] as const)('of the record are not staged by a %s', async (role) => {
    expect(await codeOf(role, 'files.begin', { ...file, purpose: 'attachment' })).toBe('not-permitted')
    expect(await codeOf(role, 'files.begin', { ...file, purpose: 'inspection' })).toBe('ok')
  })

  test('belong to who brought them', async () => {
    const { file: id } = valueOf(await dispatch.call('engineer', 'files.begin', { ...file, purpose: 'attachment' })) as { file: string }
    for (const [name, input] of [
      ['files.info', { file: id }],
      ['files.append', { file: id, index: 0, bytes: 'AAAA' }],
      ['files.finish', { file: id }],
      ['files.read', { file: id, index: 0 }],
      ['files.drop', { file: id }],
    ] as const) expect(await codeOf('security-officer', name, input)).toBe('not-found')
    expect(await codeOf('engineer', 'files.append', { file: id, index: 0, bytes: 'AAAA' })).toBe('ok')
  })

  test('and jobs of another session are as good as none', async () => {
    const { jobId } = valueOf(await dispatch.call('auditor', 'audit.check', {})) as { jobId: string }
    expect(await codeOf('viewer', 'jobs.get', { jobId })).toBe('not-found')
    expect(await codeOf('viewer', 'jobs.cancel', { jobId })).toBe('not-found')
    expect(await codeOf('auditor', 'jobs.get', { jobId })).toBe('ok')
  })
})

describe('a network zone', () => {
  test('does not move to another site while its assets stay', async () => {
    const other = valueOf(await dispatch.call('founder', 'sites.save', { id: null, name: 'South', country: 'DE', address: '', zone: 'Europe/Berlin', courierMinutes: 0 })) as { id: string }
    const zone = { site, name: 'Control', kind: 'control', criticality: 'high' }
    const { id } = valueOf(await dispatch.call('founder', 'zones.save', { ...zone, id: null })) as { id: string }
    valueOf(await dispatch.call('founder', 'assets.save', { id: null, site, name: 'PLC', kind: 'plc', networkZone: id, criticality: 'high' }))
    expect(await codeOf('founder', 'zones.save', { ...zone, id, site: other.id })).toBe('conflict')
    expect(await codeOf('founder', 'zones.save', { ...zone, id, name: 'Control 2' })).toBe('ok')
  })
})

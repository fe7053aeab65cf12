import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openFileSource } from '../../electron/core/byte-source.ts'
import { nodeEd25519, nodeHash, nodeInflate } from '../../electron/core/crypto.ts'
import { openPorts, type OpenedPorts } from '../../electron/core/open-ports.ts'
import { createHandlers } from '../../shared/app.ts'
import { approvalStatementSchema, type StoredApproval } from '../../shared/approval/approval.ts'
import { judgeApproval } from '../../shared/approval/judge.ts'
import type { ApprovalItem } from '../../shared/approval/standing.ts'
import type { CallError } from '../../shared/contract/client.ts'
import { contract, type AppContract } from '../../shared/contract/contract.ts'
import { createDispatch, type Dispatch } from '../../shared/contract/dispatch.ts'
import { createJobs } from '../../shared/contract/jobs.ts'
import type { InputOf, ResultOf } from '../../shared/contract/procedure.ts'
import { createSessions, type Sessions } from '../../shared/contract/sessions.ts'
import { canonicalJson } from '../../shared/package/canonical-json.ts'
import { verifyPackage } from '../../shared/package/verify.ts'
import { rolePermissions, roles, type Role } from '../../shared/person/roles.ts'
import type { Stage } from '../../shared/report/stage.ts'
import { arbitraryContent } from '../report/arbitrary.ts'
import { fixedClock, weakKeyDerivation, type FixedClock } from '../support/fixed-ports.ts'
import { makeTestFolders, testOptions, testPassphrase, type TestFolders } from '../support/in-process.ts'
import { tasksHere } from '../support/tasks-here.ts'

const hour = 3_600_000
const secondPassphrase = 'seven quiet herons at dusk'

let folders: TestFolders
let opened: OpenedPorts
let sessions: Sessions
let dispatch: Dispatch
let clock: FixedClock
let founder = ''
let site = ''
let recipient = ''
let people = 0

beforeEach(async () => {
  folders = makeTestFolders()
  clock = fixedClock()
  opened = openPorts(testOptions(folders), { clock, keyDerivation: weakKeyDerivation, delayAfter: () => 0, tasks: tasksHere(() => Promise.resolve(new TextEncoder().encode('%PDF'))) })
  sessions = createSessions()
  const jobs = createJobs()
  dispatch = createDispatch({ contract, handlers: createHandlers(opened.ports, jobs), ports: opened.ports, sessions, jobs })
  const created = await call('store.create', { passphrase: testPassphrase, name: 'Anna Berg', entityName: 'Waterworks', siteName: 'North', zone: 'Europe/Berlin', kind: 'real', language: 'en' })
  founder = created.person
  site = created.site
  recipient = (await call('recipients.save', { id: null, kind: 'csirt', name: 'CSIRT', label: 'csirt', regime: 'nis2', phone: '', email: '', portal: '', note: '' })).id
})
afterEach(async () => {
  await opened.shutDown()
  folders.remove()
})

type Name = keyof AppContract & string

async function call<N extends Name>(name: N, input: InputOf<AppContract[N]>, session = 'founder'): Promise<ResultOf<AppContract[N]>> {
  const outcome = await dispatch.call(session, name, input)
  if (!outcome.ok) throw Object.assign(new Error(`${name}: ${outcome.error.code}`), outcome.error)
  return outcome.value as ResultOf<AppContract[N]>
}

/** The code and the reason of a refusal, or `ok`. */
async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'ok'
  } catch (error) {
    const { code, details } = error as CallError
    return typeof details['why'] === 'string' ? `${code} ${details['why']}` : code
  }
}

async function person(role: Role, passphrase: string | null = secondPassphrase, at: string | null = null): Promise<string> {
  return (await call('accounts.add', { name: `Somebody ${String(people++)}`, function: role, badge: '', grants: [{ role, site: at }], validUntil: null, passphrase })).id
}

/** Seats a person in front of a session. */
function seat(session: string, id: string, by: 'passphrase' | 'pin' = 'passphrase'): string {
  const { grants } = opened.ports.store.read((repositories) => repositories.people.find(id)) ?? { grants: [] }
  sessions.become(session, { kind: 'person', person: id, grants, by, validUntil: null, mustChange: false })
  return session
}

async function incidentOf(title = 'Pump'): Promise<string> {
  const { id } = await call('incidents.record', { site, title, notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  await call('incidents.decide', { incident: id, significance: 'yes', awareAt: clock.read().at - hour, basis: 'loss of supply', reason: null })
  return id
}

async function draft(incident: string, stage: Stage): Promise<void> {
  for (const content of fc.sample(arbitraryContent(stage), { seed: 7, numRuns: 2_000 })) {
    const { review } = await call('reports.saveDraft', { incident, stage, fields: { ...content } })
    if (review.missingByLaw.length === 0) return
  }
  throw new Error('no report that may be released')
}

async function release(incident: string, stage: Stage, beside: { readonly second?: { readonly person: string; readonly passphrase: string }; readonly alone?: string; readonly reason?: string } = {}) {
  await draft(incident, stage)
  const { reason = null, ...rest } = beside
  return call('reports.release', { incident, stage, recipient, language: 'en', tlp: 'amber', reason, ...rest })
}

async function items(incident: string): Promise<ApprovalItem[]> {
  return (await call('approvals.list', { incident })).items
}

function wordOn(incident: string, item: ApprovalItem | undefined, decision: 'agreed' | 'objected' = 'agreed', words = '') {
  if (item === undefined) throw new Error('nothing is asked')
  return { incident, action: item.action, subject: item.subject, digest: item.digest, decision, words }
}

/** Number of rows of the audit: what leaves nothing leaves this as it was. */
function rows(): number {
  return opened.ports.store.read((repositories) => repositories.audit.head().sequence)
}

describe('an early warning', () => {
  test('leaves at once, asks a second person for 24 hours, and keeps what that person says', async () => {
    const second = await person('approver')
    const incident = await incidentOf()
    const released = await release(incident, 'early-warning')
    const [item] = await items(incident)
    expect(item).toMatchObject({ action: 'review-release', subject: released.id, standing: 'open', why: 'policy', due: released.releasedAt + 24 * hour, author: founder, possible: [second] })
    expect((await call('approvals.tasks', {})).tasks).toMatchObject([{ incident, number: 1, item: { subject: released.id } }])
    const session = seat('second', second)
    await call('approvals.give', { ...wordOn(incident, item, 'objected', 'The time is wrong.'), passphrase: secondPassphrase }, session)
    expect((await items(incident))[0]).toMatchObject({ standing: 'objected', possible: [], approvals: [{ person: second, decision: 'objected', words: 'The time is wrong.', fault: null }] })
    expect((await call('approvals.tasks', {})).tasks).toMatchObject([{ item: { standing: 'objected' } }])
    // The release stays what it was, and what follows an objection is a new version with its own review.
    expect((await call('reports.released', { release: released.id })).release).toEqual(released)
    clock.advance(hour)
    const next = await release(incident, 'early-warning', { reason: 'The time was wrong' })
    expect((await items(incident)).map(({ subject, standing }) => [subject, standing])).toEqual([[released.id, 'objected'], [next.id, 'open']])
    expect((await call('approvals.tasks', {})).tasks).toMatchObject([{ item: { subject: next.id, standing: 'open' } }])
    expect(await call('audit.list', { record: { kind: 'incident', id: incident }, from: null, to: null, before: null, limit: 3 })).toMatchObject({ rows: [{}, { procedure: 'approvals.give', actor: second }, {}] })
  })

  test('is not asked for any more once a newer version was released', async () => {
    await person('approver')
    const incident = await incidentOf()
    await release(incident, 'early-warning')
    await release(incident, 'early-warning', { reason: 'typed wrongly' })
    expect((await items(incident)).map(({ standing }) => standing)).toEqual(['replaced', 'open'])
    expect((await call('approvals.tasks', {})).tasks).toHaveLength(1)
  })

  test('takes no second signature before it leaves: it never waits', async () => {
    const second = await person('approver')
    const incident = await incidentOf()
    expect(await refusal(release(incident, 'early-warning', { second: { person: second, passphrase: secondPassphrase } }))).toBe('invalid-input')
  })

  test('of a site that chose one person asks nobody', async () => {
    await call('approvals.decide', { matter: 'early-warning', rule: 'one', reason: 'two people in all' })
    const incident = await incidentOf()
    await release(incident, 'early-warning')
    expect(await items(incident)).toEqual([])
    await release(incident, 'notification')
    expect(await items(incident)).toMatchObject([{ stage: 'notification', standing: 'open', possible: [] }])
  })
})

describe('who may say something', () => {
  test('follows the table of roles, at the site of the record', async () => {
    const incident = await incidentOf()
    await release(incident, 'early-warning')
    const elsewhere = await call('sites.save', { id: null, name: 'South', country: 'DE', address: '', zone: 'Europe/Berlin', courierMinutes: 0 })
    const may: string[] = []
    for (const [index, role] of roles.entries()) {
      const id = await person(role, `quiet herons at dusk ${String(index)}`)
      const far = await person(role, `grey geese over the weir ${String(index)}`, elsewhere.id)
      const [item] = await items(incident)
      expect(item?.possible.includes(far), `${role} elsewhere`).toBe(false)
      if (item?.possible.includes(id) === true) may.push(role)
      const word = { ...wordOn(incident, item), passphrase: 'not the right passphrase' }
      const allowed = rolePermissions[role].includes('approval.give')
      expect(await refusal(call('approvals.give', word, seat('other', id))), role).toBe(allowed ? 'wrong-sign-in' : 'not-permitted')
      expect(await refusal(call('approvals.give', word, seat('other', far))), `${role} elsewhere`).toBe('not-permitted')
      expect(await refusal(call('approvals.beside', { ...wordOn(incident, item), second: { person: id, passphrase: 'not the right passphrase' } })), role).toBe(allowed ? 'wrong-sign-in' : may.length === 0 ? 'second-person-refused alone' : 'second-person-refused no-right')
    }
    expect(may).toEqual(['security-officer', 'approver', 'reporter'])
  })

  test('is never who acted, nobody by PIN, nobody with a passphrase that was handed over, nobody whose access ended', async () => {
    const second = await person('approver')
    const given = await person('approver', null)
    const incident = await incidentOf()
    await release(incident, 'early-warning')
    const [item] = await items(incident)
    expect(item?.possible).toEqual([second])
    const word = wordOn(incident, item)
    await call('accounts.change', { id: founder, function: '', badge: '', grants: [{ role: 'administrator', site: null }, { role: 'approver', site: null }, { role: 'reporter', site: null }], validUntil: null, name: 'Anna Berg' })
    seat('founder', founder)
    expect(await refusal(call('approvals.give', { ...word, passphrase: testPassphrase }))).toBe('second-person-refused same')
    expect(await refusal(call('approvals.beside', { ...word, second: { person: founder, passphrase: testPassphrase } }))).toBe('second-person-refused same')
    expect(await refusal(call('approvals.beside', { ...word, second: { person: founder, passphrase: testPassphrase } }, seat('other', second)))).toBe('second-person-refused same')
    expect(await refusal(call('approvals.give', { ...word, passphrase: secondPassphrase }, seat('pin', second, 'pin')))).toBe('passphrase-needed')
    expect(await refusal(call('approvals.beside', { ...word, second: { person: given, passphrase: 'whatever was given' } }))).toBe('second-person-refused no-right')
    await call('accounts.end', { id: second, reason: 'left' })
    expect((await items(incident))[0]?.possible).toEqual([])
    expect(await refusal(call('approvals.beside', { ...word, second: { person: second, passphrase: secondPassphrase } }))).toBe('second-person-refused alone')
  })

  test('a wrong passphrase leaves nothing, and whoever only vouched is not present afterwards', async () => {
    const second = await person('approver')
    const incident = await incidentOf()
    await release(incident, 'early-warning')
    const [item] = await items(incident)
    const before = rows()
    expect(await refusal(call('approvals.beside', { ...wordOn(incident, item), second: { person: second, passphrase: 'not the right one' } }))).toBe('wrong-sign-in')
    expect(rows()).toBe(before)
    expect((await items(incident))[0]).toMatchObject({ standing: 'open', approvals: [] })
    await call('approvals.beside', { ...wordOn(incident, item), second: { person: second, passphrase: secondPassphrase } })
    expect(opened.ports.lifecycle.personSeed(second)).toBeNull()
    expect((await items(incident))[0]).toMatchObject({ standing: 'agreed' })
  })
})

describe('what is signed', () => {
  test('is what was looked at: another digest, another act and a second word are refused', async () => {
    const second = await person('approver')
    const incident = await incidentOf()
    await release(incident, 'early-warning')
    const [item] = await items(incident)
    const word = { ...wordOn(incident, item), second: { person: second, passphrase: secondPassphrase } }
    expect(await refusal(call('approvals.beside', { ...word, digest: 'a'.repeat(64) }))).toBe('conflict')
    expect(await refusal(call('approvals.beside', { ...word, action: 'release-final' }))).toBe('not-found')
    await call('approvals.beside', word)
    expect(await refusal(call('approvals.beside', word))).toBe('conflict')
  })

  test('stands only where it was said: copied, changed, or signed by somebody else it is shown as not valid', async () => {
    const second = await person('approver')
    const incident = await incidentOf()
    await release(incident, 'early-warning')
    await release(incident, 'notification')
    const [warning, notification] = await items(incident)
    await call('approvals.beside', { ...wordOn(incident, warning), second: { person: second, passphrase: secondPassphrase } })
    const [genuine] = opened.ports.store.read((repositories) => [...repositories.approvals.of('release', warning?.subject ?? '')])
    if (genuine === undefined || notification === undefined || warning === undefined) throw new Error('no approval')
    const statement = approvalStatementSchema.parse(JSON.parse(genuine.text))
    const as = (change: object): string => canonicalJson({ ...statement, ...change } as never)
    const other = { kind: 'release', id: notification.subject }
    const forged: readonly [string, Partial<StoredApproval>, string][] = [
      ['the row of another release', { about: notification.subject }, 'unreadable'],
      ['the text of another release', { about: notification.subject, text: as({ subject: other }) }, 'other-content'],
      ['with the other digest', { about: notification.subject, text: as({ subject: other, digest: notification.digest, reportSha256: notification.digest }) }, 'signature'],
      ['other words', { text: as({ words: 'Fine by me.' }) }, 'signature'],
      ['an objection made an agreement', { text: as({ decision: 'objected' }) }, 'signature'],
      ['by who acted', { text: as({ approver: founder }) }, 'same-person'],
      ['in somebody else’s name', { text: as({ approver: await person('approver', 'another long passphrase here') }) }, 'signature'],
      ['without a signature', { signature: '' }, 'signature'],
      ['with more in it', { text: as({ more: 1 }) }, 'unreadable'],
      ['not canonical', { text: ` ${genuine.text}` }, 'unreadable'],
    ]
    const verdict = (row: StoredApproval) => opened.ports.store.read((repositories) => judgeApproval(repositories, row, opened.ports).fault)
    expect(verdict(genuine)).toBeNull()
    for (const [what, change, fault] of forged) expect(verdict({ ...genuine, ...change }), what).toBe(fault)
    // In the record it closes no review, and the check of the record names it.
    const stamp = { session: 'x', actor: 'system', confirmed: false, procedure: 'test', reading: clock.read() }
    opened.ports.store.write(stamp, (transaction) => {
      transaction.approvals.add({ ...genuine, id: opened.ports.ids.id(), about: notification.subject, text: as({ subject: other, digest: notification.digest, reportSha256: notification.digest }) })
      transaction.changed('test', 'x', null, { done: true })
    })
    expect((await items(incident)).find(({ subject }) => subject === notification.subject)).toMatchObject({ standing: 'open', approvals: [{ fault: 'signature' }] })
    const { jobId } = (await call('audit.check', {})) as unknown as { readonly jobId: string }
    await expect.poll(() => call('jobs.get', { jobId })).toMatchObject({ state: 'done', value: { intact: false } })
  })
})

describe('a final report', () => {
  test('is signed by a second person beside, over what is released', async () => {
    const second = await person('security-officer')
    const incident = await incidentOf()
    expect((await call('approvals.list', { incident })).finalReport).toEqual({ rule: 'two', possible: [second], leaves: false })
    expect(await refusal(release(incident, 'final'))).toBe('second-person-needed')
    expect(await refusal(release(incident, 'final', { second: { person: founder, passphrase: testPassphrase } }))).toBe('second-person-refused same')
    const before = rows()
    expect(await refusal(release(incident, 'final', { second: { person: second, passphrase: 'not the right one' } }))).toBe('wrong-sign-in')
    expect(rows()).toBe(before)
    const released = await release(incident, 'final', { second: { person: second, passphrase: secondPassphrase } })
    const json = (await call('reports.released', { release: released.id })).files.find(({ path }) => path === 'report.json')
    expect(await items(incident)).toMatchObject([{ action: 'release-final', standing: 'agreed', why: null, digest: json?.sha256, approvals: [{ person: second, fault: null }] }])
    expect((await call('approvals.tasks', {})).tasks).toEqual([])
  })

  test('is released all the same where nobody is there, says why, and stays open for a second person', async () => {
    const second = await person('reporter')
    const incident = await incidentOf()
    const released = await release(incident, 'final', { alone: 'Everybody else is out in the flood.' })
    const [item] = await items(incident)
    expect(item).toMatchObject({ subject: released.id, action: 'release-final', standing: 'open', why: 'nobody-there', words: 'Everybody else is out in the flood.', possible: [second] })
    await call('approvals.give', { ...wordOn(incident, item), passphrase: secondPassphrase }, seat('second', second))
    expect((await items(incident))[0]).toMatchObject({ standing: 'agreed', why: 'nobody-there' })
  })

  test('in a record of one person needs no word and stays open', async () => {
    const incident = await incidentOf()
    await release(incident, 'final')
    expect(await items(incident)).toMatchObject([{ standing: 'open', why: 'nobody-else', possible: [] }])
  })
})

describe('the second signature', () => {
  test('leaves inside the file only where the site chose so, and the file is genuine', async () => {
    const second = await person('approver')
    const incident = await incidentOf()
    const beside = { second: { person: second, passphrase: secondPassphrase } }
    const first = await release(incident, 'final', beside)
    expect((await call('reports.released', { release: first.id })).files.map(({ path }) => path).filter((path) => path.startsWith('approvals/'))).toEqual([])
    await call('approvals.disclose', { leaves: true, reason: 'agreed with the works council' })
    const { id, name } = await release(incident, 'final', { ...beside, reason: 'with both signatures' })
    const paths = (await call('reports.released', { release: id })).files.map(({ path }) => path).filter((path) => path.startsWith('approvals/'))
    expect(paths).toEqual([expect.stringMatching(/^approvals\/p-[a-z2-7]{10}\.json$/), expect.stringMatching(/\.json\.sig$/)])
    const { places } = await call('places.list', {})
    const { jobId } = (await call('transfers.export', { release: id, place: places.find(({ kind }) => kind === 'folder')?.id ?? '', reason: '' })) as unknown as { readonly jobId: string }
    await expect.poll(() => call('jobs.get', { jobId })).toMatchObject({ state: 'done' })
    const { anchor } = await call('keys.anchor', {})
    const source = openFileSource(join(folders.exports, `${name}.zip`))
    const verdict = verifyPackage(source, { anchors: [anchor], received: null, after: null, fileName: `${name}.zip` }, clock.read().at, { hash: nodeHash, ed25519: nodeEd25519, inflate: nodeInflate })
    source.close()
    expect(verdict.code).toBe('genuine')
    expect(verdict.checks.filter(({ check }) => check === 'approval')).toEqual([{ check: 'approval', subject: paths[0], result: 'ok', fault: null }])
    expect((await items(incident)).at(-1)).toMatchObject({ subject: id, standing: 'agreed' })
  })
})

describe('a corrected time of awareness', () => {
  test('moves the deadline once a second person confirmed it, not before, and the old line stays', async () => {
    const second = await person('approver')
    const incident = await incidentOf()
    const before = await call('incidents.get', { incident })
    const aware = before.statements.find(({ anchor }) => anchor === 'aware')
    if (aware?.instant == null) throw new Error('not aware')
    const later = aware.instant + hour / 2
    const { id } = await call('statements.record', { incident, anchor: 'aware', stage: null, instant: later, dueBy: null, basis: 'log', supersedes: aware.id, reason: 'read wrongly' })
    const warning = async () => (await call('incidents.get', { incident })).deadlines.find(({ stage }) => stage === 'early-warning')
    const due = (await warning())?.due ?? 0
    expect(await warning()).toMatchObject({ due: aware.instant + 24 * hour, claimedLater: { due: later + 24 * hour } })
    const [item] = await items(incident)
    expect(item).toMatchObject({ action: 'correct-awareness', subject: id, anchor: 'aware', instant: later, standing: 'open', why: 'claimed', possible: [second] })
    await call('approvals.give', { ...wordOn(incident, item, 'agreed', 'I saw the log.'), passphrase: secondPassphrase }, seat('second', second))
    expect(await warning()).toMatchObject({ due: due + hour / 2, claimedLater: null })
    expect((await warning())?.former.at(-1)).toMatchObject({ due, reason: 'read wrongly' })
    expect((await call('deadlines.bar', {})).deadlines[0]?.deadline.due).toBe(due + hour / 2)
    expect((await call('approvals.tasks', {})).tasks).toEqual([])
  })

  test('that a second person objected to moves nothing', async () => {
    const second = await person('approver')
    const incident = await incidentOf()
    const aware = (await call('incidents.get', { incident })).statements.find(({ anchor }) => anchor === 'aware')
    await call('statements.record', { incident, anchor: 'aware', stage: null, instant: (aware?.instant ?? 0) + hour / 2, dueBy: null, basis: 'log', supersedes: aware?.id ?? '', reason: 'read wrongly' })
    const due = (await call('deadlines.bar', {})).deadlines[0]?.deadline.due
    await call('approvals.beside', { ...wordOn(incident, (await items(incident))[0], 'objected', 'No.'), second: { person: second, passphrase: secondPassphrase } })
    expect((await call('deadlines.bar', {})).deadlines[0]?.deadline.due).toBe(due)
    expect((await items(incident))[0]).toMatchObject({ standing: 'objected' })
  })
})

describe('what two people already do', () => {
  test('a confirmed time and an erasure are signed by the second person too', async () => {
    const second = await person('auditor')
    await call('clock.stateTime', { instant: clock.read().at + 1_000 })
    await call('clock.confirmTime', { passphrase: secondPassphrase })
    const stated = opened.ports.store.read((repositories) => repositories.clockEvents.last('stated'))
    const reason = 'asked for by the person'
    const gone = await person('viewer', 'a fourth long passphrase here')
    await call('accounts.end', { id: gone, reason: 'left' })
    const { erasure } = await call('retention.erase', { items: [{ kind: 'person-name', record: gone }], reason, second: { person: second, passphrase: secondPassphrase } })
    for (const [kind, id] of [['clock-event', stated?.id ?? ''], ['erasure', String(erasure.sequence)]] as const) {
      const judged = opened.ports.store.read((repositories) => repositories.approvals.of(kind, id).map((row) => judgeApproval(repositories, row, opened.ports)))
      expect(judged, kind).toMatchObject([{ fault: null, statement: { approver: second, decision: 'agreed' } }])
    }
  })
})

describe('a new key', () => {
  const newKey = (second: { readonly person: string; readonly passphrase: string } | null) => call('keys.replaceSite', { site, reason: 'old PC given away', passphrase: testPassphrase, second })
  const judgedOn = (id: string) => opened.ports.store.read((repositories) => repositories.approvals.of('signing-key', id).map((row) => judgeApproval(repositories, row, opened.ports)))

  test('waits for nobody where nobody else could sign', async () => {
    expect((await call('keys.list', {})).second).toEqual({ needed: false, possible: [] })
    const { id } = await newKey(null)
    expect(judgedOn(id)).toEqual([])
  })

  test('is signed for by a second person, and the signature still counts after the entity got a new key as well', async () => {
    const second = await person('approver')
    const viewer = await person('viewer', 'a fourth long passphrase here')
    expect((await call('keys.list', {})).second).toEqual({ needed: true, possible: [second] })
    const { number } = await call('keys.list', {})
    expect(await refusal(newKey(null))).toBe('second-person-needed')
    expect(await refusal(newKey({ person: founder, passphrase: testPassphrase }))).toBe('second-person-refused same')
    expect(await refusal(newKey({ person: viewer, passphrase: 'a fourth long passphrase here' }))).toBe('second-person-refused no-right')
    expect(await refusal(newKey({ person: second, passphrase: 'not the right one at all' }))).toBe('wrong-sign-in')
    expect((await call('keys.list', {})).number).toBe(number)
    const beside = { person: second, passphrase: secondPassphrase }
    const { id } = await newKey(beside)
    const signed = [{ fault: null, statement: { action: 'rotate-keys', approver: second, decision: 'agreed' } }]
    expect(judgedOn(id)).toMatchObject(signed)
    await call('keys.replaceEntity', { reason: 'every two years', passphrase: testPassphrase, second: beside })
    const entity = (await call('keys.list', {})).keys.find(({ kind, state }) => kind === 'entity' && state === 'in-use')
    expect(judgedOn(entity?.id ?? '')).toMatchObject(signed)
    expect(judgedOn(id)).toMatchObject(signed)
  })
})

describe('the policy', () => {
  test('is chosen with a reason, within what may be chosen', async () => {
    expect((await call('approvals.policy', {})).matters.map(({ matter, rule }) => [matter, rule])).toEqual([
      ['early-warning', 'review'],
      ['notification', 'review'],
      ['final-report', 'two'],
      ['correct-awareness', 'two'],
      ['confirm-time', 'two'],
      ['erase', 'two'],
      ['rotate-keys', 'two'],
    ])
    for (const matter of ['early-warning', 'notification'] as const) expect(await refusal(call('approvals.decide', { matter, rule: 'two', reason: 'to be sure' }))).toBe('policy-refused')
    for (const matter of ['correct-awareness', 'confirm-time', 'erase', 'rotate-keys'] as const) expect(await refusal(call('approvals.decide', { matter, rule: 'one', reason: 'faster' }))).toBe('policy-refused')
    expect(await refusal(call('approvals.decide', { matter: 'final-report', rule: 'review', reason: '' }))).toBe('invalid-input')
    await call('approvals.decide', { matter: 'final-report', rule: 'review', reason: 'a small plant' })
    expect((await call('approvals.policy', {})).matters[2]).toMatchObject({ rule: 'review', proposed: 'two', decision: { reason: 'a small plant', actor: founder } })
    await person('approver')
    const incident = await incidentOf()
    await release(incident, 'final')
    expect(await items(incident)).toMatchObject([{ action: 'review-release', why: 'policy', standing: 'open' }])
  })

  test('that somebody wrote into the record by hand cannot make a warning wait', async () => {
    const stamp = { session: 'x', actor: 'system', confirmed: false, procedure: 'test', reading: clock.read() }
    opened.ports.store.write(stamp, (transaction) => {
      transaction.settings.set('approval/early-warning', JSON.stringify({ rule: 'two', reason: 'x', at: 0, actor: 'system' }))
      transaction.changed('test', 'x', null, { done: true })
    })
    await person('approver')
    const incident = await incidentOf()
    await release(incident, 'early-warning')
    expect(await items(incident)).toMatchObject([{ why: 'policy', standing: 'open' }])
  })
})

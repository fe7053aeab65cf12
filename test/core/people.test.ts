import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Client } from '../../shared/contract/client.ts'
import type { AppContract } from '../../shared/contract/contract.ts'
import { fixedClock, type FixedClock } from '../support/fixed-ports.ts'
import { startTestCore, testPassphrase, type TestCore } from '../support/in-process.ts'

const own = 'seven quiet herons at dusk'
const day = 86_400_000

let core: TestCore
let api: Client<AppContract>
let clock: FixedClock
let uptime = 0
let site = ''
let founder = ''
let recoveryKey = ''

beforeEach(async () => {
  uptime = 1_000
  clock = fixedClock()
  core = startTestCore({ clock, uptime: () => uptime })
  api = core.api
  const created = await core.create()
  site = created.site
  founder = created.person
  recoveryKey = created.recoveryKey
})
afterEach(async () => {
  await core.remove()
})

type Add = Parameters<typeof add>[0]
function add(changes: { readonly name?: string; readonly badge?: string; readonly passphrase?: string | null; readonly role?: 'engineer' | 'viewer' | 'administrator'; readonly site?: string | null; readonly validUntil?: number | null } = {}) {
  const { role = 'engineer', site: at = null, ...rest } = changes
  return api.call('accounts.add', { name: 'Ben Kurz', function: 'shift engineer', badge: '4711', grants: [{ role, site: at }], validUntil: null, passphrase: own, ...rest })
}

function refused(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'ok',
    (error: { readonly code: string }) => error.code,
  )
}

async function reopen(): Promise<void> {
  core = await core.restart()
  api = core.api
}

describe('an account', () => {
  test('made by enrolment opens the record with the own passphrase, as that person and with those roles', async () => {
    const { id, firstPassphrase } = await add()
    expect(firstPassphrase).toBeNull()
    await reopen()
    const status = await api.call('store.open', { passphrase: own })
    expect(status.who).toMatchObject({ kind: 'person', person: id, name: 'Ben Kurz', by: 'passphrase', mustChange: false })
    expect(status.who.permissions).toContain('incident.write')
    expect(status.who.permissions).not.toContain('report.release')
    expect(await refused(api.call('accounts.list', {}))).toBe('not-permitted')
    expect(await refused(api.call('entity.get', {}))).toBe('ok')
  })

  test('with a first passphrase can do nothing until that was changed', async () => {
    const { firstPassphrase } = await add({ passphrase: null })
    expect(firstPassphrase).toMatch(/^([a-hj-km-np-z2-9]{5}-){4}[a-hj-km-np-z2-9]{5}$/)
    await reopen()
    const given = firstPassphrase ?? ''
    const status = await api.call('store.open', { passphrase: given })
    expect(status.who.mustChange).toBe(true)
    expect(await refused(api.call('entity.get', {}))).toBe('passphrase-change-needed')
    expect(await refused(api.call('clock.stateTime', { instant: clock.read().at }))).toBe('passphrase-change-needed')
    expect(await refused(api.call('people.setPin', { pin: '480215' }))).toBe('passphrase-change-needed')
    expect(await refused(api.call('people.changePassphrase', { passphrase: own, next: own }))).toBe('wrong-sign-in')
    expect((await api.call('people.changePassphrase', { passphrase: given, next: own })).who.mustChange).toBe(false)
    expect(await refused(api.call('entity.get', {}))).toBe('ok')
    await reopen()
    expect(await refused(api.call('store.open', { passphrase: given }))).toBe('wrong-passphrase')
    expect((await api.call('store.open', { passphrase: own })).who.mustChange).toBe(false)
  })

  test('keeps its signing key when the passphrase changes, and gets a new certified one when it is reset', async () => {
    const before = (await core.job(api.call('audit.check', {}))) as { intact: boolean }
    expect(before.intact).toBe(true)
    const { id } = await add()
    const other = core.client('other')
    await other.call('people.signIn', { who: '4711', passphrase: own })
    await other.call('people.changePassphrase', { passphrase: own, next: `${own} again` })
    const card = await api.call('keys.card', { language: 'en' })
    expect(JSON.stringify(card)).not.toContain(id)
    await api.call('accounts.resetPassphrase', { id, passphrase: `${own} anew` })
    expect((await other.call('store.status', {})).who.kind).toBe('nobody')
    expect(await refused(other.call('people.signIn', { who: '4711', passphrase: `${own} again` }))).toBe('wrong-sign-in')
    expect((await other.call('people.signIn', { who: '4711', passphrase: `${own} anew` })).who.person).toBe(id)
    expect((await other.call('incidents.list', {})).incidents).toEqual([])
  })

  test('that was ended opens nothing any more, at once and after a restart; what it wrote stays', async () => {
    const { id } = await add()
    const other = core.client('other')
    await other.call('people.signIn', { who: 'ben kurz', passphrase: own })
    const incident = await other.call('incidents.record', { site, title: 'Pump', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
    await other.call('people.setPin', { pin: '480215' })
    await api.call('accounts.end', { id, reason: 'left the company' })
    expect((await other.call('store.status', {})).who.kind).toBe('nobody')
    expect(await refused(other.call('people.signIn', { who: '4711', passphrase: own }))).toBe('wrong-sign-in')
    expect(await refused(other.call('people.switch', { who: '4711', pin: '480215' }))).toBe('wrong-sign-in')
    await reopen()
    expect(await refused(api.call('store.open', { passphrase: own }))).toBe('wrong-passphrase')
    await api.call('store.open', { passphrase: testPassphrase })
    expect((await api.call('incidents.get', { incident: incident.id })).incident.recordedBy).toBe(id)
    expect((await api.call('accounts.list', {})).accounts.find(({ person }) => person.id === id)).toMatchObject({ hasPassphrase: false, person: { endedAt: clock.read().at } })
    expect(await refused(api.call('accounts.resetPassphrase', { id, passphrase: null }))).toBe('access-ended')
  })

  test('past its end date is refused at the door, and thrown out while signed in', async () => {
    const end = clock.read().at + day
    const { id } = await add({ validUntil: end })
    const other = core.client('other')
    await other.call('people.signIn', { who: '4711', passphrase: own })
    await other.call('people.setPin', { pin: '480215' })
    clock.goTo(end)
    expect(await refused(other.call('entity.get', {}))).toBe('ok')
    clock.goTo(end + 1)
    expect(await refused(other.call('entity.get', {}))).toBe('not-permitted')
    expect(await refused(other.call('people.switch', { who: '4711', pin: '480215' }))).toBe('access-ended')
    expect(await refused(other.call('people.signIn', { who: '4711', passphrase: own }))).toBe('access-ended')
    await reopen()
    expect(await refused(api.call('store.open', { passphrase: own }))).toBe('access-ended')
    expect((await api.call('store.status', {})).state).toBe('closed')
    await api.call('store.open', { passphrase: testPassphrase })
    await api.call('accounts.change', { id, name: 'Ben Kurz', function: '', badge: '4711', grants: [{ role: 'viewer', site: null }], validUntil: null })
    expect((await core.client('other').call('people.signIn', { who: '4711', passphrase: own })).who.permissions).toEqual(['record.read'])
  })

  test('past its end date stays out when the clock is set back', async () => {
    const end = clock.read().at + day
    await add({ validUntil: end })
    const other = core.client('other')
    clock.goTo(end + day)
    await api.call('people.active', {})
    await api.call('preferences.save', { language: 'en', theme: 'dark', density: 'normal', dismissed: [] })
    expect(await refused(other.call('people.signIn', { who: '4711', passphrase: own }))).toBe('access-ended')
    clock.setWall(end - 5 * day)
    expect(await refused(other.call('people.signIn', { who: '4711', passphrase: own }))).toBe('access-ended')
    await reopen()
    clock.change({ bootId: '00000000-0000-4000-8000-000000000002', uptime: 1_000, at: end - 3 * 365 * day })
    expect(await refused(api.call('store.open', { passphrase: own }))).toBe('access-ended')
  })

  test('gets no way back in by an old passphrase that is tried while it is being reset', async () => {
    const { id } = await add()
    const other = core.client('other')
    const reset = api.call('accounts.resetPassphrase', { id, passphrase: `${own} anew` })
    const old = refused(other.call('people.signIn', { who: '4711', passphrase: own }))
    await reset
    await old
    expect(await refused(other.call('entity.get', {}))).toBe('not-permitted')
    expect(await refused(other.call('people.signIn', { who: '4711', passphrase: `${own} anew` }))).toBe('ok')
  })

  test('that was ended makes no accounts by calls that were waiting then', async () => {
    const { id } = await add({ role: 'administrator' })
    const other = core.client('other')
    await other.call('people.signIn', { who: '4711', passphrase: own })
    const waiting = refused(other.call('accounts.add', { name: 'Cleo Dorn', function: '', badge: '4799', grants: [{ role: 'administrator', site: null }], validUntil: null, passphrase: `${own} of Cleo` }))
    await api.call('accounts.end', { id, reason: '' })
    expect(await waiting).toBe('access-ended')
    expect((await api.call('accounts.list', {})).accounts).toHaveLength(2)
  })

  test('does not take the name of somebody else', async () => {
    await add()
    const other = core.client('other')
    await other.call('people.signIn', { who: '4711', passphrase: own })
    const self = { function: '', phone: '', email: '' }
    expect(await refused(other.call('people.saveSelf', { ...self, name: 'ANNA  berg' }))).toBe('name-taken')
    expect(await refused(other.call('people.saveSelf', { ...self, name: 'Ben Kurz-Weil' }))).toBe('ok')
    expect(await refused(core.client('third').call('people.signIn', { who: 'Anna Berg', passphrase: testPassphrase }))).toBe('ok')
  })

  test('past its end date puts no backup in the place of the record', async () => {
    await add({ validUntil: clock.read().at + day })
    await core.job(api.call('backups.make', { place: null }))
    clock.advance(2 * day)
    await reopen()
    const [backup] = (await api.call('backups.found', {})).backups
    const which = backup?.id ?? ''
    expect(await refused(api.call('store.restore', { which, what: 'record', passphrase: own, recoveryKey: null }))).toBe('access-ended')
    expect((await api.call('store.status', {})).state).toBe('closed')
    expect(readdirSync(core.folders.store).filter((name) => name.startsWith('re'))).toEqual([])
    for (const name of ['keyring.json', 'keyring.2.json']) rmSync(join(core.folders.store, name))
    expect(await refused(api.call('store.restore', { which, what: 'keys', passphrase: own, recoveryKey: null }))).toBe('access-ended')
    expect((await api.call('store.status', {})).state).toBe('closed')
    expect(await refused(api.call('store.open', { passphrase: testPassphrase }))).toBe('ok')
  })

  test('begins in the language of whoever made it', async () => {
    await api.call('preferences.save', { language: 'de', theme: 'dark', density: 'normal', dismissed: [] })
    await add()
    const other = core.client('other')
    await other.call('people.signIn', { who: '4711', passphrase: own })
    expect(await other.call('preferences.get', {})).toEqual({ language: 'de', theme: 'system', density: 'normal', dismissed: [] })
  })

  test('changes its roles in sessions that are open', async () => {
    const { id } = await add()
    const other = core.client('other')
    await other.call('people.signIn', { who: '4711', passphrase: own })
    await api.call('accounts.change', { id, name: 'Ben Kurz', function: '', badge: '4711', grants: [{ role: 'viewer', site: null }], validUntil: null })
    expect(await refused(other.call('incidents.record', { site, title: 'x', notificationKind: 'mandatory', knownAt: null, detectedAt: null }))).toBe('not-permitted')
  })

  test.each<[string, (id: string) => Promise<unknown>]>([
    ['end', (id) => api.call('accounts.end', { id, reason: '' })],
    ['lose the role', (id) => api.call('accounts.change', { id, name: 'Anna Berg', function: '', badge: '', grants: [{ role: 'engineer', site: null }], validUntil: null })],
    ['keep it at one site only', (id) => api.call('accounts.change', { id, name: 'Anna Berg', function: '', badge: '', grants: [{ role: 'administrator', site }], validUntil: null })],
    ['get an end date', (id) => api.call('accounts.change', { id, name: 'Anna Berg', function: '', badge: '', grants: [{ role: 'administrator', site: null }], validUntil: clock.read().at + day })],
  ])('of the last administrator cannot %s', async (_what, work) => {
    const before = await api.call('accounts.list', {})
    expect(await refused(work(founder))).toBe('last-administrator')
    expect(await api.call('accounts.list', {})).toEqual(before)
    await add({ role: 'administrator' })
    expect(await refused(work(founder))).toBe('ok')
  })

  test('has a badge number of its own, and grants of this store', async () => {
    await add()
    expect(await refused(add({ name: 'Cem Ay', badge: ' 4711 ' }))).toBe('badge-taken')
    expect(await refused(add({ name: 'Cem Ay', badge: '', site: 'a'.repeat(26) }))).toBe('not-found')
    expect((await api.call('people.list', {})).people.map(({ badge }) => badge)).toEqual(['', ''])
  })

  test('leaves no name, badge or passphrase in the events of the record', async () => {
    await add({ passphrase: null })
    await core.stop()
    const { openStore } = await import('../../electron/core/store-session.ts')
    const { placeIn, storePorts } = await import('../support/store-fixture.ts')
    const { open } = await openStore(placeIn(core.folders.store), testPassphrase, storePorts())
    const text = open.record.read((repositories) => JSON.stringify(repositories.audit.list(0, 1000)))
    open.close()
    expect(text).toContain('accounts.add')
    expect(text).not.toMatch(/Kurz|4711/)
  })
})

describe('the recovery sheet', () => {
  test('stands for an administrator, whoever founded the store', async () => {
    const { id } = await add({ role: 'administrator' })
    await api.call('accounts.end', { id: founder, reason: '' })
    await reopen()
    expect((await api.call('store.recover', { recoveryKey, passphrase: `${own} anew` })).who).toMatchObject({ person: id })
    expect((await api.call('accounts.list', {})).accounts).toHaveLength(2)
  })

  test('stands for an administrator when a backup is put back, too', async () => {
    const { id } = await add({ role: 'administrator' })
    const other = core.client('other')
    await other.call('people.signIn', { who: '4711', passphrase: own })
    await other.call('accounts.change', { id: founder, name: 'Anna Berg', function: '', badge: '', grants: [{ role: 'viewer', site: null }], validUntil: null })
    const made = await other.call('backups.make', { place: null })
    for (let state = 'running'; state === 'running'; ) state = (await other.call('jobs.get', made)).state
    await reopen()
    const [backup] = (await api.call('backups.found', {})).backups
    const restored = await api.call('store.restore', { which: backup?.id ?? '', what: 'record', passphrase: `${own} anew`, recoveryKey })
    expect(restored.who).toMatchObject({ person: id })
    expect((await api.call('accounts.list', {})).accounts).toHaveLength(2)
  })
})

describe('the way of a shift', () => {
  let other: Client<AppContract>
  beforeEach(async () => {
    await add()
    other = core.client('other')
  })

  test('two actions switch to a person with a PIN, by badge, name or the list', async () => {
    await other.call('people.signIn', { who: '4711', passphrase: own })
    await other.call('people.setPin', { pin: '480215' })
    await api.call('people.setPin', { pin: '730462' })
    const { people } = await api.call('people.present', {})
    expect(people.map(({ name }) => name)).toEqual(['Anna Berg', 'Ben Kurz'])
    await other.call('people.lock', {})
    for (const who of ['4711', 'BEN  kurz', people[1]?.id ?? '']) {
      expect((await other.call('people.switch', { who, pin: '480215' })).who).toMatchObject({ name: 'Ben Kurz', by: 'pin' })
    }
    expect((await other.call('people.switch', { who: 'Anna Berg', pin: '730462' })).who).toMatchObject({ name: 'Anna Berg', by: 'pin' })
  })

  test('a PIN is not enough for what needs the own key; the passphrase confirms', async () => {
    await api.call('people.setPin', { pin: '730462' })
    await api.call('people.lock', {})
    await api.call('people.switch', { who: 'Anna Berg', pin: '730462' })
    expect(await refused(api.call('accounts.list', {}))).toBe('passphrase-needed')
    expect(await refused(api.call('people.setPin', { pin: '480215' }))).toBe('passphrase-needed')
    const { id } = await api.call('incidents.record', { site, title: 'Pump', notificationKind: 'mandatory', knownAt: clock.read().at, detectedAt: null })
    const [statement] = (await api.call('incidents.get', { incident: id })).statements
    expect(statement).toMatchObject({ author: founder, confirmed: false })
    await api.call('people.confirm', { passphrase: testPassphrase })
    expect(await refused(api.call('accounts.list', {}))).toBe('ok')
  })

  test('five wrong PINs end it, also across sessions; nothing tells a person without a PIN from a wrong one', async () => {
    await other.call('people.signIn', { who: '4711', passphrase: own })
    await other.call('people.setPin', { pin: '480215' })
    for (let attempt = 0; attempt < 4; attempt += 1) expect(await refused(core.client(`try${String(attempt)}`).call('people.switch', { who: '4711', pin: '111112' }))).toBe('wrong-sign-in')
    expect(await refused(other.call('people.switch', { who: '4711', pin: '480215' }))).toBe('ok')
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await refused(other.call('people.switch', { who: '4711', pin: '111112' }))).toBe('wrong-sign-in')
    expect(await refused(other.call('people.switch', { who: '4711', pin: '480215' }))).toBe('wrong-sign-in')
    expect(await refused(other.call('people.switch', { who: 'nobody here', pin: '480215' }))).toBe('wrong-sign-in')
    expect((await api.call('people.present', {})).people).toEqual([])
  })

  test('a PIN dies when the record is closed, and an easy one is refused', async () => {
    for (const pin of ['000000', '123456', '987654', '890123', '480480', '121212']) expect([pin, await refused(api.call('people.setPin', { pin }))]).toEqual([pin, 'pin-too-easy'])
    await api.call('people.setPin', { pin: '480215' })
    await api.call('store.close', {})
    await api.call('store.open', { passphrase: testPassphrase })
    expect(await refused(other.call('people.switch', { who: 'Anna Berg', pin: '480215' }))).toBe('wrong-sign-in')
  })

  test('names that two people have lead nowhere, the badge number does', async () => {
    await add({ badge: '4712', passphrase: `${own} too` })
    expect(await refused(other.call('people.signIn', { who: 'Ben Kurz', passphrase: own }))).toBe('wrong-sign-in')
    expect(await refused(other.call('people.signIn', { who: '4712', passphrase: `${own} too` }))).toBe('ok')
  })
})

describe('an unwatched screen', () => {
  const minute = 60_000

  test('locks after the idle time of the store, counted since boot; a touch keeps it open', async () => {
    expect(await refused(api.call('entity.get', {}))).toBe('ok')
    uptime += 10 * minute
    expect(await refused(api.call('entity.get', {}))).toBe('ok')
    await api.call('people.active', {})
    uptime += 10 * minute
    expect(await refused(api.call('entity.get', {}))).toBe('ok')
    uptime += 1
    expect(await refused(api.call('entity.get', {}))).toBe('not-permitted')
    expect((await api.call('store.status', {})).who).toMatchObject({ kind: 'nobody', last: 'Anna Berg' })
    expect((await api.call('deadlines.bar', {})).deadlines).toEqual([])
    await api.call('people.signIn', { who: 'Anna Berg', passphrase: testPassphrase })
    await api.call('access.save', { idleMinutes: 1, controlRoomWrites: true })
    uptime += minute + 1
    expect(await refused(api.call('entity.get', {}))).toBe('not-permitted')
  })

  test('stays writable for the control room while an incident is open, and only then', async () => {
    const { id } = await api.call('incidents.record', { site, title: 'Pump', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
    expect((await api.call('people.lock', {})).who).toMatchObject({ kind: 'unconfirmed', name: null, last: 'Anna Berg' })
    expect(await refused(api.call('incidents.get', { incident: id }))).toBe('not-permitted')
    expect((await api.call('controlRoom.incidents', {})).incidents).toEqual([{ id, number: 1, siteName: 'Werk Nord' }])
    const entry = await api.call('chronology.add', { incident: id, instant: clock.read().at, text: 'pump 3 tripped', important: false, source: '' })
    await api.call('people.signIn', { who: 'Anna Berg', passphrase: testPassphrase })
    const view = await api.call('incidents.get', { incident: id })
    expect(view.chronology).toMatchObject([{ author: 'station', text: 'pump 3 tripped' }])
    expect(view.claims).toEqual([])
    await api.call('chronology.claim', { incident: id, entry: entry.id })
    expect(await refused(api.call('chronology.claim', { incident: id, entry: entry.id }))).toBe('conflict')
    const claimed = await api.call('incidents.get', { incident: id })
    expect(claimed.chronology).toEqual(view.chronology)
    expect(claimed.claims).toMatchObject([{ entry: entry.id, person: founder }])
    await api.call('people.lock', {})
    const officer = core.client('officer')
    await officer.call('people.signIn', { who: 'Anna Berg', passphrase: testPassphrase })
    await officer.call('access.save', { idleMinutes: 10, controlRoomWrites: false })
    // A screen that was locked before does not go on writing.
    expect(await refused(api.call('chronology.add', { incident: id, instant: clock.read().at, text: 'x', important: false, source: '' }))).toBe('not-permitted')
    expect(await refused(api.call('clock.stateTime', { instant: clock.read().at }))).toBe('not-permitted')
    await api.call('people.signIn', { who: 'Anna Berg', passphrase: testPassphrase })
    expect((await api.call('people.lock', {})).who.kind).toBe('nobody')
    expect(await refused(api.call('chronology.add', { incident: id, instant: clock.read().at, text: 'x', important: false, source: '' }))).toBe('not-permitted')
  })
})

describe('a passphrase', () => {
  test.each<[string, string]>([
    ['short', 'passphrase-too-short'],
    ['passwordpassword', 'passphrase-expected'],
    ['Password 2026 Password!', 'passphrase-expected'],
    ['Wasserwerk Talau 2026', 'passphrase-expected'],
    ['Ben Kurz Ben Kurz', 'passphrase-expected'],
    ['Cofferdam-Werk-Nord', 'passphrase-expected'],
    ['abababababababab', 'passphrase-expected'],
    ['abcdefghijklmnop', 'passphrase-expected'],
    ['123456789012345', 'passphrase-expected'],
    ['qwertyuiopasdfghjkl', 'passphrase-expected'],
    ['----------------', 'passphrase-expected'],
    ['seven quiet herons at dusk', 'ok'],
    ['sieben stille Reiher im Wasserwerk', 'ok'],
    ['漢字だけでできた長い合言葉です', 'ok'],
    ['x'.repeat(20) + ' and sixty four characters are never too many to type, are they?', 'ok'],
  ])('%s: %s', async (passphrase, outcome) => {
    const work = add({ passphrase } satisfies Add)
    expect(await refused(work)).toBe(outcome)
  })

  test('is the same in another form of Unicode', async () => {
    await add({ passphrase: 'Schächte über großen Flüssen'.normalize('NFD') })
    expect(await refused(core.client('other').call('people.signIn', { who: '4711', passphrase: 'Schächte über großen Flüssen'.normalize('NFC') }))).toBe('ok')
  })
})

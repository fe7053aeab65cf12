import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { sha256sumVerifies, sshKeygenVerifies, unpack } from '../../electron/cli/demo/stock-tools.ts'
import type { ErrorCode } from '../../shared/contract/error.ts'
import { remember } from '../../shared/package/verdict.ts'
import { fixedClock } from '../support/fixed-ports.ts'
import { startTestCore, testPassphrase, type TestCore } from '../support/in-process.ts'
import { handOver, reportingPlant, verifyFile, verifyInRecord } from '../support/released-files.ts'

const passphrase = testPassphrase
const hour = 3_600_000
let cores: TestCore[] = []

afterEach(async () => {
  await Promise.all(cores.map((core) => core.remove()))
  cores = []
})

function start(...options: Parameters<typeof startTestCore>): TestCore {
  const core = startTestCore(...options)
  cores.push(core)
  return core
}

async function codeOf(call: Promise<unknown>): Promise<ErrorCode | 'ok'> {
  try {
    await call
    return 'ok'
  } catch (error) {
    return (error as { readonly code: ErrorCode }).code
  }
}

/** What ssh-keygen and sha256sum say, which know neither revocation nor time. */
function stockSays(core: TestCore, path: string, anchor: string, signer: string): readonly string[] {
  const folder = join(core.folders.root, `unpacked-${path.split('/').at(-1) ?? ''}`)
  unpack(path, folder)
  const file = join(core.folders.root, 'anchor')
  writeFileSync(file, `${anchor}\n`)
  return [sshKeygenVerifies(folder, file, signer), sha256sumVerifies(folder)]
}

async function siteKeys(core: TestCore) {
  return (await core.api.call('keys.list', {})).keys.filter(({ kind }) => kind === 'site')
}

describe('a site key', () => {
  test('that is replaced leaves what it signed genuine; the new one signs from then on, also on a clock that was set back', async () => {
    const clock = fixedClock()
    const core = start({ clock })
    const { api } = core
    const plant = await reportingPlant(core)
    const { anchor } = await api.call('keys.anchor', {})
    const first = await plant.release(null)
    clock.change({ at: clock.read().at + hour })
    await api.call('keys.replaceSite', { site: plant.site, reason: 'PC given away', passphrase, second: null })
    clock.change({ at: clock.read().at - 24 * hour })
    const second = await plant.release('corrected')
    clock.change({ at: clock.read().at + 48 * hour })
    const now = clock.read().at
    const [before, after] = [verifyFile(first, [anchor], {}, now), verifyFile(second, [anchor], {}, now)]
    expect([before.code, after.code]).toEqual(['genuine', 'genuine'])
    expect(after.keys?.number).toBeGreaterThan(before.keys?.number ?? 0)
    expect(after.signer?.fingerprint).not.toBe(before.signer?.fingerprint)
    expect(after.signer?.entityFingerprint).toBe(before.signer?.entityFingerprint)
    // Whoever has the newer list knows that the old key has ended.
    const memory = remember(null, after)
    expect(verifyFile(first, [anchor], { received: memory === null ? null : [memory] }, now)).toMatchObject({ code: 'genuine-replaced', findings: expect.arrayContaining([{ code: 'key-expired', count: null }]) as unknown })
    for (const [path, { signer }] of [[first, before], [second, after]] as const) {
      for (const said of stockSays(core, path, anchor, signer?.principal ?? '')) expect(['ok', 'not-run']).toContain(said)
    }
    const [current, old] = await siteKeys(core)
    expect([current?.state, current?.signed, old?.state, old?.signed]).toEqual(['in-use', 1, 'ended', 1])
  })

  test('that is revoked spoils everything it signed, for whoever knows the newer list, and a new key signs at once', async () => {
    const clock = fixedClock()
    const core = start({ clock })
    const { api } = core
    const plant = await reportingPlant(core)
    const { anchor } = await api.call('keys.anchor', {})
    const stolen = await plant.release(null)
    const [key] = await siteKeys(core)
    clock.change({ at: clock.read().at + hour })
    await api.call('keys.revoke', { key: key?.id ?? '', since: clock.read().at - hour / 2, reason: 'laptop stolen', passphrase })
    // The own record needs no package to know.
    expect(await verifyInRecord(core, stolen)).toMatchObject({ code: 'not-genuine', fault: { code: 'key-revoked' } })
    const next = await plant.release('signed with the new key')
    expect((await verifyInRecord(core, next)).code).toBe('genuine')

    // A recipient offline believes the old key until a newer list comes to it.
    const recipient = start({ clock })
    await recipient.create()
    expect((await verifyInRecord(recipient, stolen, anchor)).code).toBe('genuine')
    expect((await verifyInRecord(recipient, next, anchor)).code).toBe('genuine')
    const verdict = await verifyInRecord(recipient, stolen, anchor)
    expect(verdict).toMatchObject({ code: 'not-genuine', fault: { code: 'key-revoked' } })
    expect(verdict.findings).toContainEqual({ code: 'newer-keys-known', count: null })
    // The stock tools cannot know.
    for (const said of stockSays(core, stolen, anchor, verdict.signer?.principal ?? '')) expect(['ok', 'not-run']).toContain(said)

    const [current, old] = await siteKeys(core)
    expect(current).toMatchObject({ state: 'in-use', signed: 1 })
    expect(old).toMatchObject({ state: 'revoked', reason: 'laptop stolen', signed: 1, revokedAt: clock.read().at - hour / 2 })
    expect(await codeOf(api.call('keys.revoke', { key: old?.id ?? '', since: 0, reason: 'again', passphrase }))).toBe('conflict')
    expect((await core.job(api.call('audit.check', {}))) as object).toMatchObject({ intact: true })
  })

  test('that is replaced after a backup was put back is above every list that was lost with the record', async () => {
    const core = start()
    const { api } = core
    const { site } = await core.create()
    await core.job(api.call('backups.make', { place: null }))
    await api.call('keys.replaceSite', { site, reason: 'lost with the record', passphrase, second: null })
    const { number: lost } = await api.call('keys.list', {})
    await api.call('store.close', {})
    const { backups } = await api.call('backups.found', {})
    await api.call('store.restore', { which: backups[0]?.id ?? '', what: 'record', passphrase, recoveryKey: null })
    await api.call('keys.replaceSite', { site, reason: 'after the restore', passphrase, second: null })
    const { number: first } = await api.call('keys.list', {})
    await api.call('keys.replaceEntity', { reason: 'after the restore', passphrase, second: null })
    const { number: second } = await api.call('keys.list', {})
    expect(lost).toBeLessThan(first)
    expect([first, second]).toEqual([1001, 1002])
  })

  test('is touched by nobody without the passphrase, and tries are slowed down and noted', async () => {
    const core = start()
    const { site } = await core.create()
    const { api } = core
    const [key] = await siteKeys(core)
    const wrong = { reason: 'r', passphrase: 'not the right one at all' }
    expect(await codeOf(api.call('keys.replaceSite', { site, ...wrong, second: null }))).toBe('wrong-sign-in')
    expect(await codeOf(api.call('keys.revoke', { key: key?.id ?? '', since: 0, ...wrong }))).toBe('wrong-sign-in')
    expect(await siteKeys(core)).toEqual([key])
    expect(await codeOf(api.call('keys.revoke', { key: key?.id ?? '', since: 8_000_000_000_000, reason: 'r', passphrase }))).toBe('instant-in-future')
  })
})

describe('the key of a person', () => {
  test('ends with the access and can then be revoked; the one in use and the entity\'s own cannot', async () => {
    const core = start()
    const { api } = core
    await core.create()
    const { id } = await api.call('accounts.add', { name: 'Ben Kurz', function: '', badge: '4711', grants: [{ role: 'engineer', site: null }], validUntil: null, passphrase: 'seven quiet herons at dusk' })
    const keyOf = async (kind: 'person' | 'entity') => (await api.call('keys.list', {})).keys.find((key) => key.kind === kind && (kind === 'entity' || key.owner === id))
    const revoke = async (key: string) => codeOf(api.call('keys.revoke', { key, since: 0, reason: 'told to somebody', passphrase }))
    expect(await revoke((await keyOf('person'))?.id ?? '')).toBe('conflict')
    expect(await revoke((await keyOf('entity'))?.id ?? '')).toBe('conflict')
    // The row of the same key under an earlier entity key is no way around.
    const earlier = (await keyOf('person'))?.id ?? ''
    await api.call('keys.replaceEntity', { reason: 'r', passphrase, second: null })
    expect((await keyOf('person'))?.id).not.toBe(earlier)
    expect(await revoke(earlier)).toBe('conflict')
    await api.call('accounts.end', { id, reason: 'left' })
    expect(await keyOf('person')).toMatchObject({ state: 'ended' })
    expect(await revoke((await keyOf('person'))?.id ?? '')).toBe('ok')
    expect(await keyOf('person')).toMatchObject({ state: 'revoked' })
  })
})

describe('the key of the entity', () => {
  /** A plant that changed its key once after its first release, and a recipient somewhere else. */
  async function changed() {
    const clock = fixedClock()
    const sender = start({ clock })
    const plant = await reportingPlant(sender)
    const { anchor: oldAnchor } = await sender.api.call('keys.anchor', {})
    const first = await plant.release(null)
    clock.change({ at: clock.read().at + hour })
    await sender.api.call('keys.replaceEntity', { reason: 'every two years', passphrase, second: null })
    const { anchor: newAnchor } = await sender.api.call('keys.anchor', {})
    const carried = async () => join(sender.folders.exports, await carryChange(sender))
    const file = await carried()
    const second = await plant.release('signed under the new key')
    const recipient = start({ clock })
    await recipient.create()
    const look = async (path: string, anchors: string) => recipient.api.call('keyChange.look', { file: await handOver(recipient, path), anchors })
    const accept = async (path: string, anchors: string, to: string) => recipient.api.call('keyChange.accept', { file: await handOver(recipient, path), anchors, to })
    return { clock, sender, plant, oldAnchor, newAnchor, first, second, file, carried, recipient, look, accept }
  }

  async function carryChange(core: TestCore): Promise<string> {
    const { places } = await core.api.call('places.list', {})
    const place = places.find(({ kind }) => kind === 'folder')?.id ?? ''
    return ((await core.job(core.api.call('keys.carryList', { place, reason: '' }))) as { readonly name: string }).name
  }

  test('that changes leaves everything genuine by its own anchor, and goes on with the list of keys', async () => {
    const { sender, oldAnchor, newAnchor, first, second, clock } = await changed()
    expect(newAnchor).not.toBe(oldAnchor)
    const now = clock.read().at + 10 * hour
    expect([verifyFile(first, [oldAnchor], {}, now).code, verifyFile(second, [newAnchor], {}, now).code]).toEqual(['genuine', 'genuine'])
    expect(verifyFile(second, [oldAnchor], {}, now)).toMatchObject({ code: 'not-genuine', fault: { code: 'certificate-not-by-anchor' } })
    expect(verifyFile(first, [oldAnchor, newAnchor], {}, now).code).toBe('genuine')
    // The site's own key is the same one, certified anew.
    expect(verifyFile(second, [newAnchor]).signer?.fingerprint).toBe(verifyFile(first, [oldAnchor]).signer?.fingerprint)
    expect((await verifyInRecord(sender, first)).code).toBe('genuine')
    expect((await verifyInRecord(sender, second)).code).toBe('genuine')
    const principal = verifyFile(first, [oldAnchor]).signer?.principal ?? ''
    for (const [path, anchor] of [[first, oldAnchor], [second, newAnchor]] as const) for (const said of stockSays(sender, path, anchor, principal)) expect(['ok', 'not-run']).toContain(said)
    expect(await sender.job(sender.api.call('audit.check', {}))).toMatchObject({ intact: true })
    const [entity, before] = (await sender.api.call('keys.list', {})).keys
    expect([entity?.state, before?.state, before?.kind]).toEqual(['in-use', 'ended', 'entity'])
    const card = await sender.api.call('keys.card', { language: 'en' })
    expect([card.anchor, card.continues]).toEqual([newAnchor, before?.fingerprint])
    expect(JSON.stringify(card.document)).toContain(before?.fingerprint)
    const { document } = await sender.api.call('keys.ceremony', { language: 'de', present: ['Anna Berg, Werkleitung', 'Ben Kurz'], place: 'Leitstand' })
    for (const word of [newAnchor, card.entityFingerprint, before?.fingerprint ?? '', 'Anna Berg, Werkleitung', 'Ben Kurz', 'Leitstand']) expect(JSON.stringify(document)).toContain(JSON.stringify(word).slice(1, -1))
  })

  test('is taken over by a recipient from the statement that both keys signed, once and by an explicit act', async () => {
    const { recipient, oldAnchor, newAnchor, first, second, file, look, accept } = await changed()
    expect((await verifyInRecord(recipient, first, oldAnchor)).code).toBe('genuine')
    expect((await verifyInRecord(recipient, second, oldAnchor)).fault?.code).toBe('certificate-not-by-anchor')
    // Nothing is known here of that entity, or not of the key that was replaced.
    expect((await look(file, '')).fault?.code).toBe('key-change-not-from-anchor')
    const { change, fault } = await look(file, oldAnchor)
    expect([fault, change?.number, change?.anchor]).toEqual([null, 1, newAnchor])
    // Looking is not accepting.
    expect((await verifyInRecord(recipient, second, oldAnchor)).code).toBe('not-genuine')
    expect(await codeOf(accept(file, oldAnchor, 'SHA256:another'))).toBe('conflict')
    expect((await accept(file, oldAnchor, change?.to ?? '')).anchor).toBe(newAnchor)
    for (const anchor of [oldAnchor, newAnchor]) for (const path of [first, second]) expect((await verifyInRecord(recipient, path, anchor)).code).toMatch(/^genuine/)
    expect((await look(file, oldAnchor)).fault?.code).toBe('replayed')
    expect(await codeOf(accept(file, oldAnchor, change?.to ?? ''))).toBe('conflict')
  })

  test('signs a list that a recipient can take over without a report, so that a stolen key is refused at once', async () => {
    const sender = start()
    const plant = await reportingPlant(sender)
    const { anchor } = await sender.api.call('keys.anchor', {})
    const stolen = await plant.release(null)
    const recipient = start()
    await recipient.create()
    const [key] = await siteKeys(sender)
    await sender.api.call('keys.revoke', { key: key?.id ?? '', since: 0, reason: 'laptop stolen', passphrase })
    const file = await handOver(recipient, join(sender.folders.exports, await carryChange(sender)))
    expect((await verifyInRecord(recipient, stolen, anchor)).code).toBe('genuine')
    expect((await recipient.api.call('keyChange.look', { file, anchors: '' })).fault?.code).toBe('key-change-not-from-anchor')
    const looked = await recipient.api.call('keyChange.look', { file, anchors: anchor })
    expect(looked).toMatchObject({ fault: null, change: null, list: { revoked: [{ fingerprint: key?.fingerprint, reason: 'laptop stolen' }] } })
    expect(await codeOf(recipient.api.call('keyChange.accept', { file, anchors: anchor, to: '' }))).toBe('conflict')
    await recipient.api.call('keyChange.learn', { file, anchors: anchor })
    expect(await verifyInRecord(recipient, stolen, anchor)).toMatchObject({ code: 'not-genuine', fault: { code: 'key-revoked' } })
    expect(await codeOf(recipient.api.call('keyChange.learn', { file, anchors: anchor }))).toBe('conflict')
    // The next list has a name of its own, so the stick takes it too.
    await sender.api.call('keys.replaceSite', { site: plant.site, reason: 'r', passphrase, second: null })
    expect(await codeOf(carryChange(sender))).toBe('ok')
  })

  test('that changes again is followed from either key; the earlier statement is then a replay', async () => {
    const { clock, sender, plant, file, carried, oldAnchor, newAnchor, look, accept, recipient } = await changed()
    clock.change({ at: clock.read().at + hour })
    await sender.api.call('keys.replaceEntity', { reason: 'somebody left', passphrase, second: null })
    const both = await carried()
    const third = await plant.release('under the third key')
    const { anchor: thirdAnchor } = await sender.api.call('keys.anchor', {})
    for (const anchor of [oldAnchor, newAnchor]) expect((await look(both, anchor)).change).toMatchObject({ number: 2, anchor: thirdAnchor })
    const { change } = await look(both, oldAnchor)
    await accept(both, oldAnchor, change?.to ?? '')
    expect((await verifyInRecord(recipient, third, oldAnchor)).code).toBe('genuine')
    expect((await look(file, oldAnchor)).fault?.code).toBe('replayed')
    // Whoever holds a replaced key has no say any more: neither over the change, nor over the list of keys.
    expect((await look(both, thirdAnchor)).fault?.code).toBe('replayed')
  })

  test('of one store is changed by its own passphrase alone', async () => {
    const core = start()
    await core.create()
    const { anchor } = await core.api.call('keys.anchor', {})
    expect(await codeOf(core.api.call('keys.replaceEntity', { reason: 'r', passphrase: 'not the right one at all', second: null }))).toBe('wrong-sign-in')
    expect((await core.api.call('keys.anchor', {})).anchor).toBe(anchor)
  })
})

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openStoreFile } from '../../db/open.ts'
import { storeVersion } from '../../db/migrations/migrations.ts'
import { sha256sumVerifies, sshKeygenVerifies, unpack } from '../../electron/cli/demo/stock-tools.ts'
import { readKeyrings } from '../../electron/core/keyring-file.ts'
import { openWithPassphrase, storeKeyOf } from '../../electron/core/keyring.ts'
import { nodeEd25519, nodeHash, nodeInflate } from '../../electron/core/crypto.ts'
import type { ErrorCode } from '../../shared/contract/error.ts'
import { readChangeChain } from '../../shared/package/key-change.ts'
import { readKeyCertificate } from '../../shared/package/key-certificate.ts'
import { keyFileBytes, readKeyBytes, type KeyFiles } from '../../shared/package/key-file.ts'
import { keyRequestFiles, readKeyRequest } from '../../shared/package/key-request.ts'
import { publicKeyLine } from '../../shared/package/ssh-key.ts'
import { plainFrames, plainPages } from '../faults/plain-pages.ts'
import { carry, exchangingRecords, type ExchangingRecords } from '../support/exchanging-records.ts'
import { startTestCore, testPassphrase as passphrase, type TestCore } from '../support/in-process.ts'
import { handOver, verifyFile, verifyInRecord } from '../support/released-files.ts'
import { storePorts } from '../support/store-fixture.ts'

const hour = 3_600_000
let opened: ExchangingRecords[] = []

afterEach(async () => {
  await Promise.all(opened.map((records) => records.remove()))
  opened = []
})

async function records(): Promise<ExchangingRecords> {
  const made = await exchangingRecords()
  opened.push(made)
  return made
}

async function refusal(call: Promise<unknown>): Promise<ErrorCode | 'ok'> {
  try {
    await call
    return 'ok'
  } catch (error) {
    return (error as { readonly code: ErrorCode }).code
  }
}

async function anchorOf({ api }: Pick<TestCore, 'api'>): Promise<string> {
  return (await api.call('keys.anchor', {})).anchor
}

async function faultAt(core: TestCore, path: string): Promise<string | null> {
  return (await core.api.call('keyExchange.look', { file: await handOver(core, path) })).fault?.code ?? null
}

/** Where a closed record still has some bytes: its file, its log and both keyrings, decrypted where they are encrypted. */
async function foundIn(core: TestCore, seed: Uint8Array | null): Promise<{ readonly seed: Uint8Array; readonly where: readonly string[] }> {
  const at = (name: string): string => join(core.folders.store, name)
  const state = readKeyrings({ keyring: at('keyring.json'), keyringCopy: at('keyring.2.json') }, storeVersion)
  if (state.kind !== 'found') throw new Error('no keyring')
  const key = storeKeyOf((await openWithPassphrase(state.keyrings[0], passphrase, storePorts())).dataKey)
  const pages = (name: string, read: typeof plainPages): Buffer[] => (existsSync(at(name)) ? read(readFileSync(at(name)), key) : [])
  const [file, log] = [pages('store.db', plainPages), pages('store.db-wal', plainFrames)]
  let wanted = seed
  if (wanted === null) {
    const outcome = openStoreFile(at('store.db'), key, 'reader', storeVersion)
    if (!outcome.ok) throw new Error(outcome.why)
    wanted = outcome.connection.prepare(`SELECT seed FROM signing_key WHERE kind = 'entity' AND seed IS NOT NULL`).pluck().get() as Uint8Array
    outcome.connection.close()
  }
  const bytes = Buffer.from(wanted)
  const texts = [bytes.toString('base64'), bytes.toString('hex'), bytes.toString('base64url')]
  const holds = (page: Buffer): boolean => page.includes(bytes) || texts.some((text) => page.includes(text))
  const where = [...(file.some(holds) ? ['store.db'] : []), ...(log.some(holds) ? ['store.db-wal'] : []), ...['keyring.json', 'keyring.2.json'].filter((name) => holds(readFileSync(at(name))))]
  return { seed: wanted, where }
}

const keyPorts = { hash: nodeHash, ed25519: nodeEd25519 }

function filesOfZip(path: string): KeyFiles {
  const read = readKeyBytes(new Uint8Array(readFileSync(path)), { hash: nodeHash, inflate: nodeInflate })
  if ('fault' in read) throw new Error(read.fault.code)
  return read.files
}

describe('the key of the entity kept at a head office', () => {
  test('certifies the site by request and answer; packages carry its certificate, and recipients follow from the old card', async () => {
    const { clock, plant, office, ask, certify, take } = await records()
    const before = await anchorOf(plant)
    const first = await plant.release(null)
    const request = await ask()
    const seen = await office.api.call('keyExchange.look', { file: await handOver(office, request) })
    const { sites } = await plant.api.call('keys.card', { language: 'en' })
    expect(seen).toMatchObject({ fault: null, answer: null, request: { entity: { name: 'Nordwasser' }, sites: [{ name: 'Werk Nord', fingerprint: sites[0]?.fingerprint, replaces: null, before: [] }], people: [expect.any(String)], revoked: [] } })
    expect(seen.request?.handsOver).toBe((await plant.api.call('keys.card', { language: 'en' })).entityFingerprint)
    // Asking changes nothing in what signs.
    expect(verifyFile(await plant.release('while the request is away'), [before]).code).toBe('genuine')
    clock.change({ at: clock.read().at + hour })
    const answer = await certify(request)
    const { answer: shown } = await plant.api.call('keyExchange.look', { file: await handOver(plant, answer) })
    expect(shown).toMatchObject({ by: { name: 'Zentrale' }, forgets: true, sites: [{ name: 'Werk Nord' }], people: 1 })
    await take(answer)

    const after = await anchorOf(plant)
    expect(after.split(' ').slice(1)).toEqual((await anchorOf(office)).split(' ').slice(1))
    expect(after.split(' ')[0]).toBe(before.split(' ')[0])
    const second = await plant.release('certified by the head office')
    const now = clock.read().at + hour
    expect(verifyFile(second, [after], {}, now)).toMatchObject({ code: 'genuine', signer: { entityFingerprint: shown?.authority, fingerprint: sites[0]?.fingerprint } })
    expect(verifyFile(second, [before], {}, now)).toMatchObject({ code: 'not-genuine', fault: { code: 'certificate-not-by-anchor' } })
    expect(verifyFile(first, [before], {}, now).code).toBe('genuine')
    expect((await verifyInRecord(plant, first)).code).toMatch(/^genuine/)
    const principal = verifyFile(second, [after]).signer?.principal ?? ''
    const folder = join(plant.folders.root, 'second')
    unpack(second, folder)
    writeFileSync(join(plant.folders.root, 'anchor'), `${after}\n`)
    for (const said of [sshKeygenVerifies(folder, join(plant.folders.root, 'anchor'), principal), sha256sumVerifies(folder)]) expect(['ok', 'not-run']).toContain(said)

    // A recipient that has the old card takes the new key over from the plant's list, as after any change.
    const { places } = await plant.api.call('places.list', {})
    const { name } = (await plant.job(plant.api.call('keys.carryList', { place: places.find(({ kind }) => kind === 'folder')?.id ?? '', reason: '' }))) as { readonly name: string }
    const recipient = startTestCore({ clock })
    try {
      await recipient.create()
      expect((await verifyInRecord(recipient, first, before)).code).toBe('genuine')
      const file = await handOver(recipient, join(plant.folders.exports, name))
      const { change } = await recipient.api.call('keyChange.look', { file, anchors: before })
      expect(change).toMatchObject({ number: 1, to: shown?.authority, anchor: after })
      await recipient.api.call('keyChange.accept', { file, anchors: before, to: change?.to ?? '' })
      expect((await verifyInRecord(recipient, second, before)).code).toBe('genuine')
    } finally {
      await recipient.remove()
    }
    for (const core of [plant, office]) expect(await core.job(core.api.call('audit.check', {}))).toMatchObject({ intact: true })
  })

  test('is forgotten by the plant: no copy of the seed is left in record, log or keyrings', async () => {
    const { plant, exchange } = await records()
    await plant.api.call('store.close', {})
    const { seed, where } = await foundIn(plant, null)
    expect(where).toEqual(['store.db'])
    await plant.api.call('store.open', { passphrase })
    await exchange()
    // The log of the database is cut at once, not only when the record is closed.
    expect((await foundIn(plant, seed)).where).toEqual([])
    await plant.api.call('store.close', {})
    expect((await foundIn(plant, seed)).where).toEqual([])
    // And a restart, with its own keyring work, brings nothing back.
    await plant.api.call('store.open', { passphrase })
    expect(await plant.api.call('keyExchange.state', {})).toMatchObject({ keyHere: false, waiting: 0, asked: { answered: true } })
  })

  test('leaves the plant able to report, take people in and let them go; what needs the key is refused with where it is', async () => {
    const { plant, exchange } = await records()
    const { api } = plant
    await exchange()
    const [key] = (await api.call('keys.list', {})).keys.filter(({ kind }) => kind === 'site')
    const act = { reason: 'r', passphrase }
    expect(await refusal(api.call('keys.replaceSite', { site: plant.site, ...act, second: null }))).toBe('entity-key-elsewhere')
    expect(await refusal(api.call('keys.revoke', { key: key?.id ?? '', since: 0, ...act }))).toBe('entity-key-elsewhere')
    expect(await refusal(api.call('keys.replaceEntity', { ...act, second: null }))).toBe('entity-key-elsewhere')
    const { id } = await api.call('accounts.add', { name: 'Ben Kurz', function: '', badge: '4711', grants: [{ role: 'administrator', site: null }], validUntil: null, passphrase: 'seven quiet herons at dusk' })
    const stateOf = async () => (await api.call('keys.list', {})).keys.find(({ owner }) => owner === id)?.state
    expect(await stateOf()).toBe('waiting')
    // Whose key is not certified yet is not asked for as second person: nothing waits for that.
    expect((await api.call('keys.list', {})).second).toEqual({ needed: false, possible: [] })
    expect(verifyFile(await plant.release(null), [await anchorOf(plant)]).code).toBe('genuine')
    await exchange()
    expect(await stateOf()).toBe('in-use')
    await api.call('accounts.end', { id, reason: 'left' })
    expect(await stateOf()).toBe('ended')
    // A site that is added later signs once it is certified, and until then says so.
    const { id: site } = await api.call('sites.save', { id: null, name: 'Werk Süd', country: 'DE', address: '', zone: 'Europe/Berlin', courierMinutes: 0 })
    expect((await api.call('keyExchange.state', {})).waiting).toBe(1)
    await exchange()
    expect((await api.call('keys.list', {})).keys.filter(({ owner }) => owner === site)).toMatchObject([{ state: 'in-use' }])
  })

  test('renews a site key by a request that the old and the new one sign, and revokes one that somebody else may have', async () => {
    const { clock, plant, office, exchange, ask, certify, take } = await records()
    const { api } = plant
    await exchange()
    const first = await plant.release(null)
    const request = await ask({ authority: '', renew: [plant.site] })
    expect(await office.api.call('keyExchange.look', { file: await handOver(office, request) })).toMatchObject({ fault: null, request: { handsOver: null, sites: [{ replaces: verifyFile(first, []).signer?.fingerprint, before: [{ to: null, revokedAt: null }] }] } })
    // Until the answer is here the old key signs.
    const between = await plant.release('while the request is away')
    expect(verifyFile(between, [await anchorOf(plant)]).signer?.fingerprint).toBe(verifyFile(first, []).signer?.fingerprint)
    clock.change({ at: clock.read().at + hour })
    const until = clock.read().at + 400 * 24 * hour
    await take(await certify(request, until))
    const second = await plant.release('with the new key')
    const now = clock.read().at
    const anchor = await anchorOf(plant)
    expect([first, between, second].map((path) => verifyFile(path, [anchor], {}, now).code)).toEqual(['genuine', 'genuine', 'genuine'])
    expect(verifyFile(second, [anchor], {}, now).signer?.fingerprint).not.toBe(verifyFile(first, [anchor], {}, now).signer?.fingerprint)
    expect((await api.call('keyExchange.state', {})).validUntil).toBe(until)
    // A key whose time is over still signs: reporting waits for nobody. Whoever verifies is told.
    clock.change({ at: until + hour })
    expect(verifyFile(await plant.release('late'), [anchor], {}, until + hour)).toMatchObject({ code: 'not-genuine', fault: { code: 'key-outside-window' } })

    const stolen = (await api.call('keys.list', {})).keys.find(({ kind, state }) => kind === 'site' && state === 'in-use')?.id ?? ''
    await exchange({ authority: '', revoke: [{ key: stolen, since: clock.read().at - 2 * hour, reason: 'laptop stolen' }] })
    expect(await verifyInRecord(plant, second)).toMatchObject({ code: 'not-genuine', fault: { code: 'key-revoked' } })
    expect((await verifyInRecord(plant, await plant.release('after the theft'))).code).toBe('genuine')
    expect((await api.call('keys.list', {})).keys.filter(({ kind }) => kind === 'site').map(({ state }) => state).sort()).toEqual(['ended', 'in-use', 'revoked'])
  })

  test('refuses what was not asked, was asked before, or was asked of somebody else', async () => {
    const { plant, office, ask, certify, take, exchange } = await records()
    const other = await records()
    const early = await ask()
    const { request, answer } = await exchange()
    expect(await faultAt(office, request)).toBe('replayed')
    expect(await faultAt(plant, answer)).toBe('replayed')
    expect(await refusal(take(answer))).toBe('conflict')
    // An earlier request is answered with the same change of key, and its answer is not taken over.
    expect(await faultAt(plant, await certify(early))).toBe('replayed')
    const foreign = await other.ask()
    expect(await faultAt(office, foreign)).toBe('key-request-not-for-here')
    expect(await faultAt(other.plant, answer)).toBe('key-certificate-not-asked')
    expect(await faultAt(plant, await other.certify(foreign))).toBe('key-certificate-not-asked')
    expect(await faultAt(office, answer)).toBe('key-certificate-not-asked')
    expect(await faultAt(plant, request)).toBe('key-request-not-for-here')
    expect(await faultAt(office, await plant.release(null))).toBe('file-missing')
    // The head office cannot hand its own key on while others rely on it, and a plant cannot ask without a line.
    const act = { renew: [], revoke: [], validUntil: null, reason: 'r', passphrase, second: null }
    expect(await refusal(office.api.call('keyExchange.ask', { authority: await anchorOf(other.office), ...act }))).toBe('conflict')
    expect(await refusal(other.plant.api.call('keyExchange.ask', { authority: '', ...act }))).toBe('invalid-input')
    expect(await refusal(other.plant.api.call('keyExchange.ask', { authority: await anchorOf(other.plant), ...act }))).toBe('invalid-input')
    expect(await refusal(other.plant.api.call('keyExchange.ask', { authority: await anchorOf(other.office), ...act, passphrase: 'not the right one at all' }))).toBe('wrong-sign-in')
  })

  test('does not take a revocation back with an answer to a request from before it', async () => {
    const { clock, plant, ask, certify, take, exchange } = await records()
    const { api } = plant
    const first = await plant.release(null)
    const stolen = (await api.call('keys.list', {})).keys.find(({ kind }) => kind === 'site')?.id ?? ''
    await api.call('keys.replaceSite', { site: plant.site, reason: 'r', passphrase, second: null })
    const request = await ask()
    clock.change({ at: clock.read().at + hour })
    await api.call('keys.revoke', { key: stolen, since: clock.read().at - hour, reason: 'stolen', passphrase })
    const answer = await certify(request)
    expect(await faultAt(plant, answer)).toBe('key-certificate-not-asked')
    expect(await refusal(take(answer))).toBe('conflict')
    expect((await api.call('keyExchange.state', {})).keyHere).toBe(true)
    await exchange()
    expect(await api.call('keyExchange.state', {})).toMatchObject({ keyHere: false })
    const last = await plant.release('after the answer')
    const list = JSON.parse(Buffer.from(filesOfZip(last).get('keys/keys.json') ?? []).toString()) as { readonly keys: readonly { readonly fingerprint: string; readonly revokedAt: number | null }[] }
    expect(list.keys.filter(({ fingerprint }) => fingerprint === verifyFile(first, []).signer?.fingerprint).map(({ revokedAt }) => revokedAt)).not.toContain(null)
  })

  test('is not asked in the name of an entity by somebody who holds none of its keys', async () => {
    const { plant, office, exchange } = await records()
    const { request, answer } = await exchange()
    const asked = readKeyRequest(filesOfZip(request), keyPorts)
    const given = readKeyCertificate(filesOfZip(answer), keyPorts)
    const seed = new Uint8Array(32).fill(7)
    const key = publicKeyLine(nodeEd25519.publicKey(seed))
    const [own] = asked.request.sites
    const { entity } = asked.request
    // A site that nobody knows yet needs no former key; what it says of the others is not its to say.
    const { files } = keyRequestFiles(
      {
        ...asked.request,
        id: 'a'.repeat(26),
        sites: [{ code: 'a'.repeat(10), name: 'Werk West', key, replaces: null }],
        keys: [
          { principal: `${'a'.repeat(10)}@${entity.code}`, key, from: null, to: null, revokedAt: null, reason: null },
          { principal: `${own?.code ?? ''}@${entity.code}`, key: own?.key ?? '', from: null, to: null, revokedAt: 0, reason: 'no reason' },
        ],
        change: null,
      },
      new Map([['a'.repeat(10), { key: seed, replaces: null }]]),
      { chain: readChangeChain(new Map([...filesOfZip(answer)].filter(([path]) => path.startsWith('changes/'))), keyPorts), half: null },
      keyPorts,
    )
    expect(given.chain).toHaveLength(1)
    const path = join(plant.folders.root, 'stranger.zip')
    writeFileSync(path, keyFileBytes(files, nodeHash))
    expect(await faultAt(office, path)).toBe('key-request-not-by-site')
  })

  test('is replaced at the head office: the answer is written anew and taken over without another request', async () => {
    const { clock, plant, office, exchange, take } = await records()
    await exchange()
    const first = await plant.release(null)
    const before = await anchorOf(plant)
    clock.change({ at: clock.read().at + hour })
    await office.api.call('keys.replaceEntity', { reason: 'every two years', passphrase, second: null })
    const { answered } = await office.api.call('keyExchange.state', {})
    await take(await carry(office, answered[0]?.id ?? ''))
    const after = await anchorOf(plant)
    expect(after).not.toBe(before)
    const second = await plant.release('under the second key of the head office')
    expect([verifyFile(first, [before]).code, verifyFile(second, [after]).code]).toEqual(['genuine', 'genuine'])
    await exchange()
    expect(verifyFile(await plant.release('and on'), [after]).code).toBe('genuine')
  })

  test('is asked for again by a plant that went back to a backup from before', async () => {
    const { plant, exchange } = await records()
    const { api } = plant
    await plant.job(api.call('backups.make', { place: null }))
    await exchange()
    const after = await anchorOf(plant)
    await api.call('store.close', {})
    const { backups } = await api.call('backups.found', {})
    await api.call('store.restore', { which: backups[0]?.id ?? '', what: 'record', passphrase, recoveryKey: null })
    // The backup holds the key again; the record says so, and the same change is made once more.
    expect((await api.call('keyExchange.state', {})).keyHere).toBe(true)
    await exchange()
    expect(await api.call('keyExchange.state', {})).toMatchObject({ keyHere: false })
    expect(await anchorOf(plant)).toBe(after)
    expect(verifyFile(await plant.release(null), [after]).code).toBe('genuine')
  })
})

describe('stock tools', () => {
  test('show the fingerprints of request and answer, and the certificate', async () => {
    const { plant, office, exchange } = await records()
    const { request, answer } = await exchange()
    const card = await plant.api.call('keys.card', { language: 'en' })
    for (const [path, core, count] of [[request, plant, 1], [answer, office, 3]] as const) {
      const folder = join(core.folders.root, 'carried')
      unpack(path, folder)
      const commands = [...new Set([...readFileSync(join(folder, 'README.txt'), 'utf8').matchAll(/^ {2}(ssh-keygen .*)$/gm)].map((match) => match[1] ?? ''))]
      expect(commands).toHaveLength(count)
      for (const command of commands) {
        const said = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' })
        if (said.status === 127) continue
        expect(said.status).toBe(0)
        expect(said.stdout).toContain(path === request || command.includes(' -L ') ? card.sites[0]?.fingerprint : card.entityFingerprint)
        if (command.includes(' -L ')) expect(said.stdout).toContain(`Signing CA: ED25519 ${card.entityFingerprint}`)
      }
    }
  })
})

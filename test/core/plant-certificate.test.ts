import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { nodeCertificates } from '../../electron/core/certificates.ts'
import { nodeEd25519, nodeHash, nodeInflate } from '../../electron/core/crypto.ts'
import { memorySource } from '../../shared/package/byte-source.ts'
import { verifyPackage, type Verdict } from '../../shared/package/verify.ts'
import { readEntry, readZip } from '../../shared/package/zip-read.ts'
import { zipChunks, planZip } from '../../shared/package/zip-write.ts'
import { certificateFilePassword, makeCertificateFile } from '../support/certificate-file.ts'
import { fixedClock, fixedIds, fixedRandom } from '../support/fixed-ports.ts'
import { makeTestFolders, startTestCore, testPassphrase, type TestCore, type TestFolders } from '../support/in-process.ts'
import { reportingPlant, verifyInRecord } from '../support/released-files.ts'

const day = 86_400_000
const started = Date.UTC(2026, 10, 23, 7)
const running: TestCore[] = []
let good = new Uint8Array()
let other = new Uint8Array()

beforeAll(async () => {
  good = new Uint8Array(await makeCertificateFile({ name: 'Wasserwerk Talau', from: started - day, to: started + 100 * day }))
  other = new Uint8Array(await makeCertificateFile({ name: 'Another', from: started - day, to: started + 800 * day }))
}, 60_000)

afterEach(async () => {
  const cores = running.splice(0)
  for (const core of cores) await core.stop()
  for (const core of cores) await core.remove()
})

interface Plant {
  readonly core: TestCore
  readonly clock: ReturnType<typeof fixedClock>
  readonly release: (reason: string | null) => Promise<string>
}

async function start(folders?: TestFolders): Promise<Plant> {
  const clock = fixedClock(started)
  const core = startTestCore({ clock, random: fixedRandom('plant'), ids: fixedIds('plant'), productVersion: '9.9.9' }, folders)
  running.push(core)
  const plant = await reportingPlant(core)
  return { core, clock, release: (reason) => plant.release(reason) }
}

async function stage({ api }: TestCore, bytes: Uint8Array): Promise<string> {
  const { file } = await api.call('files.begin', { name: 'plant.p12', mediaType: 'application/x-pkcs12', size: bytes.length, purpose: 'inspection' })
  if (bytes.length > 0) await api.call('files.append', { file, index: 0, bytes: Buffer.from(bytes).toString('base64') })
  await api.call('files.finish', { file })
  return file
}

async function take(core: TestCore, bytes: Uint8Array = good, password = certificateFilePassword) {
  return core.api.call('plantCertificate.take', { file: await stage(core, bytes), password, passphrase: testPassphrase })
}

async function judged(core: TestCore, path: string): Promise<Verdict> {
  const { anchor } = await core.api.call('keys.anchor', {})
  const trust = { anchors: [anchor], received: null, after: null, fileName: null }
  return verifyPackage(memorySource(new Uint8Array(readFileSync(path))), trust, started, { hash: nodeHash, ed25519: nodeEd25519, inflate: nodeInflate, certificates: nodeCertificates })
}

/** The files of a package, and the package with some of them changed. */
function changedZip(path: string, change: (file: string, bytes: Uint8Array) => Uint8Array): Uint8Array {
  const zip = readZip(memorySource(new Uint8Array(readFileSync(path))))
  const files = new Map([...zip.entries].map(([name, entry]) => [name, change(name, readEntry(zip, entry, 1e8, { hash: nodeHash, inflate: nodeInflate }))]))
  const plan = planZip([...files].map(([name, bytes]) => ({ path: name, size: bytes.length, crc32: nodeHash.crc32(bytes) })))
  return new Uint8Array(Buffer.concat([...zipChunks(plan, (name) => [files.get(name) ?? new Uint8Array()])]))
}

function pdfOf(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path.replace(/\.zip$/, '.pdf')))
}

describe('the certificate of a plant', () => {
  it('is shown, signs the PDF of the next report, and the package stays genuine', async () => {
    const { core, release } = await start()
    expect(await core.api.call('plantCertificate.show', {})).toEqual({ certificate: null, state: null })
    const before = await release(null)
    expect((await judged(core, before)).pdfSignature).toBeNull()
    await take(core)
    expect(await core.api.call('plantCertificate.show', {})).toMatchObject({ state: 'valid', certificate: { subject: 'CN=Wasserwerk Talau', issuer: 'CN=Wasserwerk Talau', serial: '07', keyKind: 'rsa', keyBits: 3072, to: started + 100 * day } })
    const signed = await release('with a signature')
    expect(await judged(core, signed)).toMatchObject({ code: 'genuine', pdfSignature: { state: 'valid', certificate: { subject: 'CN=Wasserwerk Talau' } } })
    expect(await verifyInRecord(core, signed)).toMatchObject({ pdfSignature: { state: 'valid' } })
    const { incidents } = await core.api.call('incidents.list', {})
    const { releases } = await core.api.call('incidents.get', { incident: incidents[0]?.incident.id ?? '' })
    const told = await Promise.all(releases.map(async ({ id }) => (await core.api.call('plantCertificate.ofRelease', { release: id })).signing))
    expect(told).toEqual(expect.arrayContaining([null, { outcome: 'signed', subject: 'CN=Wasserwerk Talau' }]))
    const pdf = join(core.folders.root, 'report.pdf')
    writeFileSync(pdf, pdfOf(signed))
    const stock = spawnSync('pdfsig', ['-nocert', pdf])
    if (stock.error === undefined) expect(stock.stdout.toString()).toContain('Signature is Valid')
    expect(await core.job(core.api.call('audit.check', {}))).toMatchObject({ fault: null })
  }, 60_000)

  it('is told as broken or foreign where the PDF is another one, which decides nothing by itself', async () => {
    const { core, release } = await start()
    await take(core)
    const first = await release(null)
    const again = await release('once more')
    const file = join(core.folders.root, 'changed.zip')
    const flipped = (name: string, bytes: Uint8Array): Uint8Array => {
      if (name === 'report.pdf') bytes[300] = (bytes[300] ?? 0) ^ 1
      return bytes
    }
    writeFileSync(file, changedZip(first, flipped))
    expect(await judged(core, file)).toMatchObject({ code: 'rebuilt', pdfSignature: { state: 'changed', certificate: null } })
    writeFileSync(file, changedZip(first, (name, bytes) => (name === 'report.pdf' ? pdfOf(again) : bytes)))
    expect(await judged(core, file)).toMatchObject({ code: 'rebuilt', pdfSignature: { state: 'other-pdf', certificate: null } })
    writeFileSync(file, changedZip(first, (name, bytes) => (name === 'report.json' ? bytes.slice(1) : bytes)))
    expect(await judged(core, file)).toMatchObject({ code: 'not-genuine', pdfSignature: { state: 'other-pdf', certificate: null } })
  }, 60_000)

  it('never keeps a report from being released: once expired, or with an uncertain time, the PDF goes out without', async () => {
    const { core, clock, release } = await start()
    await take(core)
    clock.goTo(started + 50 * day)
    expect(await core.api.call('plantCertificate.show', {})).toMatchObject({ state: 'ending' })
    clock.goTo(started + 101 * day)
    const { state } = await core.api.call('plantCertificate.show', {})
    expect(state).toMatch(/^(expired|uncertain)$/)
    const late = await release(null)
    expect(await judged(core, late)).toMatchObject({ code: 'genuine', pdfSignature: null })
    const { incidents } = await core.api.call('incidents.list', {})
    const { releases } = await core.api.call('incidents.get', { incident: incidents[0]?.incident.id ?? '' })
    const { signing } = await core.api.call('plantCertificate.ofRelease', { release: releases[0]?.id ?? '' })
    expect(signing?.outcome).toBe(state)
  }, 60_000)

  it('whose key fails, or a PDF of another form, lets the report go out', async () => {
    const clock = fixedClock(started)
    const core = startTestCore({ clock, log: { fault: () => 'log', note: () => undefined }, renderPdf: () => Promise.resolve(new TextEncoder().encode('%PDF')) })
    running.push(core)
    const plant = await reportingPlant(core)
    await take(core)
    const path = await plant.release(null)
    expect((await judged(core, path)).code).toBe('genuine')
    const { incidents } = await core.api.call('incidents.list', {})
    const { releases } = await core.api.call('incidents.get', { incident: incidents[0]?.incident.id ?? '' })
    expect((await core.api.call('plantCertificate.ofRelease', { release: releases[0]?.id ?? '' })).signing?.outcome).toBe('failed')
  }, 60_000)

  it('gives way to another, and goes with its key', async () => {
    const { core, release } = await start()
    await take(core)
    const { id } = await take(core, other)
    expect(await core.api.call('plantCertificate.show', {})).toMatchObject({ certificate: { id, subject: 'CN=Another' } })
    await expect(core.api.call('plantCertificate.remove', { certificate: id, reason: 'stolen', passphrase: 'not the right one at all' })).rejects.toMatchObject({ code: 'wrong-sign-in' })
    await core.api.call('plantCertificate.remove', { certificate: id, reason: 'stolen', passphrase: testPassphrase })
    await expect(core.api.call('plantCertificate.remove', { certificate: id, reason: 'stolen', passphrase: testPassphrase })).rejects.toMatchObject({ code: 'not-found' })
    expect(await core.api.call('plantCertificate.show', {})).toEqual({ certificate: null, state: null })
    expect((await judged(core, await release(null))).pdfSignature).toBeNull()
    expect(await core.job(core.api.call('audit.check', {}))).toMatchObject({ fault: null })
  }, 60_000)

  it('is refused with a code, and asks for the own passphrase', async () => {
    const { core } = await start()
    await expect(take(core, good, 'another')).rejects.toMatchObject({ code: 'certificate-refused', details: { finding: 'wrong-password' } })
    await expect(take(core, good.slice(0, 900))).rejects.toMatchObject({ code: 'certificate-refused', details: { finding: 'not-readable' } })
    await expect(take(core, new Uint8Array(200_000))).rejects.toMatchObject({ code: 'certificate-refused', details: { finding: 'not-readable' } })
    const file = await stage(core, good)
    await expect(core.api.call('plantCertificate.take', { file, password: certificateFilePassword, passphrase: 'not the right one at all' })).rejects.toMatchObject({ code: 'wrong-sign-in' })
    expect(await core.api.call('plantCertificate.show', {})).toEqual({ certificate: null, state: null })
  }, 60_000)

  it('signs to the same bytes when everything that could differ is fixed', async () => {
    const folders = makeTestFolders()
    const sums = async (): Promise<Record<string, string>> => {
      const { core, release } = await start(folders)
      await take(core)
      await release(null)
      const written = Object.fromEntries(readdirSync(folders.exports).map((name) => [name, createHash('sha256').update(readFileSync(join(folders.exports, name))).digest('hex')]))
      await core.stop()
      return written
    }
    const first = await sums()
    rmSync(folders.exports, { recursive: true })
    rmSync(folders.store, { recursive: true })
    expect(await sums()).toEqual(first)
    expect(Object.keys(first)).toHaveLength(3)
  }, 60_000)
})

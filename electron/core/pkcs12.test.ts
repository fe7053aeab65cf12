import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boundsIn, CertificateMaker, filePassword, hasOpenssl } from '../../test/support/plant-certificates.ts'
import { conversionLines } from '../../shared/plant-certificate/conversion.ts'
import { nodeCertificates } from './certificates.ts'
import { readPkcs12 } from './pkcs12.ts'

const maker = new CertificateMaker()
const now = boundsIn(0.1)
let good = new Uint8Array()

beforeAll(() => {
  if (hasOpenssl) good = new Uint8Array(maker.make('good'))
}, 60_000)
afterAll(() => {
  maker.remove()
})

/** Refused within the time that somebody waits for an answer. */
async function refused(bytes: Uint8Array, password = filePassword, at = now): Promise<string | null> {
  const start = performance.now()
  const { refusal } = await readPkcs12(bytes, password, at)
  expect(performance.now() - start).toBeLessThan(10_000)
  return refusal
}

describe.runIf(hasOpenssl)('a certificate file', () => {
  it('gives certificate, chain and a key that signs', async () => {
    const read = await readPkcs12(good, filePassword, now)
    if (read.refusal !== null) throw new Error(read.refusal)
    expect(read.facts).toMatchObject({ subject: 'C=DE, O=Zweckverband, CN=Wasserwerk Talau', key: { kind: 'rsa', bits: 3072 } })
    expect(read.facts.fingerprint).toBe(/=([0-9A-F:]+)/.exec(maker.openssl('x509', '-in', 'good.pem', '-noout', '-fingerprint', '-sha256'))?.[1]?.replaceAll(':', '').toLowerCase())
    expect(read.chain).toHaveLength(0)
    const message = new Uint8Array([1, 2, 3])
    const signature = nodeCertificates.sign(read.privateKey, message)
    expect(nodeCertificates.verify(read.certificate, message, signature)).toBe(true)
    expect(nodeCertificates.verify(read.certificate, new Uint8Array([1, 2]), signature)).toBe(false)
  })

  it('may hold a key on P-256', async () => {
    const read = await readPkcs12(maker.make('p256', { key: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], usage: 'nonRepudiation' }), filePassword, now)
    if (read.refusal !== null) throw new Error(read.refusal)
    const message = new Uint8Array([1, 2, 3])
    expect(nodeCertificates.verify(read.certificate, message, nodeCertificates.sign(read.privateKey, message))).toBe(true)
  })

  it('carries the certificates of its issuers along', async () => {
    maker.make('other')
    const read = await readPkcs12(maker.pack('good', ['-certfile', 'other.pem'], ['-inkey', 'good.key']), filePassword, now)
    expect(read).toMatchObject({ refusal: null })
    if (read.refusal === null) expect(nodeCertificates.read(read.chain)?.serial).toBeDefined()
    expect(await refused(maker.pack('good', [], ['-inkey', 'good.key']))).toBeNull()
  })

  it.each([
    ['a wrong password', 'wrong-password', () => good, 'another'],
    ['no password', 'wrong-password', () => good, ''],
    ['PKCS #12 as old programs write it', 'legacy-protection', () => maker.pack('good', ['-legacy'], ['-inkey', 'good.key']), filePassword],
    ['a certificate under RC2', 'legacy-protection', () => maker.pack('good', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40', '-keypbe', 'AES-256-CBC', '-macalg', 'sha256'], ['-inkey', 'good.key']), filePassword],
    ['a key under 3DES', 'legacy-protection', () => maker.pack('good', ['-keypbe', 'PBE-SHA1-3DES'], ['-inkey', 'good.key']), filePassword],
    ['a check value of SHA-1', 'legacy-protection', () => maker.pack('good', ['-macalg', 'sha1'], ['-inkey', 'good.key']), filePassword],
    ['no check value', 'unknown-protection', () => maker.pack('good', ['-nomac'], ['-inkey', 'good.key']), filePassword],
    ['no private key', 'no-private-key', () => maker.pack('good', ['-nokeys'], []), filePassword],
    ['RSA of 2048 bits', 'rsa-too-short', () => maker.make('short', { key: ['-newkey', 'rsa:2048'] }), filePassword],
    ['another curve', 'key-kind', () => maker.make('p384', { key: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'] }), filePassword],
    ['Ed25519', 'key-kind', () => maker.make('ed', { key: ['-newkey', 'ed25519'] }), filePassword],
    ['a certificate for encryption', 'not-for-signing', () => maker.make('encrypts', { usage: 'keyEncipherment' }), filePassword],
    ['a certificate that says nothing of its use', 'not-for-signing', () => maker.make('mute', { usage: null }), filePassword],
    ['too many rounds', 'too-many-rounds', () => maker.pack('good', ['-iter', '3000000', '-nomaciter'], ['-inkey', 'good.key']), filePassword],
  ])('is refused with %s: %s', async (_what, code, make, password) => {
    expect(await refused(make(), password)).toBe(code)
  }, 60_000)

  it('in an old form is accepted after the two lines that the refusal gives', async () => {
    maker.write('old.p12', maker.pack('good', ['-legacy'], ['-inkey', 'good.key']))
    const pass = `pass:${filePassword}`
    for (const line of conversionLines('legacy-protection', 'old.p12')) {
      const [, ...words] = line.split(' ')
      maker.openssl(...words, ...(words.includes('-export') ? ['-passin', 'pass:between', '-passout', pass] : ['-passin', pass, '-passout', 'pass:between']))
    }
    // Between the two lines the key lies encrypted.
    expect(Buffer.from(maker.read('plant.pem')).toString()).toContain('BEGIN ENCRYPTED PRIVATE KEY')
    expect(await refused(maker.read('new.p12'))).toBeNull()
  })

  it('is refused once its certificate is expired, and before it is valid', async () => {
    expect(await refused(good, filePassword, boundsIn(801))).toBe('expired')
    expect(await refused(good, filePassword, boundsIn(-1))).toBe('not-yet-valid')
    expect(await refused(good, filePassword, { earliest: now.earliest, latest: boundsIn(801).latest, open: false })).toBe('expired')
  })

  it('is refused in bounded time whatever is in it', async () => {
    for (const length of [0, 1, 20, 500, good.length - 1]) expect(await refused(good.slice(0, length))).not.toBeNull()
    expect(await refused(new Uint8Array(200_000))).toBe('not-readable')
    for (const step of [Uint8Array.of(0x30, 0x80), Uint8Array.of(0x24, 0x80)]) {
      const nested = new Uint8Array(131_000)
      for (let at = 0; at < nested.length; at += 2) nested.set(step, at)
      expect(await refused(nested)).toBe('not-readable')
    }
  }, 60_000)

  it('that asks for 2^31 rounds in any place is refused at once', async () => {
    const rounds = Uint8Array.of(0x02, 0x02, 0x08, 0x00)
    const places = [...good.keys()].filter((at) => rounds.every((byte, i) => good[at + i] === byte))
    expect(places.length).toBeGreaterThan(0)
    for (const at of places) {
      for (const bomb of [[0x02, 0x02, 0x7f, 0xff], [0x02, 0x02, 0x80, 0x00]]) {
        const changed = good.slice()
        changed.set(bomb, at)
        expect(await refused(changed)).not.toBeNull()
      }
    }
    for (const value of ['7fffffff', '0080000000', '00ffffffff', '80000000', '00']) expect(await refused(withMacRounds(good, value))).toBe('too-many-rounds')
  }, 60_000)

  it('of random bytes, or with one byte changed, never throws', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => (await refused(bytes)) !== null), { numRuns: 200 })
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: good.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = good.slice()
        changed[at] = (changed[at] ?? 0) ^ change
        await refused(changed)
      }),
      { numRuns: 100 },
    )
  }, 120_000)
})

/** The file with another number of rounds for its check value, which is its last number: lengths are put right. */
function withMacRounds(file: Uint8Array, hex: string): Uint8Array {
  const value = Buffer.from(hex, 'hex')
  const at = file.length - 4
  expect([...file.slice(at, at + 2)]).toEqual([0x02, 0x02])
  const added = value.length - 2
  const changed = Buffer.concat([file.subarray(0, at), Buffer.of(0x02, value.length), value])
  // Outermost: a length of two bytes; the last part: a length of one byte, found by its end.
  changed.writeUInt16BE(changed.readUInt16BE(2) + added, 2)
  const mac = [...changed.keys()].findLast((index) => changed[index] === 0x30 && index + 2 + (file[index + 1] ?? 0) === file.length && index < at)
  if (mac === undefined) throw new Error('no check value')
  changed[mac + 1] = (changed[mac + 1] ?? 0) + added
  return new Uint8Array(changed)
}

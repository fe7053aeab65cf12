import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeEd25519, nodeHash } from '../../electron/core/crypto.ts'
import { forgeSignature } from '../../test/package/forged-signature.ts'
import { forgeCertificate } from '../../test/package/forged-certificate.ts'
import { bytesFor, fixedRandom } from '../../test/support/package-fixtures.ts'
import { utf8 } from './bytes.ts'
import { PackageFault } from './fault.ts'
import { certificateLine, issueCertificate, parseCertificate, parseCertificateLine, sameCertificate } from './ssh-certificate.ts'
import { keyFingerprint, parsePublicKeyLine, publicKeyBlob, publicKeyLine, readPublicKeyBlob } from './ssh-key.ts'
import { SshReader, SshWriter } from './ssh-wire.ts'
import { namespaces, parseSshsig, signSshsig, signSshsigDigest, sshsigHolds } from './sshsig.ts'

const ports = { hash: nodeHash, ed25519: nodeEd25519 }
const seed = bytesFor('seed')
const publicKey = nodeEd25519.publicKey(seed)
const authoritySeed = bytesFor('authority')
const principal = 'aaaaaaaaaa@bbbbbbbbbb'
const issue = (nonce = 'nonce') =>
  issueCertificate({ authoritySeed, publicKey, principal, keyId: 'pump house', serial: 12n }, { ed25519: nodeEd25519, random: fixedRandom(nonce) })

describe('SSH wire structures', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.bigInt({ min: 0n, max: 0xffffffffffffffffn }), fc.uint8Array({ maxLength: 50 }), (small, big, bytes) => {
        const reader = new SshReader(new SshWriter().u32(small).u64(big).string(bytes).string('name').bytes(), 'signature-invalid', '')
        expect([reader.u32(), reader.u64(), [...reader.string()], reader.text()]).toEqual([small, big, [...bytes], 'name'])
        reader.end()
        expect(reader.atEnd).toBe(true)
      }),
    )
  })

  it('never reads beyond the end and refuses what is left over', () => {
    const refused = (bytes: number[], read: (reader: SshReader) => unknown) =>
      expect(() => read(new SshReader(Uint8Array.from(bytes), 'signature-invalid', 'x'))).toThrow(PackageFault)
    refused([0, 0, 0], (reader) => reader.u32())
    refused([0, 0, 0, 5, 1, 2], (reader) => reader.string())
    refused([255, 255, 255, 255, 1], (reader) => reader.string())
    refused([0, 0, 0, 1, 10], (reader) => reader.text())
    refused([0, 0, 0, 1, 0xff], (reader) => reader.text())
    refused([0, 0, 0, 2, 1, 2], (reader) => reader.stringOf(3))
    refused([1], (reader) => reader.end())
  })

  it('refuses numbers outside their range when writing', () => {
    for (const value of [-1, 2 ** 32, 0.5]) expect(() => new SshWriter().u32(value)).toThrow(RangeError)
    for (const value of [-1n, 2n ** 64n]) expect(() => new SshWriter().u64(value)).toThrow(RangeError)
  })
})

describe('SSH public keys', () => {
  it('has 51 bytes and comes back from blob and line', () => {
    const blob = publicKeyBlob(publicKey)
    expect(blob).toHaveLength(51)
    expect(readPublicKeyBlob(blob)).toEqual(publicKey)
    expect(parsePublicKeyLine(publicKeyLine(publicKey, 'Pumpe 3 ä'))).toEqual({ publicKey, comment: 'Pumpe 3 ä' })
    expect(parsePublicKeyLine(publicKeyLine(publicKey))).toEqual({ publicKey, comment: '' })
  })

  it('gives the fingerprint that ssh-keygen prints for this key', () => {
    // Key of RFC 8032 section 7.1, test 1; the fingerprint was printed by ssh-keygen -lf.
    const known = parsePublicKeyLine('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea').publicKey
    expect(keyFingerprint(known, nodeHash)).toBe('SHA256:bbXpuKG6zhzdmnxq256TlqzFBzRl2f6OOg722cYNbU8')
  })

  it('refuses other algorithms, lengths and forms', () => {
    for (const line of ['', 'ssh-rsa AAAA', 'ssh-ed25519', 'ssh-ed25519 AAAA', ` ${publicKeyLine(publicKey)}`, publicKeyLine(publicKey).slice(0, -1), `${publicKeyLine(publicKey)}\n`]) {
      expect(() => parsePublicKeyLine(line)).toThrow(PackageFault)
    }
    expect(() => readPublicKeyBlob(new SshWriter().string('ssh-rsa').string(publicKey).bytes())).toThrow(PackageFault)
    expect(() => publicKeyBlob(new Uint8Array(31))).toThrow(RangeError)
  })
})

describe('SSH certificates', () => {
  it('comes back from blob and line', () => {
    const certificate = issue()
    expect(parseCertificate(certificate.blob, nodeEd25519)).toEqual(certificate)
    expect(parseCertificateLine(certificateLine(certificate), nodeEd25519)).toEqual(certificate)
    expect(certificate).toMatchObject({ publicKey, principal, keyId: 'pump house', serial: 12n, authority: nodeEd25519.publicKey(authoritySeed) })
  })

  it('follows from its arguments and the nonce alone', () => {
    expect(sameCertificate(issue(), issue())).toBe(true)
    expect(sameCertificate(issue(), issue('another'))).toBe(false)
  })

  it('refuses every single changed bit', () => {
    const { blob } = issue()
    for (let i = 0; i < blob.length * 8; i += 7) {
      const bytes = blob.slice()
      bytes[i >> 3] = (bytes[i >> 3] ?? 0) ^ (1 << (i & 7))
      expect(() => parseCertificate(bytes, nodeEd25519), `bit ${i}`).toThrow(PackageFault)
    }
  })

  it('refuses any other shape, however well signed', () => {
    expect(forgeCertificate(authoritySeed, publicKey, principal).principal).toBe(principal)
    expect(() => parseCertificate(forgeCertificate(authoritySeed, publicKey, principal).blob, nodeEd25519)).not.toThrow()
    for (const wish of [{ type: 2 }, { principals: [] }, { principals: [principal, principal] }, { principals: ['*'] }, { before: 1n }, { after: 1n }, { reserved: Uint8Array.of(1) }]) {
      expect(() => parseCertificate(forgeCertificate(authoritySeed, publicKey, principal, wish).blob, nodeEd25519)).toThrow(PackageFault)
    }
  })

  it('is not issued for a principal of another form', () => {
    for (const name of ['root', '*@bbbbbbbbbb', 'aaaaaaaaaa@', 'aaaaaaaaaa@bbbbbbbbbb,x', 'P-aaaaaaaaaa@bbbbbbbbbb']) {
      expect(() => issueCertificate({ authoritySeed, publicKey, principal: name, keyId: '', serial: 0n }, { ed25519: nodeEd25519, random: fixedRandom('n') })).toThrow(RangeError)
    }
    expect(issueCertificate({ authoritySeed, publicKey, principal: `p-${principal}`, keyId: '', serial: 0n }, { ed25519: nodeEd25519, random: fixedRandom('n') }).principal).toBe(`p-${principal}`)
  })

  it('refuses a line of any other form', () => {
    const line = certificateLine(issue())
    for (const other of ['', line.slice(0, -1), `${line} x`, line.replace('-cert-v01', ''), `${line}\n`]) expect(() => parseCertificateLine(other, nodeEd25519)).toThrow(PackageFault)
  })
})

describe('SSHSIG', () => {
  const message = utf8('SHA256SUMS of a package')
  const digest = nodeHash.sha512(message)

  it('holds for its message and namespace, with a bare key and with a certificate', () => {
    for (const signer of [{ seed }, { seed, certificate: issue() }]) {
      for (const namespace of namespaces) {
        const parsed = parseSshsig(signSshsig(message, namespace, signer, ports), nodeEd25519)
        expect(parsed).toMatchObject({ namespace, publicKey })
        expect(parsed.certificate?.principal ?? null).toBe('certificate' in signer ? principal : null)
        expect(sshsigHolds(parsed, digest, nodeEd25519)).toBe(true)
        expect(sshsigHolds({ ...parsed, namespace: 'git' }, digest, nodeEd25519)).toBe(false)
        expect(sshsigHolds(parsed, nodeHash.sha512(utf8('other')), nodeEd25519)).toBe(false)
      }
    }
  })

  it('is the same from bytes and from their digest, and follows from the arguments alone', () => {
    const text = signSshsig(message, 'cofferdam-zip', { seed }, ports)
    expect(signSshsigDigest(digest, 'cofferdam-zip', { seed }, nodeEd25519)).toBe(text)
    expect(forgeSignature(message, 'cofferdam-zip', { seed })).toBe(text)
  })

  it('has lines of 70 characters and LF', () => {
    const lines = signSshsig(message, 'cofferdam-package', { seed, certificate: issue() }, ports).split('\n')
    expect(lines[0]).toBe('-----BEGIN SSH SIGNATURE-----')
    expect(lines.slice(1, -3).every((line) => line.length === 70)).toBe(true)
    expect(lines.slice(-2)).toEqual(['-----END SSH SIGNATURE-----', ''])
  })

  it('refuses every other version, field, length and armour', () => {
    const refused = (text: string) => expect(() => parseSshsig(text, nodeEd25519)).toThrow(PackageFault)
    for (const wish of [{ version: 2 }, { reserved: 'x' }, { algorithm: 'sha256' as const }, { trailing: Uint8Array.of(1) }, { columns: 64 }, { lineEnd: '\r\n' }, { before: ' ' }]) {
      refused(forgeSignature(message, 'cofferdam-package', { seed }, wish))
    }
    refused(forgeSignature(message, '', { seed }))
    const good = forgeSignature(message, 'cofferdam-package', { seed })
    for (const text of ['', good.trimEnd(), `${good}\n`, good.replace('\n', ' \n'), good.replace('BEGIN', 'begin'), `${good}${good}`]) refused(text)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeEd25519, nodeHash } from '../../electron/core/crypto.ts'
import { installerOf, makerAnchor, makerSeed, manifestOf, signedSet } from '../../test/support/update-fixture.ts'
import { utf8 } from '../package/bytes.ts'
import { judgeMaker, judgeUpdate, type Here, type SetFiles } from './judge-update.ts'
import { readReleaseAnchor } from './release-anchor.ts'
import { readManifest, versionOfFolder } from './update-set.ts'
import { isNewer, readVersion } from './version.ts'

const crypto = { hash: nodeHash, ed25519: nodeEd25519 }
const anchor = readReleaseAnchor(makerAnchor)
const here: Here = { version: '0.1.0', schema: 6, platform: 'linux', arch: 'x64', form: null }
const file = installerOf('0.2.0', utf8('installer'))
const good = signedSet(manifestOf('0.2.0', [file]))
const verdictOf = (files: SetFiles, at: Partial<Here> = {}): string => judgeUpdate(files, anchor, { ...here, ...at }, crypto).verdict

describe('an update', () => {
  it('of the maker, newer and for this PC is taken', () => {
    expect(judgeUpdate(good, anchor, here, crypto)).toMatchObject({ verdict: 'genuine', installer: file, manifest: { version: '0.2.0' } })
  })

  it('is not taken by a build without a key of a maker', () => {
    expect(judgeUpdate(good, null, here, crypto).verdict).toBe('no-maker')
  })

  it('is refused when any byte of its small files is another one', () => {
    const parts = ['manifest', 'sums', 'signature'] as const
    fc.assert(
      fc.property(fc.constantFrom(...parts), fc.nat(), fc.integer({ min: 1, max: 255 }), (part, at, change) => {
        const bytes = good[part].slice()
        const position = at % bytes.length
        bytes[position] = (bytes[position] ?? 0) ^ change
        expect(verdictOf({ ...good, [part]: bytes })).not.toBe('genuine')
      }),
      { numRuns: 500 },
    )
  })

  it('is refused when a small file is cut, longer or missing', () => {
    for (const part of ['manifest', 'sums', 'signature'] as const) {
      expect(verdictOf({ ...good, [part]: good[part].slice(0, -1) })).not.toBe('genuine')
      expect(verdictOf({ ...good, [part]: new Uint8Array([...good[part], 0x0a]) })).not.toBe('genuine')
      expect(verdictOf({ ...good, [part]: null })).toBe('incomplete')
    }
  })

  it('is refused when another key signed, or the right one for something else', () => {
    expect(verdictOf(signedSet(manifestOf('0.2.0', [file]), { seed: new Uint8Array(32).fill(8) }))).toBe('wrong-key')
    for (const namespace of ['cofferdam-package', 'cofferdam-keys', 'cofferdam-statement'] as const) expect(verdictOf(signedSet(manifestOf('0.2.0', [file]), { namespace }))).toBe('wrong-purpose')
  })

  it('takes no signature of one version for another', () => {
    const other = signedSet(manifestOf('0.3.0', [installerOf('0.3.0', utf8('installer'))]))
    expect(verdictOf({ ...other, signature: good.signature })).toBe('signature-invalid')
    expect(verdictOf({ ...other, sums: good.sums, signature: good.signature })).toBe('file-changed')
    expect(verdictOf({ ...good, folder: 'cofferdam-0.3.0' })).toBe('malformed')
  })

  it('that is signed and not put together as agreed is refused, field by field', () => {
    const base = manifestOf('0.2.0', [file])
    const bad: readonly unknown[] = [
      { ...base, v: 2 },
      { ...base, format: 'cofferdam-package' },
      { ...base, version: '0.2' },
      { ...base, version: '0.02.0' },
      { ...base, more: 1 },
      { ...base, releasedAt: -1 },
      { ...base, releasedAt: 1.5 },
      { ...base, record: { from: 7, writes: 6 } },
      { ...base, record: { from: 0, writes: 6 } },
      { ...base, notes: { en: 'x' } },
      { ...base, notes: { en: 'x', de: 'y\u0000' } },
      { ...base, notes: { en: 'x'.repeat(4_001), de: '' } },
      { ...base, files: [] },
      { ...base, files: [file, file] },
      { ...base, files: [{ ...file, size: 0 }] },
      { ...base, files: [{ ...file, size: 1_073_741_825 }] },
      { ...base, files: [{ ...file, sha256: file.sha256.toUpperCase() }] },
      { ...base, files: [{ ...file, platform: 'darwin' }] },
      { ...base, files: [{ ...file, form: 'exe', name: 'cofferdam-0.2.0-linux-x64.exe' }] },
      ...['../x', '/etc/passwd', 'a/b', 'cofferdam-0.2.0-linux-x64.AppImage/..', 'cofferdam-0.1.9-linux-x64.AppImage', 'C:\\x.exe', 'update.json', ''].map((name) => ({ ...base, files: [{ ...file, name }] })),
    ]
    for (const manifest of bad) {
      const set = signedSet(manifest, { folder: 'cofferdam-0.2.0' })
      expect([manifest, verdictOf(set)]).toEqual([manifest, 'malformed'])
    }
  })

  it('is refused when the signed list and the manifest differ', () => {
    const base = manifestOf('0.2.0', [file])
    const zeros = '0'.repeat(64)
    expect(verdictOf(signedSet(base, { sums: (text) => `${text}${zeros}  zzz\n` }))).toBe('malformed')
    expect(verdictOf(signedSet(base, { sums: (text) => text.replace(file.sha256, zeros) }))).toBe('malformed')
    expect(verdictOf(signedSet(base, { sums: (text) => text.split('\n').slice(1).join('\n') }))).toBe('malformed')
    expect(verdictOf(signedSet(base, { sums: (text) => text + text }))).toBe('malformed')
  })

  it('must be newer, for this PC, and fit the form of the record', () => {
    for (const version of ['0.2.0', '0.2.1', '1.0.0', 'not a version']) expect(verdictOf(good, { version })).toBe('not-newer')
    expect(verdictOf(good, { platform: 'win32' })).toBe('not-for-this-pc')
    expect(verdictOf(good, { platform: 'constructor' })).toBe('not-for-this-pc')
    expect(verdictOf(good, { arch: 'arm64' })).toBe('not-for-this-pc')
    expect(verdictOf(good, { form: 'deb' })).toBe('not-for-this-pc')
    expect(verdictOf(signedSet(manifestOf('0.2.0', [file], { record: { from: 7, writes: 9 } })))).toBe('record-too-old')
    expect(verdictOf(signedSet(manifestOf('0.2.0', [file], { record: { from: 1, writes: 5 } })))).toBe('record-too-new')
    // Whoever asks only for the maker learns that it is genuine, for which PC ever.
    expect(judgeMaker(good, anchor, crypto).verdict).toBe('genuine')
  })

  it('tells a stranger nothing that the maker did not sign', () => {
    expect(judgeUpdate(signedSet(manifestOf('0.2.0', [file]), { seed: new Uint8Array(32).fill(9) }), anchor, here, crypto).manifest).toBeNull()
  })

  it('never makes a manifest of anything', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => { expect(readManifest(bytes)).toBeNull() }))
    fc.assert(fc.property(fc.json(), (text) => { expect(readManifest(utf8(text))).toBeNull() }))
  })
})

describe('the key of the maker', () => {
  it('is read from its own line and from a public key file, and from nothing else', () => {
    const key = makerAnchor.slice(makerAnchor.indexOf('ssh-ed25519'))
    for (const text of [makerAnchor, `${makerAnchor}\n`, key, `${key} somebody\r\n`]) expect(readReleaseAnchor(text).publicKey).toEqual(nodeEd25519.publicKey(makerSeed))
    for (const text of ['', `${key}\n${key}\n`, `*@aaaaaaaaaa cert-authority,namespaces="cofferdam-*" ${key}`, key.slice(0, -4), `x ${key}`]) expect(() => readReleaseAnchor(text)).toThrow()
  })
})

describe('a version', () => {
  const part = fc.integer({ min: 0, max: 9_999 })
  const version = fc.tuple(part, part, part).map((parts) => parts.join('.'))

  it('comes before or after every other one, and never both', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect([isNewer(a, b), isNewer(b, a), a === b].filter(Boolean)).toHaveLength(1)
      }),
    )
  })

  it('is ordered by numbers, not by letters', () => {
    expect(isNewer('0.10.0', '0.9.9')).toBe(true)
    expect(isNewer('1.0.0', '0.99.99')).toBe(true)
    for (const text of ['', '1', '1.0', '1.0.0-rc', '01.0.0', '1.0.0.0', '10000.0.0', ' 1.0.0', '1.0.0\n']) expect([text, readVersion(text)]).toEqual([text, null])
  })

  it('of a folder is told by exactly one form of its name', () => {
    expect(versionOfFolder('cofferdam-1.2.3')).toBe('1.2.3')
    for (const name of ['cofferdam-', 'cofferdam-1.2.3 ', 'Cofferdam-1.2.3', 'cofferdam-../x', '..', 'cofferdam-1.2.3/..']) expect(versionOfFolder(name)).toBeNull()
  })
})

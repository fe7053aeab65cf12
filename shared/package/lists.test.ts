import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixtureEntity } from '../../test/support/package-fixtures.ts'
import { anchorLine, parseAnchorLine, parseAnchors, parsePastedAnchors } from './allowed-signers.ts'
import { utf8 } from './bytes.ts'
import { PackageFault } from './fault.ts'
import { attachmentPath, packageName, parsePackageName, pathFault } from './names.ts'
import { parseSums, sumsText } from './sums.ts'

describe('SHA256SUMS', () => {
  const sha256 = 'ab'.repeat(32)

  it('is sorted by byte, with two spaces and LF, and comes back', () => {
    const text = sumsText([{ sha256, path: 'a' }, { sha256, path: 'README.txt' }, { sha256, path: 'keys/keys.json' }])
    expect(text).toBe(`${sha256}  README.txt\n${sha256}  a\n${sha256}  keys/keys.json\n`)
    expect(sumsText(parseSums(utf8(text)))).toBe(text)
  })

  it('refuses every other form', () => {
    const line = (path: string, hash = sha256) => `${hash}  ${path}\n`
    const texts = ['', 'x', line('a').trimEnd(), line('b') + line('a'), line('a') + line('a'), line('a', sha256.toUpperCase()), line('a', sha256.slice(1)), `${sha256} *a\n`, `${sha256} a\n`, `\\${line('a')}`, line('../a'), line('/a'), line('a b'), `${line('a')}\n`, `# x\n${line('a')}`, line('a').replace('\n', '\r\n')]
    for (const text of texts) expect(() => parseSums(utf8(text)), JSON.stringify(text)).toThrow(PackageFault)
    expect(() => parseSums(Uint8Array.of(0xff, 10))).toThrow(PackageFault)
  })
})

describe('paths', () => {
  it('takes safe names only, each refusal with its own code', () => {
    const faults = {
      'README.txt': null,
      'keys/keys.json.sig': null,
      'attachments/0001_Alarm-Liste_2.csv': null,
      'COM10.txt': null,
      'console.log': null,
      '': 'zip-name-empty',
      '/a': 'zip-name-absolute',
      '../a': 'zip-name-parent',
      'a/..': 'zip-name-parent',
      'a\\b': 'zip-name-backslash',
      'C:a': 'zip-name-drive',
      'a\u0000': 'zip-name-control',
      'ä': 'zip-name-not-ascii',
      'a b': 'zip-name-unsafe',
      'ab:c': 'zip-name-unsafe',
      'a:b': 'zip-name-drive',
      'a.': 'zip-name-unsafe',
      './a': 'zip-name-unsafe',
      'a/': 'zip-name-unsafe',
      NUL: 'zip-name-reserved',
      'a/com1.txt': 'zip-name-reserved',
      ['a'.repeat(101)]: 'zip-name-too-long',
    }
    for (const [path, fault] of Object.entries(faults)) expect(pathFault(path), path).toBe(fault)
  })

  it('makes a safe path of any file name, keeps its extension and never two alike', () => {
    expect(attachmentPath(1, 'Alarmliste Südwerk.csv')).toBe('attachments/0001_Alarmliste_Suedwerk.csv')
    expect(attachmentPath(2, '..\\..\\con')).toBe('attachments/0002_con')
    expect(attachmentPath(3, '日本')).toBe('attachments/0003_file')
    expect(attachmentPath(4, `${'x'.repeat(300)}.pcapng`)).toMatch(/^attachments\/0004_x{60}\.pcapng$/)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0x2fff }), { maxLength: 200 }).map((points) => String.fromCodePoint(...points)), fc.integer({ min: 1, max: 9999 }), (name, number) => {
        expect(pathFault(attachmentPath(number, name)), name).toBeNull()
      }),
    )
    for (const number of [0, 10_000, 1.5]) expect(() => attachmentPath(number, 'a')).toThrow(RangeError)
  })
})

describe('package names', () => {
  const parts = { country: 'DE', site: 'abcdefghij', incident: 'INC-7', stage: 'early-warning', recipient: 'bsi', version: 2 }

  it('come back from their text', () => {
    expect(packageName(parts)).toBe('DE_abcdefghij_INC-7_early-warning_bsi_v2')
    expect(parsePackageName(packageName(parts))).toEqual(parts)
    expect(parsePackageName('x')).toBeNull()
  })

  it('are refused when a part does not fit', () => {
    for (const change of [{ country: 'de' }, { site: 'ABCDEFGHIJ' }, { incident: 'INC-0' }, { stage: 'a_b' }, { recipient: 'a-b' }, { version: 0 }]) expect(() => packageName({ ...parts, ...change })).toThrow(RangeError)
  })
})

describe('anchor lines', () => {
  const { code, entityKey, anchor } = fixtureEntity()

  it('come back, with and without comment', () => {
    expect(anchor).toMatch(/^\*@[a-z2-7]{10} cert-authority,namespaces="cofferdam-\*" ssh-ed25519 AAAA\S+$/)
    expect(parseAnchorLine(anchor)).toEqual({ entity: code, publicKey: entityKey, comment: '' })
    expect(parseAnchorLine(anchorLine({ entity: code, publicKey: entityKey, comment: 'Wasserwerk Süd' })).comment).toBe('Wasserwerk Süd')
  })

  it('are read from a file as people keep it', () => {
    const other = fixtureEntity('other').anchor
    expect(parseAnchors(`\ufeff# key card of 23 Nov\r\n${anchor}\r\n\r\n  ${other}  \n`).map((one) => one.entity)).toEqual([code, fixtureEntity('other').code])
    expect(parseAnchors('')).toEqual([])
  })

  it('are read from what a person pastes, wherever the line was broken', () => {
    const other = fixtureEntity('other').anchor
    const breaks = fc.array(fc.tuple(fc.nat(anchor.length), fc.constantFrom('\n', '\r\n', ' ', '\n    ', '\n\n', '\u00a0')), { maxLength: 6 })
    fc.assert(
      fc.property(breaks, (list) => {
        const broken = list.reduce((line, [at, space]) => line.slice(0, at) + space + line.slice(at), anchor)
        expect(parsePastedAnchors(`# from the card\n${broken}\n${other}\n`).map((one) => anchorLine(one)), JSON.stringify(broken)).toEqual([anchor, other])
      }),
    )
    const named = anchorLine({ entity: code, publicKey: entityKey, comment: 'Wasserwerk Süd' })
    expect(parsePastedAnchors(`${named}\r\n${other}`).map((one) => one.comment)).toEqual(['Wasserwerk Süd', ''])
    expect(parsePastedAnchors(`${anchor} ${other}`).map((one) => anchorLine(one))).toEqual([anchor, other])
    expect(parsePastedAnchors(' \n')).toEqual([])
  })

  it('are refused in any other form: options, wildcards, other keys', () => {
    const lines = [anchor.replace('cert-authority,', ''), anchor.replace(`*@${code}`, '*'), anchor.replace('cofferdam-*', '*'), anchor.replace('ssh-ed25519', 'ssh-rsa'), anchor.slice(0, -4), `${anchor}AAAA`, anchor.replace('cert-authority', 'cert-authority,valid-before="20300101"')]
    for (const line of lines) expect(() => parseAnchors(line), line).toThrow(PackageFault)
    const pasted = [...lines, `${anchor}\nAAAA`, `AAAA\n${anchor}`, anchor.slice(0, 40), 'cofferdam']
    for (const text of pasted) expect(() => parsePastedAnchors(text), text).toThrow(PackageFault)
    expect(() => parseAnchors(`${anchor.slice(0, 60)}\n${anchor.slice(60)}`)).toThrow(PackageFault)
  })
})

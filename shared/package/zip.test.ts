import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeHash, nodeInflate } from '../../electron/core/crypto.ts'
import { isHarmless } from '../../test/package/tamper-bytes.ts'
import { rawZip } from '../../test/package/raw-zip.ts'
import { DomainError } from '../contract/error.ts'
import { memorySource } from './byte-source.ts'
import { concatBytes, toHex, utf8 } from './bytes.ts'
import { PackageFault } from './fault.ts'
import { hashEntry, readEntry, readZip } from './zip-read.ts'
import { hashZip, planZip, zipChunks } from './zip-write.ts'

const ports = { hash: nodeHash, inflate: nodeInflate }
const zipOf = (files: Readonly<Record<string, Uint8Array>>) => {
  const plan = planZip(Object.entries(files).map(([path, bytes]) => ({ path, size: bytes.length, crc32: nodeHash.crc32(bytes) })))
  return concatBytes(...zipChunks(plan, (path) => [files[path] ?? new Uint8Array(0)]))
}
const entry = (zip: ReturnType<typeof readZip>, path: string) => zip.entries.get(path) ?? { path, size: 0, crc32: 0, start: 0, packedSize: 0, deflated: false }

describe('writing a zip', () => {
  it('gives these bytes and no others', () => {
    const bytes = zipOf({ 'b/c': utf8('hello'), a: new Uint8Array(0) })
    const zero = '00000000'
    // signature, version, flags + method, time + date, crc, sizes, name and extra length, name
    const local = (crc: string, size: string, length: string, name: string) => `504b03040a00${zero}00002100${crc}${size}${size}${length}0000${name}`
    const central = (crc: string, size: string, length: string, offset: string, name: string) => `504b01020a000a00${zero}00002100${crc}${size}${size}${length}0000${zero}${zero}0000${offset}${name}`
    expect(toHex(bytes)).toBe(
      [
        local(zero, zero, '0100', '61'),
        local('86a61036', '05000000', '0300', '622f63') + toHex(utf8('hello')),
        central(zero, zero, '0100', zero, '61'),
        central('86a61036', '05000000', '0300', '1f000000', '622f63'),
        `504b0506${zero}0200020060000000450000000000`,
      ].join(''),
    )
  })

  it('sorts by byte and depends on nothing but its entries', () => {
    const facts = ['b', 'a/b', 'a.b', 'C'].map((path) => ({ path, size: 1, crc32: 7 }))
    expect(planZip(facts)).toEqual(planZip([...facts].reverse()))
    expect(planZip(facts).entries.map(({ path }) => path)).toEqual(['C', 'a.b', 'a/b', 'b'])
  })

  it('knows its size and digests before and after the content', () => {
    const content = (path: string) => [utf8(path), utf8('x')]
    const plan = planZip(['a', 'bb'].map((path) => ({ path, size: path.length + 1, crc32: nodeHash.crc32(utf8(`${path}x`)) })))
    const bytes = concatBytes(...zipChunks(plan, content))
    expect(bytes).toHaveLength(plan.size)
    expect(hashZip(plan, content, nodeHash)).toEqual({ sha256: toHex(nodeHash.sha256(bytes)), sha512: nodeHash.sha512(bytes) })
  })

  it('refuses 4 GiB, unsafe paths, paths that a stick cannot tell apart, and content of another length', () => {
    const file = (path: string, size = 1) => ({ path, size, crc32: 0 })
    expect(() => planZip([file('a', 0xffffffff)])).toThrow(DomainError)
    expect(() => planZip([file('a', 0x80000000), file('b', 0x80000000)])).toThrow(DomainError)
    expect(() => planZip(Array.from({ length: 10_001 }, (_, i) => file(`f${i}`)))).toThrow(DomainError)
    for (const paths of [['../a'], ['a', 'A'], ['a', 'a'], ['ä'], ['']]) expect(() => planZip(paths.map((path) => file(path)))).toThrow(RangeError)
    for (const chunk of ['', 'ab']) expect(() => [...zipChunks(planZip([file('a')]), () => [utf8(chunk)])]).toThrow(DomainError)
  })

  it('does not copy content', () => {
    const big = new Uint8Array(1000)
    const chunks = [...zipChunks(planZip([{ path: 'a', size: 2000, crc32: 0 }]), () => [big, big])]
    expect(chunks.filter((chunk) => chunk === big)).toHaveLength(2)
  })
})

describe('reading a zip', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/), { minLength: 1, maxLength: 8 })

  it('gives back what was written, and knows it as original', () => {
    fc.assert(
      fc.property(names, fc.uint8Array({ maxLength: 200 }), (paths, bytes) => {
        const zip = readZip(memorySource(zipOf(Object.fromEntries(paths.map((path) => [path, bytes])))))
        expect(zip.original).toBe(true)
        expect([...zip.entries.keys()].sort()).toEqual([...paths].sort())
        for (const path of paths) {
          expect(readEntry(zip, entry(zip, path), 200, ports)).toEqual(bytes)
          expect(hashEntry(zip, entry(zip, path), ports)).toBe(toHex(nodeHash.sha256(bytes)))
        }
      }),
      { numRuns: 50 },
    )
  })

  it('reads what other programs write, and knows it as re-packed', () => {
    fc.assert(
      fc.property(names, fc.uint8Array({ maxLength: 200 }), fc.boolean(), fc.boolean(), fc.boolean(), (paths, bytes, deflate, described, root) => {
        const zip = readZip(memorySource(rawZip(paths.map((path) => ({ name: (root ? 'top/' : '') + path, bytes, deflate, flags: described ? 8 : 0 })))))
        expect(zip.original).toBe(false)
        expect([...zip.entries.keys()].sort()).toEqual([...paths].sort())
        for (const path of paths) expect(hashEntry(zip, entry(zip, path), ports)).toBe(toHex(nodeHash.sha256(bytes)))
      }),
      { numRuns: 50 },
    )
  })

  it('hashes large entries in blocks and tells how far it is', () => {
    const bytes = new Uint8Array(3 * 1024 * 1024 + 5).fill(3)
    const source = memorySource(zipOf({ a: bytes }))
    const reads: number[] = []
    const zip = readZip({ size: source.size, read: (offset, length) => (reads.push(length), source.read(offset, length)) })
    const ticks: number[] = []
    expect(hashEntry(zip, entry(zip, 'a'), ports, (count) => ticks.push(count))).toBe(toHex(nodeHash.sha256(bytes)))
    expect(Math.max(...reads)).toBe(1024 * 1024)
    expect(ticks.reduce((sum, count) => sum + count, 0)).toBe(bytes.length)
  })

  it('tells of packed entries too, so that unpacking can be cancelled', () => {
    const zip = readZip(memorySource(rawZip([{ name: 'a', bytes: new Uint8Array(5000), deflate: true }])))
    const cancel = () => hashEntry(zip, entry(zip, 'a'), ports, () => { throw new Error('cancelled') })
    expect(cancel).toThrow('cancelled')
  })

  it('checks CRC-32, lengths and limits', () => {
    const bytes = zipOf({ a: utf8('hello') })
    const zip = readZip(memorySource(bytes))
    expect(() => readEntry(zip, entry(zip, 'a'), 4, ports)).toThrow(new PackageFault('file-too-large', 'a'))
    const broken = bytes.slice()
    broken[31] = 0x48
    const other = readZip(memorySource(broken))
    expect(() => readEntry(other, entry(other, 'a'), 9, ports)).toThrow(new PackageFault('zip-crc', 'a'))
    expect(() => hashEntry(other, entry(other, 'a'), ports)).toThrow(new PackageFault('zip-crc', 'a'))
  })

  it('stops inflating at the size that was announced', () => {
    const zip = readZip(memorySource(rawZip([{ name: 'a', bytes: new Uint8Array(5000), deflate: true, centralSize: 100 }])))
    expect(() => readEntry(zip, entry(zip, 'a'), 10_000, ports)).toThrow(new PackageFault('zip-inflate', 'a'))
  })

  it('every single bit of the framing either says nothing or is refused', () => {
    const files = { 'README.txt': utf8('read me'), 'keys/keys.json': utf8('{}') }
    const plan = planZip(Object.entries(files).map(([path, bytes]) => ({ path, size: bytes.length, crc32: nodeHash.crc32(bytes) })))
    const good = zipOf(files)
    const wrong: string[] = []
    for (let at = 0; at < good.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const bytes = good.slice()
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
        let seen: 'harmless' | 'refused' | 'unnoticed'
        try {
          const zip = readZip(memorySource(bytes))
          for (const one of zip.entries.values()) hashEntry(zip, one, ports)
          seen = zip.original ? 'unnoticed' : 'harmless'
        } catch {
          seen = 'refused'
        }
        const expected = isHarmless(plan, good.length - plan.directory.length, at, bit) ? 'harmless' : 'refused'
        if (seen !== expected) wrong.push(`bit ${bit} of byte ${at}: ${seen}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('names a file that shrinks while it is read', () => {
    const bytes = zipOf({ a: utf8('hello') })
    const source = memorySource(bytes)
    let open = true
    const zip = readZip({ size: bytes.length, read: (offset, length) => (open ? source.read(offset, length) : new Uint8Array(0)) })
    open = false
    expect(() => hashEntry(zip, entry(zip, 'a'), ports)).toThrow(new PackageFault('zip-truncated', 'a'))
  })

  it('reads an empty zip and refuses what is none', () => {
    expect(readZip(memorySource(zipOf({}))).entries.size).toBe(0)
    for (const bytes of [new Uint8Array(0), utf8('%PDF-1.7 not a zip at all, but long enough')]) expect(() => readZip(memorySource(bytes))).toThrow(new PackageFault('zip-unreadable'))
  })
})

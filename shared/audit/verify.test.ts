import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodeHash } from '../../electron/core/crypto.ts'
import { fromHex, toHex } from '../package/bytes.ts'
import { bodyHash, linkHash, originHash, rowHash } from './chain.ts'
import type { StoreLine } from './line.ts'
import { auditBodyText, auditRowText, erasedBodyKind, subjectText, type AuditRow } from './row.ts'
import { verifyChain, type ChainExpectation, type StoredAuditRow } from './verify.ts'

const storeId = 'abcdefghijklmnopqrstuvwxyz'
const firstLine: StoreLine = { line: '0011223344556677', parentLine: null, parentSequence: 0, parentHead: null }
const expected: ChainExpectation = { storeId, lines: [firstLine] }
const person = 'b'.repeat(26)

interface Draft {
  readonly line?: string
  readonly subject?: AuditRow['subject']
  readonly value?: string
  readonly erasedBy?: number
}

/** A chain as the store would hold it. */
function chainOf(drafts: readonly Draft[]): StoredAuditRow[] {
  let previous = originHash(nodeHash, storeId)
  return drafts.map((draft, index) => {
    const sequence = index + 1
    const salt = nodeHash.sha256(new Uint8Array([sequence])).slice(0, 16)
    const bodyText = auditBodyText({ changes: [{ kind: 'site', id: person, field: 'name', before: null, after: draft.value ?? 'Pumpwerk' }], reason: null })
    const text = auditRowText({
      v: 1,
      line: draft.line ?? firstLine.line,
      seq: sequence,
      at: 1_764_000_000_000 + sequence,
      offset: 60,
      zone: 'Europe/Berlin',
      bootId: 'derived:abc',
      uptime: 1000 * sequence,
      actor: person,
      confirmed: true,
      session: 's1',
      procedure: 'sites.save',
      subject: draft.subject ?? [{ kind: 'site', id: person }],
      bodyHash: toHex(bodyHash(nodeHash, salt, bodyText)),
    })
    const hash = linkHash(nodeHash, sequence, previous, rowHash(nodeHash, text))
    const erased = draft.erasedBy !== undefined
    const row: StoredAuditRow = { sequence, text, previous, hash, body: erased ? null : { salt, text: bodyText }, erasedBy: draft.erasedBy ?? null }
    previous = hash
    return row
  })
}

function replace(rows: readonly StoredAuditRow[], index: number, change: Partial<StoredAuditRow>): StoredAuditRow[] {
  return rows.map((row, at) => (at === index ? { ...row, ...change } : row))
}

function faultOf(rows: readonly StoredAuditRow[], against: ChainExpectation = expected): string | null {
  return verifyChain(nodeHash, rows, against).fault?.code ?? null
}

const five = chainOf([{}, {}, {}, {}, {}])

describe('a chain', () => {
  test('verifies, and an empty one has the origin as its head', () => {
    expect(verifyChain(nodeHash, five, expected)).toMatchObject({ intact: true, rows: 5, erased: [], fault: null })
    expect(verifyChain(nodeHash, [], expected)).toMatchObject({ intact: true, rows: 0, head: toHex(originHash(nodeHash, storeId)) })
  })

  test('has the published form: a verifier written from the words of the format gets the same head', () => {
    const [first] = chainOf([{}])
    const origin = nodeHash.sha256(new TextEncoder().encode(`cofferdam-audit-v1${storeId}`))
    const ofRow = nodeHash.sha256(new TextEncoder().encode(first?.text ?? ''))
    const input = Buffer.concat([Buffer.from([1]), Buffer.from('0000000000000001', 'hex'), origin, ofRow])
    expect(toHex(first?.hash ?? new Uint8Array())).toBe(toHex(nodeHash.sha256(input)))
  })

  test('of another store does not verify', () => {
    expect(faultOf(five, { ...expected, storeId: 'z'.repeat(26) })).toBe('link-differs')
  })

  test('keeps fields that a later version added', () => {
    const [row] = five
    const text = (row?.text ?? '').replace('"v":1', '"v":1,"witness":"x"')
    const hash = linkHash(nodeHash, 1, originHash(nodeHash, storeId), rowHash(nodeHash, text))
    expect(faultOf(replace(five.slice(0, 1), 0, { text, hash }))).toBeNull()
  })

  test('must end at a head known from elsewhere: a cut or an older copy is seen', () => {
    const head = { sequence: 5, hash: toHex(five[4]?.hash ?? new Uint8Array()) }
    expect(faultOf(five, { ...expected, head })).toBeNull()
    expect(faultOf(five.slice(0, 4), { ...expected, head })).toBe('head-differs')
    expect(faultOf(chainOf([{}, {}, {}, {}, { value: 'other' }]), { ...expected, head })).toBe('head-differs')
  })
})

describe('tampering', () => {
  test('with any byte of any stored field is found', () => {
    fc.assert(
      fc.property(fc.nat({ max: 4 }), fc.constantFrom('text', 'hash', 'previous', 'salt', 'body'), fc.nat(), fc.integer({ min: 1, max: 255 }), (index, field, at, mask) => {
        const row = five[index]
        if (row?.body == null || row.previous === null) throw new Error('fixture')
        const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte, place) => (place === at % bytes.length ? byte ^ mask : byte))
        const flipText = (text: string): string => Buffer.from(flip(Buffer.from(text))).toString('latin1')
        const change: Partial<StoredAuditRow> =
          field === 'text'
            ? { text: flipText(row.text) }
            : field === 'hash'
              ? { hash: flip(row.hash) }
              : field === 'previous'
                ? { previous: flip(row.previous) }
                : field === 'salt'
                  ? { body: { ...row.body, salt: flip(row.body.salt) } }
                  : { body: { ...row.body, text: flipText(row.body.text) } }
        expect(verifyChain(nodeHash, replace(five, index, change), expected).intact).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  test.each(['line', 'seq', 'at', 'offset', 'zone', 'bootId', 'uptime', 'actor', 'confirmed', 'session', 'procedure', 'subject', 'bodyHash'])(
    'with %s is found even when the row hash is made to fit',
    (field) => {
      const row = five[2]
      if (row === undefined) throw new Error('fixture')
      const other: Record<string, unknown> = {
        line: 'ffffffffffffffff', seq: 4, at: 1, offset: 0, zone: 'UTC', bootId: 'other', uptime: 7, actor: 'station', confirmed: false, session: 's2',
        procedure: 'sites.remove', subject: [], bodyHash: '0'.repeat(64),
      }
      const text = auditRowText({ ...(JSON.parse(row.text) as AuditRow), [field]: other[field] })
      const hash = linkHash(nodeHash, 3, row.previous ?? new Uint8Array(), rowHash(nodeHash, text))
      // The row by itself is now consistent; the one after it, or the row's own meaning, gives it away.
      expect(faultOf(replace(five, 2, { text, hash }))).not.toBeNull()
    },
  )

  test('by taking out, doubling, swapping or inserting rows is found', () => {
    const at = (index: number): StoredAuditRow => five[index] ?? (undefined as never)
    expect(faultOf([at(0), at(2), at(3), at(4)])).toBe('sequence-gap')
    expect(faultOf([at(0), at(0), at(1)])).toBe('sequence-gap')
    expect(faultOf([at(1), at(0)])).toBe('sequence-gap')
    expect(faultOf([at(0), { ...at(2), sequence: 2 }])).toBe('sequence-differs')
  })

  test('that leaves other text with the same content is found: hashes are over stored text', () => {
    const row = five[0]
    if (row === undefined) throw new Error('fixture')
    const text = row.text.replace('{"actor"', '{ "actor"')
    const hash = linkHash(nodeHash, 1, originHash(nodeHash, storeId), rowHash(nodeHash, text))
    expect(faultOf([{ ...row, text, hash }])).toBe('row-not-canonical')
  })

  test('names the first bad row', () => {
    const result = verifyChain(nodeHash, replace(five, 3, { hash: new Uint8Array(32) }), expected)
    expect(result).toMatchObject({ rows: 3, fault: { sequence: 4, code: 'hash-differs' }, head: toHex(five[2]?.hash ?? new Uint8Array()) })
  })
})

describe('erased bodies', () => {
  const erasing = { subject: [{ kind: erasedBodyKind, id: '1' }, { kind: erasedBodyKind, id: '2' }] }

  test('are told with the time of the row that erased them', () => {
    const result = verifyChain(nodeHash, chainOf([{ erasedBy: 3 }, { erasedBy: 3 }, erasing]), expected)
    expect(result.intact).toBe(true)
    expect(result.erased).toEqual([
      { sequence: 1, erasedBy: 3, erasedAt: 1_764_000_000_003 },
      { sequence: 2, erasedBy: 3, erasedAt: 1_764_000_000_003 },
    ])
  })

  test('need a later row that names them', () => {
    expect(faultOf(chainOf([{ erasedBy: 2 }, {}]))).toBe('erasure-unproven')
    expect(faultOf(chainOf([{ erasedBy: 2 }, { subject: [{ kind: erasedBodyKind, id: '7' }] }]))).toBe('erasure-unproven')
    expect(faultOf(chainOf([{}, { erasedBy: 1 }, erasing]))).toBe('erasure-unproven')
    expect(faultOf(chainOf([{ erasedBy: 9 }, {}, erasing]))).toBe('erasure-unproven')
  })

  test('that simply vanished are a fault, and so is one marked erased that is still there', () => {
    expect(faultOf(replace(five, 1, { body: null }))).toBe('body-missing')
    expect(faultOf(replace(five, 1, { erasedBy: 4 }))).toBe('erasure-unproven')
  })
})

describe('lines', () => {
  const rows = chainOf([{}, {}, { line: 'aaaaaaaaaaaaaaaa' }, { line: 'aaaaaaaaaaaaaaaa' }])
  const second: StoreLine = { line: 'aaaaaaaaaaaaaaaa', parentLine: firstLine.line, parentSequence: 2, parentHead: rows[1]?.hash ?? null }

  test('go on from the head they name', () => {
    expect(faultOf(rows, { storeId, lines: [firstLine, second] })).toBeNull()
    expect(faultOf(rows.slice(0, 2), { storeId, lines: [firstLine, second] })).toBeNull()
  })

  test('that are not declared, begin elsewhere or name another head are found', () => {
    expect(faultOf(rows)).toBe('line-differs')
    expect(faultOf(rows, { storeId, lines: [firstLine, { ...second, parentSequence: 1 }] })).toBe('line-differs')
    expect(faultOf(rows, { storeId, lines: [firstLine, { ...second, parentHead: new Uint8Array(32) }] })).toBe('line-differs')
    expect(faultOf(rows.slice(0, 1), { storeId, lines: [firstLine, second] })).toBe('lines-broken')
    expect(faultOf([], { storeId, lines: [] })).toBe('lines-broken')
    expect(faultOf([], { storeId, lines: [second] })).toBe('lines-broken')
  })
})

test('the text that finds rows by subject is the text inside a row', () => {
  expect(five[0]?.text).toContain(subjectText('site', person))
  expect(fromHex(toHex(five[0]?.hash ?? new Uint8Array()))).toEqual(five[0]?.hash)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeHash } from '../../electron/core/crypto.ts'
import { bodyHash, linkHash, originHash, rowHash } from '../audit/chain.ts'
import { auditBodyText, auditRowText, type AuditRow } from '../audit/row.ts'
import { auditExtractText, followAuditExtract, type ExtractRow } from './audit-extract.ts'
import { toHex, utf8 } from './bytes.ts'
import type { AuditScope, PackageHead } from './manifest.ts'

const store = 's'.repeat(26)
const line = '0011223344556677'
const head: PackageHead = {
  v: 1,
  content: 'audit',
  kind: 'real',
  entity: { code: 'aaaaaaaaaa', name: 'Wasserwerk', country: 'DE', registrationNumber: null },
  site: { code: 'bbbbbbbbbb', name: 'Werk' },
  incident: { id: 'i'.repeat(26), number: 'AUD-1' },
  stage: 'audit',
  version: 1,
  recipient: { id: 'r'.repeat(26), kind: 'auditor', name: 'Audit house', label: 'audit', regime: 'agreement' },
  sequence: 1,
  line,
  signer: 'bbbbbbbbbb@aaaaaaaaaa',
  releasedAt: 1_795_000_000_000,
}
const scope: AuditScope = { from: null, to: null, record: null, bodies: true }

interface Chain {
  readonly rows: readonly ExtractRow[]
  readonly end: { readonly sequence: number; readonly head: string }
}

/** A chain of `count` rows; those of `hashed` show only their hash, and row `count` erased the bodies of `erased`. */
function chain(count: number, hashed: readonly number[] = [], erased: readonly number[] = []): Chain {
  const rows: ExtractRow[] = []
  let link = originHash(nodeHash, store)
  for (let sequence = 1; sequence <= count; sequence += 1) {
    const salt = new Uint8Array(16).fill(sequence)
    const bodyText = auditBodyText({ changes: [{ kind: 'setting', id: 'a', field: 'value', before: null, after: sequence }], reason: null })
    const row: AuditRow = {
      v: 1, line, seq: sequence, at: 1_795_000_000_000 + sequence, offset: 0, zone: 'UTC', bootId: 'b', uptime: 1, actor: 'p'.repeat(26), confirmed: true, session: 's', procedure: 'test.write',
      subject: sequence === count ? erased.map((id) => ({ kind: 'audit-body', id: String(id) })) : [{ kind: 'setting', id: 'a' }],
      bodyHash: toHex(bodyHash(nodeHash, salt, bodyText)),
    }
    const rowText = auditRowText(row)
    const ofRow = rowHash(nodeHash, rowText)
    link = linkHash(nodeHash, sequence, link, ofRow)
    rows.push(
      hashed.includes(sequence)
        ? { sequence, rowHash: toHex(ofRow) }
        : { sequence, rowText, body: erased.includes(sequence) ? null : { text: bodyText, salt: toHex(salt) }, erasedBy: erased.includes(sequence) ? count : null },
    )
  }
  return { rows, end: { sequence: count, head: toHex(link) } }
}

const from = { sequence: 0, head: toHex(originHash(nodeHash, store)) }
const textOf = (rows: readonly ExtractRow[]): string => auditExtractText(head, { store, from, scope }, rows)
const follow = (text: string) => followAuditExtract(utf8(text), nodeHash)

describe('audit.jsonl of an extract', () => {
  it('is followed to the end of the chain, whatever part of it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.subarray([1, 3, 5, 7]), fc.subarray([2, 4, 6]), (count, hashed, erased) => {
        const made = chain(count, hashed.filter((one) => one < count), erased.filter((one) => one < count))
        const followed = follow(textOf(made.rows))
        expect(followed.end).toEqual(made.end)
        expect(followed.head).toEqual(head)
        expect(followed.scope).toEqual(scope)
      }),
    )
  })

  it('is broken, or ends elsewhere, after any change of one line', () => {
    const made = chain(8, [3], [2])
    const lines = textOf(made.rows).slice(0, -1).split('\n')
    const change = fc.record({ at: fc.integer({ min: 1, max: 8 }), how: fc.constantFrom('drop', 'twice', 'swap', 'letter') })
    fc.assert(
      fc.property(change, fc.nat(), ({ at, how }, place) => {
        const changed = [...lines]
        const old = changed[at] ?? ''
        if (how === 'drop') changed.splice(at, 1)
        else if (how === 'twice') changed.splice(at, 0, old)
        else if (how === 'swap') changed.splice(at - 1, 2, old, changed[at - 1] ?? '')
        else {
          const index = place % old.length
          const letter = old[index] === '7' ? '8' : '7'
          changed[at] = `${old.slice(0, index)}${letter}${old.slice(index + 1)}`
          if (changed[at] === old) return
        }
        let end: unknown = null
        try {
          end = follow(`${changed.join('\n')}\n`).end
        } catch {
          return
        }
        expect(end).not.toEqual(made.end)
      }),
      { numRuns: 600 },
    )
  })

  it('does not believe an erasure that the named row does not tell of', () => {
    const made = chain(5, [], [2])
    const lying = made.rows.map((row) => ('rowText' in row && row.sequence === 2 ? { ...row, erasedBy: 4 } : row))
    expect(() => follow(textOf(lying))).toThrow()
    expect(() => follow(textOf(made.rows.map((row) => ('rowText' in row && row.sequence === 2 ? { ...row, erasedBy: 2 } : row))))).toThrow()
  })

  it.each(['', 'x', '{}\n', textOf(chain(2).rows).slice(0, -1), `\n${textOf(chain(2).rows)}`])('anything else is no extract: %j', (text) => {
    expect(() => follow(text)).toThrow()
  })
})

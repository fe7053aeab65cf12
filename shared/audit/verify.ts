import { equalBytes, fromHex, toHex } from '../package/bytes.ts'
import { bodyHash, linkHash, originHash, rowHash, type ChainHash } from './chain.ts'
import { isHistory, lineAt, type StoreLine } from './line.ts'
import { erasedBodyKind, saltLength, type AuditRow } from './row.ts'
import { isBodyText, readRowText } from './stored-text.ts'

/** Everything that can be wrong with a record of events, in the order in which it is looked for. */
export const chainFaults = [
  /** The store's list of lines is not one history. */
  'lines-broken',
  /** A row is missing, doubled or out of order. */
  'sequence-gap',
  /** The row is not an audit row. */
  'row-unreadable',
  /** The row's text is not the one canonical text of its content. */
  'row-not-canonical',
  /** The row says another sequence than the one it is stored under. */
  'sequence-differs',
  /** The row belongs to another line than the store's list says. */
  'line-differs',
  /** The stored link to the row before is not that row's hash. */
  'link-differs',
  /** The row's text or its hash was changed. */
  'hash-differs',
  /** The body is gone and no erasure is claimed. */
  'body-missing',
  /** The body or its salt was changed. */
  'body-differs',
  /** The body fits its hash and is not an audit body. */
  'body-unreadable',
  /** A body is marked as erased, but no later row says so. */
  'erasure-unproven',
  /** The chain ends before or beside the head that was expected. */
  'head-differs',
] as const
export type ChainFault = (typeof chainFaults)[number]

/** One stored row with its body. */
export interface StoredAuditRow {
  readonly sequence: number
  readonly text: string
  /** Stored copy of the hash before; for rows from a file that carries none, `null`. */
  readonly previous: Uint8Array | null
  readonly hash: Uint8Array
  /** `null` when nothing is kept any more. */
  readonly body: { readonly salt: Uint8Array; readonly text: string } | null
  /** Sequence of the row that erased the body, if it was erased. */
  readonly erasedBy: number | null
}

/** A body that was erased: its hash stays in the row. */
export interface ErasedBody {
  readonly sequence: number
  readonly erasedBy: number
  /** Wall clock of the erasing row, UTC milliseconds: "erased on ..., hash kept". */
  readonly erasedAt: number
}

/** What verifying came to. */
export interface ChainResult {
  readonly intact: boolean
  /** Rows that were looked at before the end or the first fault. */
  readonly rows: number
  /** Hash (hex) of the last good row, or the origin. */
  readonly head: string
  readonly erased: readonly ErasedBody[]
  readonly fault: { readonly sequence: number; readonly code: ChainFault } | null
}

/** What a chain is judged against. */
export interface ChainExpectation {
  readonly storeId: string
  /** Oldest first. */
  readonly lines: readonly StoreLine[]
  /** A head known from elsewhere: the chain must end exactly there. */
  readonly head?: { readonly sequence: number; readonly hash: string }
}

/** Verifies row by row, so that long chains can be read in pieces. */
export interface ChainVerifier {
  /** @returns false once a fault was found; further rows are then ignored. */
  add(row: StoredAuditRow): boolean
  end(): ChainResult
}

/** Starts verifying at sequence 1. */
export function startVerifying(hash: ChainHash, expected: ChainExpectation): ChainVerifier {
  let head = originHash(hash, expected.storeId)
  let rows = 0
  let fault: ChainResult['fault'] = isHistory(expected.lines) && expected.lines.length > 0 ? null : { sequence: 0, code: 'lines-broken' }
  const claimed = new Map<number, number>()
  const erased: ErasedBody[] = []

  function judge(row: StoredAuditRow): ChainFault | null {
    const sequence = rows + 1
    if (row.sequence !== sequence) return 'sequence-gap'
    const told = readRowText(row.text)
    if (told === null) return 'row-unreadable'
    if (!told.canonical) return 'row-not-canonical'
    const read = told.value
    if (read.seq !== sequence) return 'sequence-differs'
    const line = lineAt(expected.lines, sequence)
    if (line === null || line.line !== read.line) return 'line-differs'
    if (line.parentSequence === sequence - 1 && line.parentHead !== null && !equalBytes(line.parentHead, head)) return 'line-differs'
    if (row.previous !== null && !equalBytes(row.previous, head)) return 'link-differs'
    const next = linkHash(hash, sequence, head, rowHash(hash, row.text))
    if (!equalBytes(next, row.hash)) return 'hash-differs'
    const body = judgeBody(row, read)
    if (body !== null) return body
    settleErasures(read)
    head = next
    rows = sequence
    return null
  }

  function judgeBody(row: StoredAuditRow, read: AuditRow): ChainFault | null {
    if (row.body === null) {
      if (row.erasedBy === null) return 'body-missing'
      if (row.erasedBy <= row.sequence) return 'erasure-unproven'
      claimed.set(row.sequence, row.erasedBy)
      return null
    }
    if (row.erasedBy !== null) return 'erasure-unproven'
    if (row.body.salt.length !== saltLength) return 'body-differs'
    const kept = fromHex(read.bodyHash)
    if (kept === null || !equalBytes(bodyHash(hash, row.body.salt, row.body.text), kept)) return 'body-differs'
    return isBodyText(row.body.text) ? null : 'body-unreadable'
  }

  function settleErasures(row: AuditRow): void {
    for (const subject of row.subject) {
      if (subject.kind !== erasedBodyKind) continue
      const sequence = Number(subject.id)
      if (claimed.get(sequence) !== row.seq) continue
      claimed.delete(sequence)
      erased.push({ sequence, erasedBy: row.seq, erasedAt: row.at })
    }
  }

  return {
    add(row) {
      if (fault !== null) return false
      const code = judge(row)
      if (code !== null) fault = { sequence: rows + 1, code }
      return fault === null
    },
    end() {
      if (fault === null) {
        const unproven = claimed.keys().next()
        if (unproven.done !== true) fault = { sequence: unproven.value, code: 'erasure-unproven' }
      }
      if (fault === null && expected.head !== undefined && (expected.head.sequence !== rows || expected.head.hash !== toHex(head))) {
        fault = { sequence: Math.min(rows, expected.head.sequence), code: 'head-differs' }
      }
      if (fault === null && expected.lines.some((line) => line.parentSequence > rows)) fault = { sequence: rows, code: 'lines-broken' }
      erased.sort((a, b) => a.sequence - b.sequence)
      return { intact: fault === null, rows, head: toHex(head), erased, fault }
    },
  }
}

/** Verifies a whole chain, oldest row first. */
export function verifyChain(hash: ChainHash, rows: Iterable<StoredAuditRow>, expected: ChainExpectation): ChainResult {
  const verifier = startVerifying(hash, expected)
  for (const row of rows) if (!verifier.add(row)) break
  return verifier.end()
}

import { z } from 'zod'
import { instantSchema } from '../contract/schema.ts'
import type { Repositories } from '../ports/repositories.ts'
import { anchorFindings, compareAnchor, readAnchor, type Anchor, type AnchorContext } from './anchor.ts'

/** A point of the record's history that is known from outside: from a line of anchor.log, from a signed file, or typed from paper. */
export interface KnownHead {
  readonly source: 'anchor' | 'package' | 'paper'
  readonly sequence: number
  /** Chain hash (hex); of a typed one only the beginning may be given. */
  readonly head: string
  /** `null` where only number and hash are known. */
  readonly line: string | null
  readonly storeId: string | null
  /** When it was written, by the clock of this PC then. */
  readonly at: number | null
}

/** What comparing one such point came to. */
export const comparedHeadSchema = z.strictObject({
  source: z.enum(['anchor', 'package', 'paper']),
  sequence: z.number().int().min(0),
  head: z.string(),
  at: instantSchema.nullable(),
  finding: z.enum(anchorFindings),
})
/** What comparing one such point came to. */
export type ComparedHead = z.output<typeof comparedHeadSchema>

/** Fewest characters of a hash that count as one: 64 bits cannot be met by chance. */
const fewestCharacters = 16

/**
 * Reads points out of pasted text: lines of anchor.log, and lines that hold a number and a hash of at least 16 characters, as a receipt prints
 * them. @returns the points, and how many lines hold none.
 */
export function headsInText(text: string): { readonly heads: KnownHead[]; readonly unread: number } {
  const heads: KnownHead[] = []
  let unread = 0
  for (const line of text.split(/\r?\n/).map((part) => part.trim())) {
    if (line === '') continue
    const anchor = readAnchor(line)
    const typed = anchor === null ? typedHead(line) : null
    if (anchor !== null) heads.push({ source: 'anchor', sequence: anchor.sequence, head: anchor.head, line: anchor.line, storeId: anchor.storeId, at: anchor.at })
    else if (typed !== null) heads.push(typed)
    else unread += 1
  }
  return { heads, unread }
}

function typedHead(line: string): KnownHead | null {
  const hash = /(?:^|[^0-9a-f])([0-9a-f]{16,64})(?![0-9a-f])/.exec(line.toLowerCase())?.[1]
  if (hash === undefined || hash.length < fewestCharacters) return null
  const sequence = /(?:^|\D)(\d{1,15})(?!\d)/.exec(line.toLowerCase().replace(hash, ' '))?.[1]
  return sequence === undefined ? null : { source: 'paper', sequence: Number(sequence), head: hash, line: null, storeId: null, at: null }
}

/** Compares points with the record, in the order given. */
export function compareHeads(heads: readonly KnownHead[], repositories: Repositories): ComparedHead[] {
  const { storeId } = repositories.facts
  const lines = repositories.audit.lines()
  const context: AnchorContext = { storeId, lines, lastSequence: repositories.audit.head().sequence, hashAt: (sequence) => repositories.audit.hashAt(sequence) }
  return heads.map((head) => {
    const { source, sequence, at } = head
    return { source, sequence, head: head.head, at, finding: findingOf(head, context) }
  })
}

function findingOf(head: KnownHead, context: AnchorContext): ComparedHead['finding'] {
  if (head.line !== null) {
    const anchor: Anchor = { storeId: head.storeId ?? context.storeId, line: head.line, sequence: head.sequence, head: head.head, at: head.at ?? 0, why: 'release' }
    return compareAnchor(anchor, context)
  }
  // Nothing says of which line a typed point is, so it is held against the chain as it stands.
  if (head.sequence > context.lastSequence) return 'beyond-end'
  return context.hashAt(head.sequence)?.startsWith(head.head) === true ? 'holds' : 'differs'
}

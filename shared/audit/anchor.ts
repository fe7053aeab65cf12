import { z } from 'zod'
import { idSchema, sha256Schema } from '../contract/schema.ts'
import { lineAt, type StoreLine } from './line.ts'
import { lineIdSchema } from './row.ts'

/** Why a line was written to anchor.log. */
export const anchorReasons = ['open', 'close', 'release', 'export', 'backup', 'minute'] as const
export type AnchorReason = (typeof anchorReasons)[number]

/** One line of anchor.log: where the chain stood at a moment. A copy of it outside this PC is proof against later rewriting. */
export interface Anchor {
  readonly storeId: string
  readonly line: string
  /** 0 while the chain is empty. */
  readonly sequence: number
  /** Chain hash (hex) at `sequence`. */
  readonly head: string
  /** Wall clock, UTC milliseconds. */
  readonly at: number
  readonly why: AnchorReason
}

const mark = 'cofferdam-anchor-1'

const anchorSchema = z.strictObject({
  storeId: idSchema,
  line: lineIdSchema,
  sequence: z.number().int().min(0),
  head: sha256Schema,
  at: z.number().int(),
  why: z.enum(anchorReasons),
})

/** Text of an anchor without its line feed: `cofferdam-anchor-1 <store> <line> <sequence> <head> <ISO 8601 UTC> <why>`. */
export function anchorText(anchor: Anchor): string {
  return [mark, anchor.storeId, anchor.line, String(anchor.sequence), anchor.head, new Date(anchor.at).toISOString(), anchor.why].join(' ')
}

/** Reads one line of anchor.log, or `null` when it is not one, e.g. torn by a power cut. */
export function readAnchor(text: string): Anchor | null {
  const [first, storeId, line, sequence, head, at, why, ...rest] = text.split(' ')
  if (first !== mark || rest.length > 0 || sequence === undefined || !/^(0|[1-9]\d{0,15})$/.test(sequence)) return null
  const parsed = anchorSchema.safeParse({ storeId, line, sequence: Number(sequence), head, at: Date.parse(at ?? ''), why })
  return parsed.success && anchorText(parsed.data) === text ? parsed.data : null
}

/** What an anchor says about a chain. */
export const anchorFindings = [
  /** The chain has this hash at this sequence. */
  'holds',
  /** The chain has another hash there: rows were rewritten. */
  'differs',
  /** The chain ends before it: rows were cut off the end, or an old copy of the store was put back without saying so. */
  'beyond-end',
  /** Written by a line after the point where a backup of it was restored: nothing to compare. */
  'left-behind',
  /** Of another store, or of a line that this store never had. */
  'other-store',
] as const
export type AnchorFinding = (typeof anchorFindings)[number]

/** What anchors are compared with. */
export interface AnchorContext {
  readonly storeId: string
  /** Oldest first. */
  readonly lines: readonly StoreLine[]
  /** Last sequence of the chain. */
  readonly lastSequence: number
  /** Chain hash (hex) at a sequence, the origin at 0; `null` where there is no row. */
  hashAt(sequence: number): string | null
}

/** Compares one anchor with the chain. */
export function compareAnchor(anchor: Anchor, context: AnchorContext): AnchorFinding {
  if (anchor.storeId !== context.storeId) return 'other-store'
  const index = context.lines.findIndex((line) => line.line === anchor.line)
  if (index < 0) return 'other-store'
  const next = context.lines[index + 1]
  if (next !== undefined && anchor.sequence > next.parentSequence) return 'left-behind'
  const begun = context.lines[index]?.parentSequence ?? 0
  if (anchor.sequence < begun) return 'differs'
  if (anchor.sequence > context.lastSequence) return 'beyond-end'
  const owner = lineAt(context.lines, anchor.sequence)
  // A line that was opened and has no row of its own yet is anchored at the last row of its parent.
  if (anchor.sequence > begun && owner !== null && owner.line !== anchor.line) return 'differs'
  return context.hashAt(anchor.sequence) === anchor.head ? 'holds' : 'differs'
}

/** Result of comparing all of anchor.log with the chain. */
export interface AnchorsResult {
  readonly held: number
  readonly leftBehind: number
  /** Lines of another store and unreadable ones, e.g. torn by a power cut. */
  readonly ignored: number
  /** First anchor that contradicts the chain. */
  readonly fault: { readonly anchor: Anchor; readonly finding: 'differs' | 'beyond-end' } | null
}

/** Compares every line of anchor.log, oldest first. */
export function compareAnchors(lines: Iterable<string>, context: AnchorContext): AnchorsResult {
  let held = 0
  let leftBehind = 0
  let ignored = 0
  let fault: AnchorsResult['fault'] = null
  for (const text of lines) {
    if (text === '') continue
    const anchor = readAnchor(text)
    const finding = anchor === null ? 'other-store' : compareAnchor(anchor, context)
    if (finding === 'holds') held += 1
    else if (finding === 'left-behind') leftBehind += 1
    else if (anchor === null || finding === 'other-store') ignored += 1
    else fault ??= { anchor, finding }
  }
  return { held, leftBehind, ignored, fault }
}

import type { Instant } from '../../../../shared/ports/clock.ts'
import { fromWallMillis, localTime, wallMillis } from '../../../../shared/clock/local-time.ts'
import { clockText, dateText } from '../../../../shared/clock/time-text.ts'
import { readTyped, type TypedTime } from '../../../../shared/clock/typed-time.ts'

/** What one line of the chronology was understood as. It is shown back before anything is kept. */
export interface ParsedEntry {
  /** `null`: the line names no time, so it happened now. */
  readonly time: TypedTime | null
  readonly text: string
  /** Who or what says so: the last part after a comma, where it is short; empty else. */
  readonly source: string
  /** Names of register records that the line calls with `@`, in the order of the line, each once. */
  readonly mentions: readonly string[]
}

/** What a line is read against. */
export interface EntryContext {
  /** IANA zone of the incident. */
  readonly zone: string
  readonly now: Instant
  /** Names that `@` may call. */
  readonly names?: readonly string[]
  /** The person said that the part after the last comma belongs to the text. */
  readonly keepComma?: boolean
}

const minute = 60_000
const day = 86_400_000
/** A bare clock time may lie this far ahead and still mean today: watches differ. */
const tolerance = 5 * minute

const clock = String.raw`(\d{1,2}:\d{2})(?::(\d{2}))?(?:\s*(?:uhr|h)\b)?`
const dottedClock = String.raw`(\d{1,2}\.\d{2})\s*(?:uhr|h)\b`
const end = String.raw`(?:[\s,;]+(?:[-–]\s+)?|$)`
const bareClock = new RegExp(`^(?:${clock}|${dottedClock})${end}`, 'i')
const namedDay = new RegExp(`^(today|yesterday|heute|gestern),?\\s+(?:${clock}|${dottedClock})${end}`, 'i')
const dated = new RegExp(String.raw`^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.(?:\d{4})?)[ ,T]+(?:${clock}|${dottedClock})${end}`, 'i')

/**
 * Reads one line as it is typed in a hurry: `14:05 pump 3 tripped, operator`. A time stands in front (`14:05`, `14.05 Uhr`,
 * `yesterday 23:50`, `23.11. 23:50`, `2026-11-23 23:50`); a short last part after a comma is the source; `@` calls a record by name.
 * A number with a full stop alone is no time: "2.30 bar" stays text.
 */
export function parseEntry(line: string, context: EntryContext): ParsedEntry {
  const { time, rest } = readTime(line.trim(), context)
  const { text, source } = context.keepComma === true ? { text: rest.trim(), source: '' } : splitSource(rest.trim())
  const called = readMentions(text, context.names ?? [])
  return { time, text: called.text, source, mentions: called.mentions }
}

/** The instant of a line, or `null` while the time in front of it is not one moment. */
export function instantOf(entry: ParsedEntry, now: Instant): Instant | null {
  if (entry.time === null) return now - (now % minute)
  return entry.time.kind === 'understood' ? entry.time.instant : null
}

function readTime(line: string, context: EntryContext): { time: TypedTime | null; rest: string } {
  const typed = { zone: context.zone, now: context.now, tolerance }
  const onDate = dated.exec(line)
  if (onDate !== null) {
    const clockPart = (onDate[2] ?? onDate[4] ?? '').replace('.', ':')
    const seconds = onDate[3] === undefined ? '' : `:${onDate[3]}`
    return { time: readTyped(`${onDate[1] ?? ''} ${clockPart}${seconds}`, typed), rest: line.slice(onDate[0].length) }
  }
  const onDay = namedDay.exec(line)
  if (onDay !== null) {
    const back = /^(yesterday|gestern)$/i.test(onDay[1] ?? '') ? day : 0
    const date = dateText(fromWallMillis(wallMillis(localTime(context.now, context.zone)) - back))
    const clockPart = (onDay[2] ?? onDay[4] ?? '').replace('.', ':')
    return { time: readTyped(`${date} ${clockPart}${onDay[3] === undefined ? '' : `:${onDay[3]}`}`, typed), rest: line.slice(onDay[0].length) }
  }
  const bare = bareClock.exec(line)
  if (bare === null) return { time: null, rest: line }
  const time = readTyped((bare[1] ?? bare[3] ?? '').replace('.', ':'), typed)
  return { time: bare[2] === undefined ? time : withSeconds(time, Number(bare[2])), rest: line.slice(bare[0].length) }
}

function withSeconds(time: TypedTime, seconds: number): TypedTime {
  if (seconds > 59) return { kind: 'no-such-date' }
  const added = seconds * 1000
  switch (time.kind) {
    case 'understood':
      return { ...time, instant: time.instant + added }
    case 'doubled':
      return { ...time, first: time.first + added, second: time.second + added }
    default:
      return time
  }
}

/** Longest source in words and characters; more than that is a clause of the sentence. */
const sourceWords = 3
const sourceLength = 40

function splitSource(text: string): { text: string; source: string } {
  const at = text.lastIndexOf(',')
  if (at <= 0) return { text, source: '' }
  const source = text.slice(at + 1).trim()
  const words = source.split(/\s+/)
  const isSource =
    source !== '' &&
    source.length <= sourceLength &&
    words.length <= sourceWords &&
    // A decimal comma or a list of numbers is no source, and a part that goes on with "and" is a clause.
    !/^\d/.test(source) &&
    !/^(and|or|but|und|oder|aber|dann|then)\b/i.test(source) &&
    !source.includes('@')
  return isSource ? { text: text.slice(0, at).trim(), source } : { text, source: '' }
}

function readMentions(text: string, names: readonly string[]): { text: string; mentions: string[] } {
  const longestFirst = [...names].sort((a, b) => b.length - a.length)
  const mentions: string[] = []
  let read = ''
  for (let at = 0; at < text.length; at += 1) {
    const name = text[at] === '@' ? longestFirst.find((candidate) => startsWithName(text, at + 1, candidate)) : undefined
    if (name === undefined) {
      read += text[at] ?? ''
      continue
    }
    if (!mentions.includes(name)) mentions.push(name)
    read += name
    at += name.length
  }
  return { text: read, mentions }
}

/** True when the text goes on with the whole name at that place, whatever the case, and no letter follows. */
function startsWithName(text: string, at: number, name: string): boolean {
  if (name === '' || text.slice(at, at + name.length).toLowerCase() !== name.toLowerCase()) return false
  return !/[\p{L}\p{N}]/u.test(text[at + name.length] ?? '')
}

/** What is being typed after an `@` at the caret, and where it begins; `null` when the caret stands elsewhere. */
export function openMention(line: string, caret: number): { readonly from: number; readonly typed: string } | null {
  const from = line.lastIndexOf('@', caret - 1)
  if (from === -1) return null
  // An address like name@place is none.
  if (from > 0 && /[\p{L}\p{N}]/u.test(line[from - 1] ?? '')) return null
  const typed = line.slice(from + 1, caret)
  return /[,;\n]/.test(typed) || typed.length > 60 ? null : { from, typed }
}

/** A line that says the same again, for a correction: `2026-11-23 14:05 pump 3 tripped, operator`. */
export function entryLine(entry: { readonly instant: Instant; readonly text: string; readonly source: string }, zone: string): string {
  const local = localTime(entry.instant, zone)
  const seconds = local.second === 0 ? '' : `:${String(local.second).padStart(2, '0')}`
  return `${dateText(local)} ${clockText(local)}${seconds} ${entry.text}${entry.source === '' ? '' : `, ${entry.source}`}`
}

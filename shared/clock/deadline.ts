import { z } from 'zod'
import { idSchema, instantSchema, zoneSchema } from '../contract/schema.ts'
import type { Stage } from '../report/stage.ts'
import { stages, stageSchema } from '../report/stage.ts'
import type { Anchor } from './anchor.ts'
import { anchors } from './anchor.ts'
import { holidayOn, localTextSchema, rolledEnd } from './calendar.ts'
import type { Candidate, ClockInput } from './candidate.ts'
import { candidates, ongoingOf, submissions } from './candidate.ts'
import { effective } from './chain.ts'
import { localTime, weekday } from './local-time.ts'
import type { Duty } from './profile.ts'
import { dutyId, dutySchema } from './profile.ts'

export type { ClockInput, IncidentFacts } from './candidate.ts'

/** A line beside the one that counts: a claim that a second person has not confirmed, or one that counted before. */
export const otherLineSchema = z.strictObject({
  due: instantSchema,
  statementId: idSchema.nullable(),
  reason: z.string().nullable(),
})

/** Worth saying about the day a deadline falls on; none of it moves the deadline. */
export const dayNoteSchema = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('weekend') }),
  z.strictObject({ code: z.literal('holiday'), name: localTextSchema }),
  /** The month has no such date; its last day was taken. */
  z.strictObject({ code: z.literal('clamped') }),
  /** Summer time skips the clock time; the earlier instant was taken. */
  z.strictObject({ code: z.literal('skipped-hour') }),
  /** Winter time doubles the clock time; the first was taken. */
  z.strictObject({ code: z.literal('doubled-hour') }),
])

/** One legal deadline with everything a screen, a report or an auditor may ask about it. */
export const deadlineSchema = z.strictObject({
  /** Unique within the incident: the duty's name, and which request or which repetition. */
  key: z.string(),
  /** `nis2/final/submitted`: law, stage and anchor of the duty. */
  dutyId: z.string(),
  stage: stageSchema,
  law: z.string(),
  recipientKind: dutySchema.shape.recipientKind,
  due: instantSchema,
  /** Zone in which it was counted. */
  zone: zoneSchema,
  /** What it counts from; `recorded` and `limit` (of the report that comes first) are nobody's statement. */
  anchor: z.strictObject({ name: z.enum([...anchors, 'recorded', 'limit']), instant: instantSchema, statementId: idSchema.nullable() }),
  /** Whether the duty's own anchor is stated. */
  standing: z.enum(['provisional', 'settled']),
  /** Shown with "if significant" or "provisional": the line is provisional or significance is not decided. */
  provisional: z.boolean(),
  /** A look ahead: counted from the limit of the notification, which is not submitted yet. Not part of the deadline bar. */
  assumed: z.boolean(),
  /** Applies only if the incident still goes on at that moment, which is open. */
  conditional: z.boolean(),
  claimedLater: otherLineSchema.nullable(),
  /** Struck through, oldest first. */
  former: z.array(otherLineSchema),
  /** `running` until submitted, even when overdue; `met` in time; `missed`: submitted late. */
  state: z.enum(['running', 'met', 'missed', 'not-applicable']),
  /** When it was submitted, and the statement that says so. */
  metAt: instantSchema.nullable(),
  metBy: idSchema.nullable(),
  /** Statement that ended a duty that no longer applies (significance decided, request withdrawn), where there is one. */
  endedBy: idSchema.nullable(),
  /** The rule it was counted by. */
  rule: z.strictObject({
    profile: z.strictObject({ id: z.string(), version: z.string() }),
    anchor: dutySchema.shape.anchor,
    anchorStage: dutySchema.shape.anchorStage,
    period: dutySchema.shape.period,
    onlyWhen: dutySchema.shape.onlyWhen,
    /** Which repetition, from 1. */
    occurrence: z.int().min(1),
  }),
  source: z.strictObject({ title: z.string(), article: z.string() }),
  note: localTextSchema,
  dayNotes: z.array(dayNoteSchema),
  /** Where Regulation 1182/71 would end it, if the profile asks to explain that. Never the deadline. */
  roll: instantSchema.nullable(),
})

/** One deadline, see `deadlineSchema`. */
export type Deadline = Readonly<z.output<typeof deadlineSchema>>

/** One note on the day of a deadline. */
export type DayNote = Readonly<z.output<typeof dayNoteSchema>>

/** A duty that has no due moment yet, for the ladder on the incident screen. */
export interface DutyAhead {
  readonly dutyId: string
  readonly law: string
  readonly stage: Stage
  /** What has to be stated before it can be counted. */
  readonly waitsFor: Anchor
  readonly anchorStage: Stage | null
}

/**
 * All deadlines of an incident, nearest first: those running, met and missed, and those that ended and why (`not-applicable`).
 * Pure: the same records always give the same deadlines.
 */
export function deadlines(input: ClockInput): Deadline[] {
  return candidates(input)
    .map((candidate) => toDeadline(candidate, input))
    .sort((a, b) => a.due - b.due || stages.indexOf(a.stage) - stages.indexOf(b.stage) || (a.key < b.key ? -1 : 1))
}

/** Duties that will follow but cannot be counted yet. Reports on request are not among them: they come when somebody asks. */
export function dutiesAhead(input: ClockInput): DutyAhead[] {
  if (input.facts.significant === 'no') return []
  const listed = candidates(input)
  const chains = effective(input.statements)
  const ahead = new Map<string, DutyAhead>()
  for (const duty of [input.profile, ...input.adopted].flatMap((profile) => profile.duties)) {
    const id = dutyId(duty)
    const { law, stage, anchor, anchorStage } = duty
    const isListed = listed.some((candidate) => dutyId(candidate.duty) === id)
    if (isListed || anchor === 'request' || submissions(chains, law, stage).length > 0) continue
    if (duty.onlyWhen === 'ongoing-at-final-due' && ongoingOf(input, chains, law, listed) === 'no') continue
    ahead.set(id, { dutyId: id, law, stage, waitsFor: anchor, anchorStage })
  }
  return [...ahead.values()]
}

function toDeadline(candidate: Candidate, { facts }: ClockInput): Deadline {
  const { profile, duty, history, met, key, occurrence, assumed, conditional } = candidate
  const { counting, claimed, former } = history
  const ended = facts.significant === 'no' || !candidate.applies || history.withdrawnBy !== null
  const source = profile.sources.find(({ id }) => id === duty.source.id)
  return {
    key,
    dutyId: dutyId(duty),
    stage: duty.stage,
    law: duty.law,
    recipientKind: duty.recipientKind,
    due: counting.due,
    zone: counting.zone,
    anchor: { name: counting.from, instant: counting.base, statementId: counting.statement?.id ?? null },
    standing: counting.standing,
    provisional: counting.standing === 'provisional' || facts.significant === 'undecided',
    assumed,
    conditional,
    claimedLater: claimed,
    // A line that came back to an earlier moment: that moment counts, so it is not struck through beside itself.
    former: former.filter((line) => line.due !== counting.due),
    state: stateOf(candidate, ended),
    metAt: candidate.applies ? (met?.instant ?? null) : null,
    metBy: candidate.applies ? (met?.id ?? null) : null,
    endedBy: met !== null || !ended ? null : (history.withdrawnBy ?? (facts.significant === 'no' ? facts.significanceRecord : null)),
    rule: {
      profile: { id: profile.id, version: profile.version },
      anchor: duty.anchor,
      anchorStage: duty.anchorStage,
      period: duty.period,
      onlyWhen: duty.onlyWhen,
      occurrence,
    },
    source: { title: source?.title ?? duty.source.id, article: duty.source.article },
    note: duty.note,
    dayNotes: dayNotes(candidate),
    roll: duty.roll === 'none' || !isInMonths(duty) ? null : rolledEnd(counting.due, counting.zone, profile.holidays),
  }
}

/** By the record alone: an overdue report goes on running until it is submitted. */
function stateOf({ applies, met, history }: Candidate, ended: boolean): Deadline['state'] {
  if (applies && met !== null) return met.instant <= history.counting.due ? 'met' : 'missed'
  return ended ? 'not-applicable' : 'running'
}

function isInMonths({ period }: Duty): boolean {
  return typeof period === 'object' && 'months' in period
}

function dayNotes({ profile, history: { counting } }: Candidate): DayNote[] {
  const date = localTime(counting.due, counting.zone)
  const holiday = holidayOn(date, profile.holidays)
  const notes: DayNote[] = []
  if (weekday(date) >= 6) notes.push({ code: 'weekend' })
  if (holiday !== null) notes.push({ code: 'holiday', name: holiday.name })
  if (counting.end.clamped) notes.push({ code: 'clamped' })
  if (counting.end.clock === 'skipped') notes.push({ code: 'skipped-hour' })
  if (counting.end.clock === 'doubled') notes.push({ code: 'doubled-hour' })
  return notes
}

import { z } from 'zod'
import { idSchema, instantSchema, zoneSchema } from '../contract/schema.ts'
import type { Instant } from '../ports/clock.ts'
import { stageSchema } from '../report/stage.ts'
import { anchorSchema } from './anchor.ts'

/**
 * One signed sentence about when something happened. Statements are appended, never edited.
 * A correction is a new statement that names the one it replaces; `instant: null` withdraws it.
 */
export const statementSchema = z.strictObject({
  id: idSchema,
  incident: idSchema,
  /** Law for which it holds; `null` holds for every law. */
  law: z.string().min(1).nullable(),
  anchor: anchorSchema,
  /** Which report: only for `request`, `released` and `submitted`. */
  stage: stageSchema.nullable(),
  /** UTC milliseconds; `null` withdraws the statement named by `supersedes`. */
  instant: instantSchema.nullable(),
  /** IANA zone in which the instant was stated; months are counted in it. */
  zone: zoneSchema,
  /** Only for `request`: by when the authority wants the report. `null`: it named no date. */
  dueBy: instantSchema.nullable(),
  /** What the statement rests on, in the author's words. */
  basis: z.string(),
  /** Id of the person who states it, or `station` for the control room without a confirmed person. */
  author: z.string().min(1),
  /**
   * Whether the author was confirmed by passphrase. An unconfirmed author can bring a deadline forward, never push it back.
   * It says nothing about a second person: that is a `Confirmation`.
   */
  confirmed: z.boolean(),
  supersedes: idSchema.nullable(),
  /** Why it is corrected, or why awareness is later than knowledge. */
  reason: z.string().nullable(),
  /** Wall clock of the PC when it was written; not trusted for order. */
  recordedAt: instantSchema,
})

/** One statement of an incident, see `statementSchema`. */
export type Statement = Readonly<z.output<typeof statementSchema>>

/** A statement that states an instant, so not a withdrawal. */
export type Stated = Statement & { readonly instant: Instant }

/** True when a statement names an instant. */
export function isStated(statement: Statement): statement is Stated {
  return statement.instant !== null
}

/** A second person's word that a statement is right. It is a record of its own: the statement stays as it was signed. */
export const confirmationSchema = z.strictObject({
  statement: idSchema,
  person: z.string().min(1),
  at: instantSchema,
})

/** One confirmation, see `confirmationSchema`. */
export type Confirmation = Readonly<z.output<typeof confirmationSchema>>

/** True when somebody other than the author confirmed the statement. The author's own word does not count twice. */
export function hasSecondPerson(statement: Statement, confirmations: readonly Confirmation[]): boolean {
  return confirmations.some((entry) => entry.statement === statement.id && entry.person !== statement.author)
}

/** True when somebody known answers for the statement: its author, confirmed by passphrase, or a second person. */
export function isVouchedFor(statement: Statement, confirmations: readonly Confirmation[]): boolean {
  return statement.confirmed || hasSecondPerson(statement, confirmations)
}

/** True when a text says something. */
export function isFilled(text: string | null): boolean {
  return text !== null && text.trim() !== ''
}

import type { z } from 'zod'
import type { Need } from '../person/permission.ts'
import type { Touches } from './touches.ts'

/** A schema of JSON-safe values. Objects are `z.strictObject`: an unknown property is refused, never ignored. */
export type Schema = z.ZodType

/** Reads the record and changes nothing. */
export interface Query<In extends Schema = Schema, Out extends Schema = Schema> {
  readonly kind: 'query'
  readonly in: In
  readonly out: Out
  readonly needs: Need
  /** Which site it is about; absent: the permission at any site is enough, and lists leave out what may not be read. */
  readonly touches?: Touches
}

/** Changes the record in one transaction together with its audit row. */
export interface Command<In extends Schema = Schema, Out extends Schema = Schema> {
  readonly kind: 'command'
  readonly in: In
  readonly out: Out
  readonly needs: Need
  /** Which site it is about; absent: the permission at any site is enough, and lists leave out what may not be read. */
  readonly touches?: Touches
  /** `none` only for saving drafts: everything else leaves a row. */
  readonly audit: 'row' | 'none'
}

/** Long work: reports progress, can be cancelled until its final commit, and ends in one ordinary transaction. */
export interface Job<In extends Schema = Schema, Out extends Schema = Schema> {
  readonly kind: 'job'
  readonly in: In
  readonly out: Out
  readonly needs: Need
  /** Which site it is about; absent: the permission at any site is enough, and lists leave out what may not be read. */
  readonly touches?: Touches
}

/** Opens, creates or closes the store itself, or works beside the record on staged bytes; it has no transaction of the record around it. */
export interface Lifecycle<In extends Schema = Schema, Out extends Schema = Schema> {
  readonly kind: 'lifecycle'
  readonly in: In
  readonly out: Out
  readonly needs: Need
  /** Which site it is about; absent: the permission at any site is enough, and lists leave out what may not be read. */
  readonly touches?: Touches
}

/** Any declared procedure. */
export type Procedure = Query | Command | Job | Lifecycle

/** Procedures by name, e.g. `zones.save`. */
export type Contract = Readonly<Record<string, Procedure>>

/** Declares a query. */
export function query<In extends Schema, Out extends Schema>(parts: { in: In; out: Out; needs: Need; touches?: Touches }): Query<In, Out> {
  return { kind: 'query', ...parts }
}

/** Declares a command; its audit row is written unless `audit: 'none'` is said. */
export function command<In extends Schema, Out extends Schema>(parts: {
  in: In
  out: Out
  needs: Need
  touches?: Touches
  audit?: 'row' | 'none'
}): Command<In, Out> {
  return { kind: 'command', audit: 'row', ...parts }
}

/** Declares a job. Calling it answers with a job id at once; `jobs.get` tells how far it is and, at the end, its result. */
export function job<In extends Schema, Out extends Schema>(parts: { in: In; out: Out; needs: Need; touches?: Touches }): Job<In, Out> {
  return { kind: 'job', ...parts }
}

/** Declares a procedure outside the transactions of the record. */
export function lifecycle<In extends Schema, Out extends Schema>(parts: { in: In; out: Out; needs: Need; touches?: Touches }): Lifecycle<In, Out> {
  return { kind: 'lifecycle', ...parts }
}

/** What a caller passes in. */
export type InputOf<P extends Procedure> = z.input<P['in']>
/** What a handler receives. */
export type ParsedInputOf<P extends Procedure> = z.output<P['in']>
/** What a handler returns and a caller receives; a job answers with its id. */
export type ResultOf<P extends Procedure> = z.output<P['out']>
/** What `call` resolves to. */
export type ReplyOf<P extends Procedure> = P extends Job ? { readonly jobId: string } : z.output<P['out']>

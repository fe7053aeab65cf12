import type { AppContract } from '../../shared/contract/contract.ts'
import type { Contract, InputOf, Procedure, ReplyOf, ResultOf } from '../../shared/contract/procedure.ts'

/** Names of the procedures of some kinds. */
export type NamesOf<C extends Contract, Kind extends Procedure['kind']> = {
  [Name in keyof C & string]: C[Name]['kind'] extends Kind ? Name : never
}[keyof C & string]

/** Any procedure of the product. */
export type Name = keyof AppContract & string
/** What only reads, and what looks at the outside world (drives, the state of the store). */
export type ReadName = NamesOf<AppContract, 'query' | 'lifecycle'>
/** What changes something in one call. */
export type ChangeName = NamesOf<AppContract, 'command' | 'lifecycle'>
/** Long work. */
export type JobName = NamesOf<AppContract, 'job'>

/** What a caller passes. */
export type Input<N extends Name> = InputOf<AppContract[N] & Procedure>
/** What a call brings back at once. */
export type ReplyTo<N extends Name> = ReplyOf<AppContract[N] & Procedure>
/** What a job brings at its end. */
export type JobResult<N extends JobName> = ResultOf<AppContract[N] & Procedure>

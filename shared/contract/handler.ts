import type { JobControl } from '../ports/places.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction, WriteStamp } from '../ports/store.ts'
import type { Session, SignedIn, Who } from '../person/session.ts'
import type { Command, Contract, Job, Lifecycle, ParsedInputOf, Procedure, Query, ResultOf } from './procedure.ts'

/** What a handler knows about the call it serves. */
export interface Call {
  readonly session: Session
  /** Person id or `station`. */
  readonly actor: string
  /** Whether a person was confirmed by passphrase. A switch by PIN does not count. */
  readonly confirmed: boolean
  readonly stamp: WriteStamp
}

/** A value that is not a Promise: a transaction that waits would hold the only writer. */
export type Synchronous<T> = T extends PromiseLike<unknown> ? never : T

/** Reads in one consistent view. */
export interface QueryHandler<P extends Query> {
  readonly read: (repositories: Repositories, input: ParsedInputOf<P>, call: Call) => ResultOf<P> | Promise<ResultOf<P>>
}

/** `prepare` may wait and writes nothing; `commit` writes and may not wait. */
export interface CommandHandler<P extends Command, Prepared = unknown> {
  readonly prepare?: (repositories: Repositories, input: ParsedInputOf<P>, call: Call) => Prepared | Promise<Prepared>
  readonly commit: (transaction: Transaction, input: ParsedInputOf<P>, call: Call, prepared: Prepared) => Synchronous<ResultOf<P>>
  /** Runs once the commit is on disk, e.g. to write an anchor line; what it throws does not undo the commit. */
  readonly committed?: () => void
}

/** What a job can do besides its own work. */
export interface JobCall extends Call {
  readonly control: JobControl
  /** For work that decides by something else than `finish`: from here on it can no longer be cancelled. @throws cancelled. */
  readonly decided: () => void
  readonly read: <T>(work: (repositories: Repositories) => T) => T
  /** The one final transaction; after it the job can no longer be cancelled. */
  readonly finish: <T>(work: (transaction: Transaction) => Synchronous<T>) => Synchronous<T>
}

/** Long work. */
export interface JobHandler<P extends Job> {
  readonly run: (input: ParsedInputOf<P>, call: JobCall) => Promise<ResultOf<P>>
}

/** Session changes a lifecycle procedure may ask for. */
export interface LifecycleCall extends Call {
  /** Says who sits in front of this session from now on. */
  readonly become: (who: Who) => void
  /** Ends the sign-in of every session: the store is closed. */
  readonly everyoneLeaves: () => void
  /** Somebody is there: the screen does not lock yet. */
  readonly active: () => void
  /** Whether a person sits in front of another session too. */
  readonly isElsewhere: (person: string) => boolean
  /** Gives the sessions of a person what changed about it; `null` ends its sign-in everywhere. */
  readonly update: (person: string, change: Partial<Pick<SignedIn, 'grants' | 'validUntil' | 'mustChange'>> | null) => void
}

/** Opens, closes or works beside the record. */
export interface LifecycleHandler<P extends Lifecycle> {
  readonly run: (input: ParsedInputOf<P>, call: LifecycleCall) => ResultOf<P> | Promise<ResultOf<P>>
}

/** The handler a declared procedure must have. */
export type HandlerOf<P extends Procedure> = P extends Query
  ? QueryHandler<P>
  : P extends Command
    ? // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what prepare hands to commit is each handler's own affair; `commandHandler` checks it
      CommandHandler<P, any>
    : P extends Job
      ? JobHandler<P>
      : P extends Lifecycle
        ? LifecycleHandler<P>
        : never

/** One handler for each procedure: a missing one does not compile. */
export type Handlers<C extends Contract> = { readonly [Name in keyof C]: HandlerOf<C[Name]> }

/** Ties the type of what `prepare` returns to what `commit` receives. */
export function commandHandler<P extends Command, Prepared>(handler: {
  readonly prepare: (repositories: Repositories, input: ParsedInputOf<P>, call: Call) => Prepared | Promise<Prepared>
  readonly commit: (transaction: Transaction, input: ParsedInputOf<P>, call: Call, prepared: Prepared) => Synchronous<ResultOf<P>>
  readonly committed?: () => void
}): CommandHandler<P, Prepared> {
  return handler
}

import type { JobControl } from '../ports/places.ts'
import { DomainError } from './error.ts'
import type { Failure } from './wire.ts'

/** How far a job is. */
export type JobState =
  | { readonly state: 'running'; readonly done: number; readonly total: number }
  | { readonly state: 'done'; readonly value: unknown }
  | { readonly state: 'failed'; readonly error: Failure }

/** Who began a job. Persons take turns at one session; what was done for one of them is not shown to the next. */
export interface JobOwner {
  readonly session: string
  /** Person id, or `station`. */
  readonly actor: string
}

interface Entry {
  readonly owner: JobOwner
  state: JobState
  cancelled: boolean
  committed: boolean
}

/** Jobs of a core, each visible only to who started it, at the session where that was. */
export interface Jobs {
  /** @param work must call `committed` before its final transaction. @returns the job's id at once. */
  start(owner: JobOwner, id: string, work: (control: JobControl, committed: () => void) => Promise<unknown>, toFailure: (error: unknown) => Failure): void
  /** @throws not-found. */
  get(owner: JobOwner, id: string): JobState
  /** Asks a job to stop; it does unless its final commit has begun. @returns whether it was still possible. @throws not-found. */
  cancel(owner: JobOwner, id: string): boolean
  running(): number
}

/** Finished jobs that nobody asked for are forgotten beyond this number. */
const kept = 200

/** @returns an empty list of jobs. */
export function createJobs(): Jobs {
  const entries = new Map<string, Entry>()

  function find(owner: JobOwner, id: string): Entry {
    const entry = entries.get(id)
    if (entry === undefined || entry.owner.session !== owner.session || entry.owner.actor !== owner.actor) throw new DomainError('not-found', { kind: 'job' })
    return entry
  }

  function forgetOld(): void {
    for (const [id, entry] of entries) {
      if (entries.size <= kept) return
      if (entry.state.state !== 'running') entries.delete(id)
    }
  }

  return {
    start(owner, id, work, toFailure) {
      const entry: Entry = { owner, state: { state: 'running', done: 0, total: 0 }, cancelled: false, committed: false }
      entries.set(id, entry)
      forgetOld()
      const control: JobControl = {
        progress(done, total) {
          if (entry.state.state === 'running') entry.state = { state: 'running', done, total }
        },
        check() {
          if (entry.cancelled) throw new DomainError('cancelled')
        },
      }
      const committed = (): void => {
        control.check()
        entry.committed = true
      }
      work(control, committed).then(
        (value) => {
          entry.state = { state: 'done', value }
        },
        (error: unknown) => {
          entry.state = { state: 'failed', error: toFailure(error) }
        },
      )
    },
    get(owner, id) {
      return find(owner, id).state
    },
    cancel(owner, id) {
      const entry = find(owner, id)
      if (entry.committed || entry.state.state !== 'running') return false
      entry.cancelled = true
      return true
    },
    running() {
      return [...entries.values()].filter((entry) => entry.state.state === 'running').length
    },
  }
}

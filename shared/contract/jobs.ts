import type { JobControl } from '../ports/places.ts'
import { DomainError } from './error.ts'
import type { Failure } from './wire.ts'

/** How far a job is. */
export type JobState =
  | { readonly state: 'running'; readonly done: number; readonly total: number }
  | { readonly state: 'done'; readonly value: unknown }
  | { readonly state: 'failed'; readonly error: Failure }

interface Entry {
  readonly session: string
  state: JobState
  cancelled: boolean
  committed: boolean
}

/** Jobs of a core, each visible only to the session that started it. */
export interface Jobs {
  /** @param work must call `committed` before its final transaction. @returns the job's id at once. */
  start(session: string, id: string, work: (control: JobControl, committed: () => void) => Promise<unknown>, toFailure: (error: unknown) => Failure): void
  /** @throws not-found. */
  get(session: string, id: string): JobState
  /** Asks a job to stop; it does unless its final commit has begun. @returns whether it was still possible. @throws not-found. */
  cancel(session: string, id: string): boolean
  running(): number
}

/** Finished jobs that nobody asked for are forgotten beyond this number. */
const kept = 200

/** @returns an empty list of jobs. */
export function createJobs(): Jobs {
  const entries = new Map<string, Entry>()

  function find(session: string, id: string): Entry {
    const entry = entries.get(id)
    if (entry === undefined || entry.session !== session) throw new DomainError('not-found', { kind: 'job' })
    return entry
  }

  function forgetOld(): void {
    for (const [id, entry] of entries) {
      if (entries.size <= kept) return
      if (entry.state.state !== 'running') entries.delete(id)
    }
  }

  return {
    start(session, id, work, toFailure) {
      const entry: Entry = { session, state: { state: 'running', done: 0, total: 0 }, cancelled: false, committed: false }
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
    get(session, id) {
      return find(session, id).state
    },
    cancel(session, id) {
      const entry = find(session, id)
      if (entry.committed || entry.state.state !== 'running') return false
      entry.cancelled = true
      return true
    },
    running() {
      return [...entries.values()].filter((entry) => entry.state.state === 'running').length
    },
  }
}

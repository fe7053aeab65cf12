import { DomainError } from '../../shared/contract/error.ts'
import type { JobControl } from '../../shared/ports/places.ts'
import type { Underway } from '../../shared/ports/store.ts'
import { quietControl } from './work/task-runner.ts'

/** One piece of long work on the record as a whole. */
export interface UnderwayWork {
  /** Reports and asks for whoever started it, and for everybody who looks. */
  readonly control: JobControl
  step(step: Underway['step']): void
  /** From here on it cannot be stopped. @throws cancelled. */
  decide(): void
  end(): void
}

/** What is being done to the record as a whole; one thing at a time. */
export interface UnderwayBoard {
  /** @param decided told once it can no longer be stopped. @throws busy. */
  begin(kind: Underway['kind'], step: Underway['step'], control?: JobControl, decided?: () => void): UnderwayWork
  look(): Underway | null
  /** @returns whether it was still possible. */
  stop(): boolean
}

/** @returns an empty board. @param elapsed milliseconds that only go forward. */
export function createUnderwayBoard(elapsed: () => number = () => performance.now()): UnderwayBoard {
  let current: { state: Omit<Underway, 'since'>; readonly began: number; stopped: boolean } | null = null

  return {
    begin(kind, first, control = quietControl, decided = () => undefined) {
      if (current !== null) throw new DomainError('busy')
      const mine = { state: { kind, step: first, done: 0, total: 0, stoppable: true }, began: elapsed(), stopped: false }
      current = mine
      const check = (): void => {
        control.check()
        if (mine.stopped) throw new DomainError('cancelled')
      }
      return {
        control: {
          progress(done, total) {
            mine.state = { ...mine.state, done, total }
            control.progress(done, total)
          },
          check,
        },
        step(step) {
          mine.state = { ...mine.state, step }
        },
        decide() {
          check()
          decided()
          mine.state = { ...mine.state, stoppable: false }
        },
        end() {
          if (current === mine) current = null
        },
      }
    },
    look: () => (current === null ? null : { ...current.state, since: Math.round(elapsed() - current.began) }),
    stop() {
      if (current === null || !current.state.stoppable) return false
      current.stopped = true
      return true
    },
  }
}

import type { ClockWatch } from '../../shared/clock/clock-watch.ts'
import type { Dispatch } from '../../shared/contract/dispatch.ts'

/** How often the clock is compared with the uptime while nobody calls, in milliseconds. */
const lookEvery = 30_000

/** A door behind which the clock is looked at after each call: what a screen was just shown by a clock that jumped is then in the record. */
export function watchedDispatch(dispatch: Dispatch, watch: ClockWatch): Dispatch {
  return {
    ...dispatch,
    async call(session, name, raw) {
      const outcome = await dispatch.call(session, name, raw)
      watch.look()
      return outcome
    },
  }
}

/** Looks at the clock twice a minute. @returns what ends that. */
export function watchEvery(watch: ClockWatch): () => void {
  const timer = setInterval(() => {
    watch.look()
  }, lookEvery)
  timer.unref()
  return () => {
    clearInterval(timer)
  }
}

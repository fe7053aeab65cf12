import type { TFunction } from 'i18next'
import type { Remaining } from '../../shared/clock/leave-by.ts'

/** A length of time in the parts that are shown; hours are left out while there are none, seconds where they are `null`. */
export type Duration = Pick<Remaining, 'hours' | 'minutes' | 'seconds'>

/** Keys of the three forms. */
type DurationKey = `ui:duration.${'hours' | 'minutes' | 'seconds'}`

/**
 * A length of time as every screen writes it: `5 h 12 min`, `12 min`, `9 min 20 s`; German `5 Std. 12 Min.`
 * @param t of `useTranslation('ui')`, or of one with several namespaces, `ui` among them
 */
export function durationText(t: TFunction<'ui'> | ((key: DurationKey, parts: Duration) => string), { hours, minutes, seconds }: Duration): string {
  const key: DurationKey = hours > 0 ? 'ui:duration.hours' : seconds === null ? 'ui:duration.minutes' : 'ui:duration.seconds'
  return (t as (key: DurationKey, parts: Duration) => string)(key, { hours, minutes, seconds })
}

import type { ClockReading, Instant } from '../ports/clock.ts'
import type { Repositories } from '../ports/repositories.ts'
import { anomalyKinds, boundsOf, type Anomaly, type AnomalyKind } from './bounds.ts'
import { clockAt } from './clock-record.ts'
import type { ToldTime } from './deadlines.contract.ts'
import { statedClock } from './stated-clock.ts'

/** Anomalies that put the time itself in doubt; another zone does not. */
const doubtful: readonly AnomalyKind[] = anomalyKinds.filter((kind) => kind !== 'zone' && kind !== 'offset')

/** Between which moments a reading was taken, how far that can be believed, and what is against it. */
export function toldTime(repositories: Repositories, reading: ClockReading): { readonly now: Instant; readonly time: ToldTime } {
  const { state, found } = clockAt(repositories, reading)
  const { lower, upper, open, isRange } = boundsOf(state)
  const isDoubtful = open || isRange
  const unwritten = found.map(({ anomaly }) => anomaly).findLast(({ kind }) => doubtful.includes(kind))
  const written = isDoubtful && unwritten === undefined ? newestAnomaly(repositories) : undefined
  const anomaly = unwritten ?? written
  return {
    now: upper,
    time: {
      lower,
      open,
      isRange,
      state: isDoubtful ? 'suspect' : beliefOf(repositories),
      why: isDoubtful && anomaly !== undefined ? { kind: anomaly.kind, at: anomaly.reading.at, difference: anomaly.difference } : null,
    },
  }
}

/** What people said last. */
function beliefOf(repositories: Repositories): 'unchecked' | 'stated' | 'confirmed' {
  const stated = repositories.clockEvents.last('stated')
  const confirmed = repositories.clockEvents.last('confirmed')
  if (stated !== null && confirmed?.confirms === stated.id) return 'confirmed'
  return statedClock(repositories) === null ? 'unchecked' : 'stated'
}

/** The newest event that puts the time in doubt. */
function newestAnomaly(repositories: Repositories): Pick<Anomaly, 'kind' | 'reading' | 'difference'> | undefined {
  return doubtful
    .flatMap((kind) => {
      const event = repositories.clockEvents.last(kind)
      return event === null ? [] : [{ ...event, kind }]
    })
    .sort((a, b) => b.sequence - a.sequence)[0]
}

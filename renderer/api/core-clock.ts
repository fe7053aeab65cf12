import { useLayoutEffect, useSyncExternalStore } from 'react'
import type { Instant } from '../../shared/ports/clock.ts'
import type { Api } from './api.ts'
import { useApi, useQuery } from './hooks.ts'

/** The clock of the core, as far as this window knows it: the last reading, carried on by the monotonic clock of the page. */
export interface CoreClock {
  /** UTC ms. */
  now(): Instant
  sync(reading: Instant): void
  follow(listener: () => void): () => void
}

/** @param monotonic milliseconds that only go forward. */
export function createCoreClock(monotonic: () => number, wall: () => number): CoreClock {
  let read: { readonly core: Instant; readonly at: number } | null = null
  let timer: ReturnType<typeof setInterval> | null = null
  const listeners = new Set<() => void>()
  return {
    now: () => (read === null ? wall() : Math.floor(read.core + monotonic() - read.at)),
    sync(reading) {
      read = { core: reading, at: monotonic() }
      for (const listener of listeners) listener()
    },
    follow(listener) {
      listeners.add(listener)
      timer ??= setInterval(() => {
        for (const each of listeners) each()
      }, 1_000)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0 || timer === null) return
        clearInterval(timer)
        timer = null
      }
    },
  }
}

const clocks = new WeakMap<Api, CoreClock>()

function clockOf(api: Api): CoreClock {
  const known = clocks.get(api)
  if (known !== undefined) return known
  const made = createCoreClock(
    () => performance.now(),
    () => Date.now(),
  )
  clocks.set(api, made)
  return made
}

/** How often the core is asked for its time, in milliseconds. */
const askEvery = 60_000

/** The core's clock and zone for fields and countdowns. Until the core was asked, the clock of this window. */
export function useCoreClock(): { readonly clock: CoreClock; readonly zone: string } {
  const api = useApi()
  const clock = clockOf(api)
  const { value } = useQuery('deadlines.bar', {}, { every: askEvery })
  const reading = value?.now
  // Before anything is painted, so that no moment of this window's own clock is ever seen beside an answer of the core.
  useLayoutEffect(() => {
    if (reading !== undefined) clock.sync(reading)
  }, [clock, reading])
  return { clock, zone: value?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone }
}

/**
 * The time of the core, cut to a step; the component is drawn again when the step is over.
 * @param step milliseconds, e.g. 1 000 where seconds are shown.
 */
export function useNow(step: number): Instant {
  const { clock } = useCoreClock()
  return useSyncExternalStore(clock.follow, () => Math.floor(clock.now() / step) * step)
}

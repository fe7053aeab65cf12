import { useEffect, useState } from 'react'

/**
 * The core's time, carried on between two answers by this window's own timer (never by its wall clock, which the core judges).
 * @param told UTC ms as the core last said it. @param every milliseconds between two updates.
 */
export function useNow(told: number | undefined, every: number): number | undefined {
  const [now, setNow] = useState(told)
  useEffect(() => {
    setNow(told)
    if (told === undefined) return
    const start = performance.now()
    const timer = setInterval(() => setNow(told + Math.round(performance.now() - start)), every)
    return () => clearInterval(timer)
  }, [told, every])
  return now
}

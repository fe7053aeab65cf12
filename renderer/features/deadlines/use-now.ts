import { useEffect, useState } from 'react'

/**
 * The core's time, carried on between two answers by this window's own timer (never by its wall clock, which the core judges).
 * @param told UTC ms as the core last said it. @param every milliseconds between two updates.
 */
export function useNow(told: number | undefined, every: number): number | undefined {
  const [passed, setPassed] = useState({ told, milliseconds: 0 })
  useEffect(() => {
    if (told === undefined) return
    const start = performance.now()
    const timer = setInterval(() => setPassed({ told, milliseconds: Math.round(performance.now() - start) }), every)
    return () => clearInterval(timer)
  }, [told, every])
  // A new answer counts at once; what had passed since the old one is part of it.
  if (told === undefined) return undefined
  return told + (passed.told === told ? passed.milliseconds : 0)
}

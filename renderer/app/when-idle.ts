/**
 * Loads parts of the program ahead, once the page has been drawn and has nothing better to do, at the latest after two seconds: it must not
 * delay what somebody is waiting for. A part that does not come (the host ended at that moment) is asked for again, and its absence told,
 * when it is needed. @returns what calls it off.
 */
export function loadWhenIdle(parts: readonly (() => Promise<unknown>)[]): () => void {
  const handle = requestIdleCallback(() => {
    for (const load of parts) load().catch(() => undefined)
  }, { timeout: 2_000 })
  return () => cancelIdleCallback(handle)
}

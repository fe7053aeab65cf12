/**
 * Runs something once the page has been drawn and has nothing better to do, at the latest after two seconds: loading ahead must not
 * delay what somebody is waiting for. @returns what calls it off.
 */
export function whenIdle(run: () => void): () => void {
  const handle = requestIdleCallback(run, { timeout: 2_000 })
  return () => cancelIdleCallback(handle)
}

import { isBundleUrl } from './bundle.ts'

/**
 * Whether a request of the window's session may proceed. Asked for every URL of every scheme. `data:` and `blob:`
 * of the bundle stay in the process; `devtools:` exists only in a build that has developer tools.
 */
export function requestDecision(url: string, isPackaged: boolean): 'proceed' | 'cancel' {
  if (isBundleUrl(url)) return 'proceed'
  if (url.startsWith('data:')) return 'proceed'
  if (url.startsWith('blob:') && isBundleUrl(url.slice('blob:'.length))) return 'proceed'
  if (!isPackaged && url.startsWith('devtools://devtools/')) return 'proceed'
  return 'cancel'
}

/** Schemes that would leave the program; each is answered with 403 by a handler of its own, below the request filter. */
export const refusedSchemes = ['http', 'https', 'ws', 'wss', 'ftp', 'file'] as const

/** A proxy where nothing listens (the discard port), so that what slips through every other layer still goes nowhere. */
export const deadProxy = 'http://127.0.0.1:9'

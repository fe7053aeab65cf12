import type { Transport } from '../../shared/contract/client.ts'
import type { DesktopBridge } from './bridge.ts'

/** Calls through the desktop's preload script. */
export function desktopTransport(bridge: DesktopBridge): Transport {
  return (request) => bridge.call(JSON.stringify(request))
}

/** The host no longer accepts the token of this tab: it was restarted, or the address is old. */
export class AccessLost extends Error {
  constructor() {
    super('access-lost')
    this.name = 'AccessLost'
  }
}

/** The parts of `fetch` that are used; a test gives its own. */
export type Fetch = (url: string, init: { method: 'POST'; headers: Record<string, string>; body: string }) => Promise<{ readonly status: number; text(): Promise<string> }>

/**
 * Calls over the loopback: POST /api with the token in the Authorization header, never in a cookie (cookies ignore ports).
 * @param onAccessLost called when the host answers 401; the call itself fails as well.
 */
export function httpTransport(token: string, fetchText: Fetch, onAccessLost: () => void): Transport {
  return async (request) => {
    const response = await post('/api', token, JSON.stringify(request), fetchText)
    if (response.status === 401) {
      onAccessLost()
      throw new AccessLost()
    }
    // Any other refusal of the host has no reply in it; the client makes `core-lost` of that.
    return response.text()
  }
}

/** Where a token is kept: this tab only, gone with it. `sessionStorage` fits. */
export interface TokenPlace {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

const tokenKey = 'cofferdam-token'

/**
 * The token of this tab: exchanged for the one-time code in the address (`#code=...`) if there is one, else the one kept
 * from before. Null when neither opens the door. The code is taken out of the address by the caller before anything else.
 */
export async function obtainToken(fragment: string, place: TokenPlace, fetchText: Fetch): Promise<string | null> {
  const code = codeOf(fragment)
  if (code === null) return place.getItem(tokenKey)
  const response = await post('/session', null, JSON.stringify({ code }), fetchText)
  if (response.status !== 200) {
    // A reload of an address that was used already: the tab may still hold its token.
    return place.getItem(tokenKey)
  }
  const token = readToken(await response.text())
  if (token !== null) place.setItem(tokenKey, token)
  return token
}

/** Forgets a token that no longer opens. */
export function forgetToken(place: TokenPlace): void {
  place.removeItem(tokenKey)
}

/** The one-time code in a fragment `#code=...`, or null. */
export function codeOf(fragment: string): string | null {
  return /^#code=([A-Za-z0-9_-]{16,128})$/.exec(fragment)?.[1] ?? null
}

function readToken(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'token' in value && typeof value.token === 'string' ? value.token : null
  } catch {
    return null
  }
}

function post(path: string, token: string | null, body: string, fetchText: Fetch): ReturnType<Fetch> {
  return fetchText(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token === null ? {} : { Authorization: `Bearer ${token}` }) },
    body,
  })
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** How long a one-time code opens the door, in milliseconds. */
export const codeLifetime = 60_000
/** Wrong guesses after which the current code is worthless. */
const guessesPerCode = 5
/** Wrong guesses within a minute after which every attempt is put off. */
const guessesPerMinute = 20

/** What an attempt with a code comes to. */
export type Redeemed = { readonly ok: true; readonly token: string } | { readonly ok: false; readonly reason: 'wrong' | 'too-many' }

/** Who may talk to the core over the loopback: any account of this PC can connect, so only who saw the code may. */
export interface Access {
  /** A new one-time code; the one before no longer opens. */
  issueCode(): string
  /** Exchanges a code for a token, once. */
  redeem(code: string): Redeemed
  /** The session a token stands for, or `null`. */
  sessionOf(token: string): string | null
}

/**
 * Tokens and codes live in memory and die with the process.
 * @param now milliseconds of a clock that never jumps.
 * @param newSession names a session; the name stands in audit rows, so it is not the token.
 */
export function createAccess(now: () => number = () => performance.now(), newSession: () => string = () => `local-${randomBytes(8).toString('hex')}`): Access {
  let current: { readonly digest: Buffer; readonly until: number; guesses: number } | null = null
  let wrong: number[] = []
  // Keyed by digest: looking a secret up by itself would tell its beginning by time.
  const sessions = new Map<string, string>()

  return {
    issueCode() {
      const code = secret()
      current = { digest: digestOf(code), until: now() + codeLifetime, guesses: 0 }
      return code
    },
    redeem(code) {
      const at = now()
      wrong = wrong.filter((instant) => at - instant < 60_000)
      if (wrong.length >= guessesPerMinute) return { ok: false, reason: 'too-many' }
      const expected = current
      if (expected !== null && at < expected.until && timingSafeEqual(expected.digest, digestOf(code))) {
        current = null
        const token = secret()
        sessions.set(digestOf(token).toString('base64'), newSession())
        return { ok: true, token }
      }
      wrong.push(at)
      if (expected !== null) {
        expected.guesses += 1
        if (expected.guesses >= guessesPerCode) current = null
      }
      return { ok: false, reason: 'wrong' }
    },
    sessionOf(token) {
      return sessions.get(digestOf(token).toString('base64')) ?? null
    },
  }
}

/** 192 random bits that fit a URL. */
function secret(): string {
  return randomBytes(24).toString('base64url')
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

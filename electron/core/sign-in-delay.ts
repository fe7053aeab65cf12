import { readFileSync, rmSync, statSync } from 'node:fs'
import { z } from 'zod'
import { DomainError } from '../../shared/contract/error.ts'
import type { Log } from '../../shared/ports/log.ts'
import { writeDurably } from './durable-file.ts'

const second = 1_000
/** No wait is ever longer, whatever the file says. */
const longest = 60 * second

/** Seconds are doubled with every failure: 1, 2, 4 and so on up to 60 (NIST SP 800-63B-4 section 3.2.2 asks for a limit on tries). */
export function productDelayAfter(failures: number): number {
  return failures <= 0 ? 0 : Math.min(longest, second * 2 ** Math.min(failures - 1, 16))
}

/** Slows down guessing of passphrases at one store. */
export interface SignInDelay {
  /** Runs a try unless the last failures are too fresh. @throws sign-in-delayed with the seconds left; what `attempt` throws. */
  guard<T>(attempt: () => Promise<T>): Promise<T>
}

const fileSchema = z.strictObject({ v: z.literal(1), failures: z.number().int().min(0).max(1_000_000), notBefore: z.number().int().min(0) })
type Kept = z.output<typeof fileSchema>

/** What failures count: the others say nothing about a guess. */
const guesses: readonly string[] = ['wrong-passphrase', 'wrong-sign-in']

/**
 * Keeps the number of failures in a file beside the store, because the record is closed before somebody signs in, and the moment of the
 * next try also by the time since boot, so that setting the clock does not help while the program runs. Whoever can change the file can
 * also carry the keyring away and guess elsewhere; against that only the cost of each guess helps. So a file that is missing, damaged or
 * far in the future, as it is after a dead clock battery, never keeps anybody out for more than a minute.
 */
export function createSignInDelay(parts: {
  readonly path: string
  readonly mode: number
  readonly log: Pick<Log, 'fault'>
  /** Wall clock, UTC milliseconds. */
  readonly now: () => number
  /** Milliseconds since boot. */
  readonly uptime: () => number
  readonly delayAfter?: (failures: number) => number
}): SignInDelay {
  const { path, mode, log, now, uptime } = parts
  const delayAfter = parts.delayAfter ?? productDelayAfter
  let notBeforeUptime = 0
  /** The moment in the file that was last found too far ahead. */
  let tooFar = -1

  function wait(): { readonly failures: number; readonly milliseconds: number } {
    const kept = read(path)
    const byFile = kept.notBefore - now()
    if (byFile > longest) bringNear(kept)
    const byUptime = notBeforeUptime - uptime()
    return { failures: kept.failures, milliseconds: Math.min(Math.max(byFile > longest ? 0 : byFile, byUptime, 0), longest) }
  }

  /**
   * The clock was set back since, or the file was changed: the longest wait runs from now on, once. In the file, so that a new start goes
   * on with it, and by the uptime where the file cannot be written.
   */
  function bringNear(kept: Kept): void {
    if (kept.notBefore === tooFar) return
    tooFar = kept.notBefore
    notBeforeUptime = uptime() + longest
    keep({ ...kept, notBefore: now() + longest })
  }

  function keep(kept: Kept): void {
    try {
      if (kept.failures === 0) rmSync(path, { force: true })
      else writeDurably(path, Buffer.from(`${JSON.stringify(kept)}\n`, 'utf8'), mode)
    } catch (error) {
      // A folder that cannot be written must not keep the right passphrase out.
      log.fault('sign-in-delay', error)
    }
  }

  return {
    async guard(attempt) {
      const before = wait()
      if (before.milliseconds > 0) throw new DomainError('sign-in-delayed', { seconds: Math.ceil(before.milliseconds / second) })
      try {
        const result = await attempt()
        if (before.failures > 0) keep({ v: 1, failures: 0, notBefore: 0 })
        return result
      } catch (error) {
        if (error instanceof DomainError && guesses.includes(error.code)) {
          const failures = before.failures + 1
          const delay = delayAfter(failures)
          notBeforeUptime = uptime() + delay
          keep({ v: 1, failures, notBefore: now() + delay })
        }
        throw error
      }
    },
  }
}

function read(path: string): Kept {
  const none: Kept = { v: 1, failures: 0, notBefore: 0 }
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found?.isFile() !== true || found.size > 1_000) return none
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.data : none
  } catch {
    return none
  }
}

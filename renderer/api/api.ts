import { CallError } from '../../shared/contract/client.ts'
import type { Client } from '../../shared/contract/client.ts'
import type { AppContract } from '../../shared/contract/contract.ts'
import type { ErrorCode } from '../../shared/contract/error.ts'
import { effects } from './invalidation.ts'
import { createQueryCache } from './query-cache.ts'
import type { QueryCache } from './query-cache.ts'
import type { Input, Name, ReplyTo } from './procedures.ts'

/** A call that ended: the value, or the refusal. Nothing is thrown at a screen. */
export type Outcome<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: CallError }

/** The way of the screens to the core. */
export interface Api {
  readonly cache: QueryCache
  /** One call, typed. Changes put the answers out of date that they touch. */
  call<N extends Name>(name: N, input: Input<N>): Promise<Outcome<ReplyTo<N>>>
  /** Puts out of date what the end of a job touches; `useJob` calls it. */
  settle(name: Name): void
  /** Hears of every change that the core confirmed: the footer shows when something was last saved. */
  onSaved(listener: () => void): () => void
}

/** Refusals that tell of another state of the record than the door knew. */
const findings: readonly ErrorCode[] = ['store-damaged', 'store-missing', 'keyring-missing', 'keyring-damaged', 'store-newer']

/** Screens never call the client itself: this is the place that keeps the cache right. */
export function createApi(client: Client<AppContract>): Api {
  const listeners = new Set<() => void>()
  const cache = createQueryCache((name, input) => client.call(name as never, input as never) as Promise<unknown>)
  const settle = (name: Name): void => {
    const effect = (effects as Partial<Record<string, (typeof effects)[keyof typeof effects]>>)[name]
    if (effect === undefined) return
    if (effect === 'clear') cache.clear()
    else cache.invalidate(effect === 'everything' ? 'all' : effect)
    // What keeps the state of the door must be read again in every case.
    if (effect === 'clear') cache.invalidate(['store.status', 'deadlines.bar'])
    for (const listener of listeners) listener()
  }
  return {
    cache,
    settle,
    async call(name, input) {
      try {
        const value = await client.call(name, input)
        if (!isJobStart(value)) settle(name)
        return { ok: true, value }
      } catch (error) {
        const refusal = asCallError(error)
        // What was found at the door while trying: the door shows it.
        if (findings.includes(refusal.code)) cache.invalidate(['store.status', 'backups.found'])
        return { ok: false, error: refusal }
      }
    },
    onSaved(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A job has only begun when its call comes back; it settles at its end. */
function isJobStart(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'jobId' in value
}

/** Whatever was thrown, as a refusal a screen can show. */
export function asCallError(error: unknown): CallError {
  return error instanceof CallError ? error : new CallError({ code: 'core-lost', details: {} })
}

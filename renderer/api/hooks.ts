import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { CallError } from '../../shared/contract/client.ts'
import { canonicalJson, type JsonValue } from '../../shared/package/canonical-json.ts'
import type { Api, Outcome } from './api.ts'
import type { ChangeName, Input, ReadName, ReplyTo } from './procedures.ts'

const ApiContext = createContext<Api | null>(null)
/** Hands the API down. */
export const ApiProvider = ApiContext.Provider

/** The API of this window. */
export function useApi(): Api {
  const api = useContext(ApiContext)
  if (api === null) throw new Error('useApi outside of ApiProvider')
  return api
}

/** What a screen gets of a query: `value` stays while it is read again. */
export interface QueryResult<Value> {
  readonly value: Value | undefined
  readonly error: CallError | null
  /** True while it is read, the first time or again. */
  readonly loading: boolean
  refresh(): void
}

const skipped: QueryResult<never> = { value: undefined, error: null, loading: false, refresh: () => undefined }

/**
 * Follows a query. `null` as input: not now.
 * @param options.every milliseconds after which it is read again, for what moves by itself (the deadline bar, the drives).
 */
export function useQuery<N extends ReadName>(name: N, input: Input<N> | null, options: { readonly every?: number } = {}): QueryResult<ReplyTo<N>> {
  const { cache } = useApi()
  const key = input === null ? null : canonicalJson(input as JsonValue)
  // The same input in a new object must not start a new read.
  const asked = useMemo(() => (key === null ? null : (JSON.parse(key) as Input<N>)), [key])
  const follow = useCallback(
    (listener: () => void) => (asked === null ? () => undefined : cache.follow(name, asked, listener)),
    [cache, name, asked],
  )
  const snapshot = useSyncExternalStore(follow, () => (asked === null ? null : cache.snapshot(name, asked)))
  const every = options.every
  useEffect(() => {
    if (every === undefined || asked === null) return
    const timer = setInterval(() => cache.refresh(name, asked), every)
    return () => clearInterval(timer)
  }, [cache, name, asked, every])
  const refresh = useCallback(() => {
    if (asked !== null) cache.refresh(name, asked)
  }, [cache, name, asked])
  if (snapshot === null) return skipped
  return { value: snapshot.hasValue ? (snapshot.value as ReplyTo<N>) : undefined, error: snapshot.error, loading: snapshot.loading, refresh }
}

/** A change and how it stands. */
export interface CommandHandle<N extends ChangeName> {
  /** Never rejects. A second run while the first is under way is the caller's to prevent: `busy` says so. */
  run(input: Input<N>): Promise<Outcome<ReplyTo<N>>>
  readonly busy: boolean
  /** The refusal of the last run, until the next run or `clear`. */
  readonly error: CallError | null
  clear(): void
}

/** A command as a screen uses it. Nothing is shown as done before the core has said so. */
export function useCommand<N extends ChangeName>(name: N): CommandHandle<N> {
  const api = useApi()
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: CallError | null }>({ busy: false, error: null })
  const mounted = useMounted()
  const run = useCallback(
    async (input: Input<N>) => {
      setState({ busy: true, error: null })
      const outcome = await api.call(name, input)
      if (mounted.current) setState({ busy: false, error: outcome.ok ? null : outcome.error })
      return outcome
    },
    [api, name, mounted],
  )
  const clear = useCallback(() => setState((now) => ({ ...now, error: null })), [])
  return { run, busy: state.busy, error: state.error, clear }
}

/** True while the component is on the screen; for answers that come late. */
export function useMounted(): { readonly current: boolean } {
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  return mounted
}

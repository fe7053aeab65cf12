import { canonicalJson, type JsonValue } from '../../shared/package/canonical-json.ts'
import type { CallError } from '../../shared/contract/client.ts'

/** What a screen knows of one query. A value stays in sight while it is read again; an error stands beside the last value. */
export interface QuerySnapshot {
  readonly value: unknown
  readonly hasValue: boolean
  readonly error: CallError | null
  readonly loading: boolean
}

/** Answers of queries by procedure and input. Nothing is guessed ahead: a value comes from the core or it is not there. */
export interface QueryCache {
  snapshot(name: string, input: unknown): QuerySnapshot
  /** Follows a query and reads it if it is missing or out of date. @returns the way to stop. */
  follow(name: string, input: unknown, listener: () => void): () => void
  /** Reads it again now. */
  refresh(name: string, input: unknown): void
  /** These answers may be out of date: those in sight are read again, the others when they are next needed. */
  invalidate(names: readonly string[] | 'all'): void
  /** Forgets everything: the record was closed. */
  clear(): void
}

interface Entry {
  readonly name: string
  readonly input: unknown
  readonly listeners: Set<() => void>
  snapshot: QuerySnapshot
  stale: boolean
  /** Number of the newest read; an older one that arrives late is dropped. */
  newest: number
}

/** Answers nobody looks at are forgotten beyond this number, oldest first. */
const kept = 100
const nothing: QuerySnapshot = { value: undefined, hasValue: false, error: null, loading: true }

/** @param call asks the core; rejects with `CallError` only. */
export function createQueryCache(call: (name: string, input: unknown) => Promise<unknown>): QueryCache {
  const entries = new Map<string, Entry>()

  function entryOf(name: string, input: unknown): Entry {
    const key = `${name} ${canonicalJson(input as JsonValue)}`
    const known = entries.get(key)
    if (known !== undefined) return known
    const made: Entry = { name, input, listeners: new Set(), snapshot: nothing, stale: true, newest: 0 }
    entries.set(key, made)
    forgetOld()
    return made
  }

  function forgetOld(): void {
    for (const [key, entry] of entries) {
      if (entries.size <= kept) return
      if (entry.listeners.size === 0) entries.delete(key)
    }
  }

  function show(entry: Entry, snapshot: QuerySnapshot): void {
    entry.snapshot = snapshot
    for (const listener of entry.listeners) listener()
  }

  function read(entry: Entry): void {
    entry.stale = false
    entry.newest += 1
    const turn = entry.newest
    if (!entry.snapshot.loading) show(entry, { ...entry.snapshot, loading: true })
    call(entry.name, entry.input).then(
      (value) => {
        if (turn === entry.newest) show(entry, { value, hasValue: true, error: null, loading: false })
      },
      (error: unknown) => {
        if (turn === entry.newest) show(entry, { ...entry.snapshot, error: error as CallError, loading: false })
      },
    )
  }

  return {
    snapshot: (name, input) => entryOf(name, input).snapshot,
    follow(name, input, listener) {
      const entry = entryOf(name, input)
      entry.listeners.add(listener)
      if (entry.stale) read(entry)
      return () => entry.listeners.delete(listener)
    },
    refresh: (name, input) => read(entryOf(name, input)),
    invalidate(names) {
      for (const entry of entries.values()) {
        if (names !== 'all' && !names.includes(entry.name)) continue
        entry.stale = true
        if (entry.listeners.size > 0) read(entry)
      }
    },
    clear() {
      for (const [key, entry] of entries) {
        // A late answer must not bring the closed record back.
        entry.newest += 1
        entry.stale = true
        if (entry.listeners.size === 0) entries.delete(key)
        else show(entry, nothing)
      }
    },
  }
}

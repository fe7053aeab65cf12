import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { CallError } from '../../../shared/contract/client.ts'
import type { Release } from '../../../shared/report/release.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import type { Api } from '../../api/api.ts'
import { useApi } from '../../api/hooks.ts'
import { createDraftKeeper, type DraftKeeper, type DraftSnapshot } from './draft-keeper.ts'
import { isSaved, openedDraft } from './draft-state.ts'

/** A stage's form in this window. */
export interface OpenedDraft {
  readonly keeper: DraftKeeper
  /** The newest release of this stage, whoever got it. */
  readonly latest: Release | null
}

/** How the opening stands. */
export type DraftOpening =
  | { readonly state: 'opening' }
  | { readonly state: 'failed'; readonly error: CallError; retry(): void }
  | { readonly state: 'open'; readonly opened: OpenedDraft }

/** Last saves of forms that were left: a form that is opened again waits for them, so that it never shows what was typed before them. */
const leaving = new WeakMap<Api, Map<string, Promise<unknown>>>()

/** Opens a stage's draft, fresh from the core, and finishes its last save when the form is left. */
export function useOpenedDraft(incident: string, stage: Stage): DraftOpening {
  const api = useApi()
  const [attempt, setAttempt] = useState(0)
  const [opening, setOpening] = useState<{ readonly of: string; readonly result: OpenedDraft | CallError } | null>(null)
  const key = `${incident} ${stage} ${attempt}`
  const retry = useCallback(() => setAttempt((before) => before + 1), [])
  useEffect(() => {
    let keeper: DraftKeeper | null = null
    let left = false
    const pending = leaving.get(api) ?? new Map<string, Promise<unknown>>()
    leaving.set(api, pending)
    const name = `${incident} ${stage}`
    const open = async (): Promise<void> => {
      await pending.get(name)
      const outcome = await api.call('reports.form', { incident, stage })
      if (left) return
      if (!outcome.ok) return setOpening({ of: key, result: outcome.error })
      keeper = createDraftKeeper(openedDraft(stage, outcome.value), (fields) => api.call('reports.saveDraft', { incident, stage, fields }))
      setOpening({ of: key, result: { keeper, latest: outcome.value.latest } })
    }
    const beforeUnload = (event: BeforeUnloadEvent): void => {
      if (keeper === null || isSaved(keeper.snapshot().draft)) return
      void keeper.flush()
      event.preventDefault()
    }
    void open()
    window.addEventListener('beforeunload', beforeUnload)
    return () => {
      left = true
      window.removeEventListener('beforeunload', beforeUnload)
      if (keeper === null) return
      const last = keeper.flush().finally(() => {
        if (pending.get(name) === last) pending.delete(name)
      })
      pending.set(name, last)
    }
  }, [api, incident, stage, key])
  if (opening === null || opening.of !== key) return { state: 'opening' }
  return 'keeper' in opening.result ? { state: 'open', opened: opening.result } : { state: 'failed', error: opening.result, retry }
}

/** The draft as it stands, drawn again with every change. */
export function useDraft(keeper: DraftKeeper): DraftSnapshot {
  return useSyncExternalStore(keeper.follow, keeper.snapshot)
}

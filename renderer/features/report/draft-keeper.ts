import type { CallError } from '../../../shared/contract/client.ts'
import type { FieldId } from '../../../shared/report/field.ts'
import type { Review } from '../../../shared/report/review.ts'
import type { FieldValue } from '../../../shared/report/value.ts'
import type { Outcome } from '../../api/api.ts'
import { answered, foundOut, isSaved, savable, savedDraft, type DraftState } from './draft-state.ts'

/** What the form shows of its draft. */
export interface DraftSnapshot {
  readonly draft: DraftState
  readonly saving: boolean
  /** Why the last try to save failed; the typed text is still here and is tried again. */
  readonly error: CallError | null
}

/** A draft that saves itself. It lives as long as the form is open and finishes its last save after that. */
export interface DraftKeeper {
  snapshot(): DraftSnapshot
  follow(listener: () => void): () => void
  answer(id: FieldId, value: FieldValue | null): void
  findingOut(id: FieldId, text: string): void
  /** Saves what is not saved yet, now. @returns whether everything is confirmed. */
  flush(): Promise<boolean>
}

/** Sends the fields to be kept. */
export type SaveDraft = (fields: Record<string, unknown>) => Promise<Outcome<{ readonly savedAt: number; readonly review: Review }>>

/** Milliseconds of rest after a key before the draft is saved. */
export const saveAfter = 600
/** Milliseconds until a failed save is tried again. */
export const retryAfter = 5_000

/** Keeps a draft: changes are saved after a short rest, one save at a time, and again while something newer is there. */
export function createDraftKeeper(opened: DraftState, save: SaveDraft): DraftKeeper {
  let now: DraftSnapshot = { draft: opened, saving: false, error: null }
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: Promise<void> | null = null
  const listeners = new Set<() => void>()

  function show(next: Partial<DraftSnapshot>): void {
    now = { ...now, ...next }
    for (const listener of listeners) listener()
  }

  function plan(after: number): void {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void flush(), after)
  }

  function change(draft: DraftState): void {
    show({ draft })
    plan(saveAfter)
  }

  async function saveOnce(): Promise<void> {
    const { revision } = now.draft
    show({ saving: true })
    const outcome = await save(savable(now.draft))
    if (outcome.ok) show({ saving: false, error: null, draft: savedDraft(now.draft, revision, outcome.value) })
    else show({ saving: false, error: outcome.error })
  }

  async function flush(): Promise<boolean> {
    if (timer !== null) clearTimeout(timer)
    timer = null
    while (running !== null) await running
    if (isSaved(now.draft)) return true
    running = saveOnce().finally(() => (running = null))
    await running
    if (now.error !== null) {
      plan(retryAfter)
      return false
    }
    return isSaved(now.draft) || flush()
  }

  return {
    snapshot: () => now,
    follow(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    answer: (id, value) => change(answered(now.draft, id, value)),
    findingOut: (id, text) => change(foundOut(now.draft, id, text)),
    flush,
  }
}

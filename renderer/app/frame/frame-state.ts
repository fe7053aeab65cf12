import { useEffect } from 'react'
import { createStore, useStore } from 'zustand'

/** What the work tells the frame around it. */
interface FrameState {
  /** "412 assets, 3 filtered out"; null: this screen counts nothing. */
  readonly counts: string | null
  /** A sentence read out and shown for a moment; what it says also stands somewhere for good. */
  readonly said: { readonly text: string; readonly id: number } | null
}

const state = createStore<FrameState>(() => ({ counts: null, said: null }))

/** Shows the counts of this screen in the footer while it is open. */
export function useCounts(counts: string | null): void {
  useEffect(() => {
    state.setState({ counts })
    return () => state.setState({ counts: null })
  }, [counts])
}

/** Says a short sentence, e.g. the answer to Ctrl+S. */
export function say(text: string): void {
  state.setState((before) => ({ said: { text, id: (before.said?.id ?? 0) + 1 } }))
}

/** Puts the sentence away. */
export function hush(): void {
  state.setState({ said: null })
}

/** For the frame: what the work told it. */
export function useFrameState(): FrameState {
  return useStore(state)
}

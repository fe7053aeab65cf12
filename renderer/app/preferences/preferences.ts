import { createContext, useContext } from 'react'
import { createStore, useStore } from 'zustand'
import type { StoreApi } from 'zustand'
import type { Language } from '../i18n/i18n.ts'
import type { Density, Scheme } from '../theme/tokens.ts'

/** How this person likes the screens. Kept in the record per person once it is open, until then only in this window. */
export interface Preferences {
  readonly theme: Scheme | 'system'
  readonly density: Density
  readonly language: Language
  /** Ids of explanations that were put away. */
  readonly dismissed: readonly string[]
}

/** Where preferences are kept; the app injects it. Nothing here may throw: a lost preference is no reason to stop. */
export interface PreferenceKeeper {
  save(preferences: Preferences): void
}

/** Preferences and the ways they change. */
export interface PreferenceState extends Preferences {
  /** The person chose something. */
  change(part: Partial<Preferences>): void
  /** The kept preferences arrived. What was chosen in this window before stays and is kept with them. */
  adopt(kept: Preferences, keeper: PreferenceKeeper): void
  /** The record was closed: from here on choices stay in the window. */
  release(): void
}

/** Preferences of this window, not kept anywhere yet. */
export function createPreferenceStore(systemLanguage: Language): StoreApi<PreferenceState> {
  let keeper: PreferenceKeeper | null = null
  const chosen = new Set<keyof Preferences>()
  return createStore<PreferenceState>((set, get) => ({
    theme: 'system',
    density: 'normal',
    language: systemLanguage,
    dismissed: [],
    change(part) {
      set(part)
      if (keeper === null) for (const key of Object.keys(part)) chosen.add(key as keyof Preferences)
      else keeper.save(preferencesOf(get()))
    },
    adopt(kept, next) {
      const own = preferencesOf(get())
      keeper = next
      set({
        theme: chosen.has('theme') ? own.theme : kept.theme,
        density: chosen.has('density') ? own.density : kept.density,
        language: chosen.has('language') ? own.language : kept.language,
        dismissed: [...new Set([...kept.dismissed, ...own.dismissed])],
      })
      if (chosen.size > 0) next.save(preferencesOf(get()))
      chosen.clear()
    },
    release() {
      keeper = null
    },
  }))
}

function preferencesOf({ theme, density, language, dismissed }: PreferenceState): Preferences {
  return { theme, density, language, dismissed }
}

const PreferenceContext = createContext<StoreApi<PreferenceState> | null>(null)
/** Hands the store down. */
export const PreferenceProvider = PreferenceContext.Provider

/** Reads a part of the preferences and follows its changes. */
export function usePreferences<Part>(select: (state: PreferenceState) => Part): Part {
  const store = useContext(PreferenceContext)
  if (store === null) throw new Error('usePreferences outside of PreferenceProvider')
  return useStore(store, select)
}

import { create } from 'zustand'

/** The dialog that the person menu has opened; `null`: none. */
export type PersonDialog = 'pin' | 'passphrase' | 'confirm' | null

/** Which dialog of the person menu stands over the work. */
export const usePersonDialog = create<{ readonly shown: PersonDialog; show(dialog: PersonDialog): void }>((set) => ({
  shown: null,
  show: (shown) => set({ shown }),
}))

import { create } from 'zustand'

/**
 * The recovery key between making it and printing it. It lives in this window only and is never stored: when the window closes
 * before the sheet was printed, a new key is made.
 */
export const useRecoveryKey = create<{ readonly key: string | null; keep(key: string): void; forget(): void }>((set) => ({
  key: null,
  keep: (key) => set({ key }),
  forget: () => set({ key: null }),
}))

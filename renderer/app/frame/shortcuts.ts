import { useEffect, useRef } from 'react'
import { createStore, useStore } from 'zustand'

/** A key combination that does something everywhere. No single characters: they would fire while typing. */
export interface Shortcut {
  /** As it is shown: `Alt+1`, `Ctrl+F1`, `F6`, `Shift+F6`. */
  readonly keys: string
  /** What it does, for the list. */
  readonly label: string
  /** Works while a dialog is open as well. */
  readonly always?: boolean
  run(): void
}

const registered = createStore<readonly Shortcut[]>(() => [])

/** True when the event is this combination. Digits go by the key's place, because Alt changes what they type on some layouts. */
export function isShortcut(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const wanted = { Ctrl: parts.includes('Ctrl'), Alt: parts.includes('Alt'), Shift: parts.includes('Shift') }
  if (event.ctrlKey !== wanted.Ctrl || event.altKey !== wanted.Alt || event.shiftKey !== wanted.Shift || event.metaKey) return false
  if (/^\d$/.test(key)) return event.code === `Digit${key}`
  return event.key.toLowerCase() === key.toLowerCase()
}

function onKey(event: KeyboardEvent): void {
  const shortcut = registered.getState().findLast((entry) => isShortcut(event, entry.keys))
  if (shortcut === undefined) return
  // The browser's own meaning (save the page, focus the address) is never wanted here.
  event.preventDefault()
  if (shortcut.always !== true && document.querySelector('[aria-modal="true"]') !== null) return
  shortcut.run()
}

/** Listens to the keyboard while the frame is on the screen. */
export function useShortcutKeys(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** Registers a combination while the component is on the screen; the one registered last wins. */
export function useShortcut(keys: string, label: string, run: () => void, always = false): void {
  const current = useRef(run)
  useEffect(() => {
    current.current = run
  })
  useEffect(() => {
    const entry: Shortcut = { keys, label, always, run: () => current.current() }
    registered.setState((before) => [...before, entry], true)
    return () => registered.setState((before) => before.filter((other) => other !== entry), true)
  }, [keys, label, always])
}

/** All combinations that work now, for the list. */
export function useShortcutList(): readonly Shortcut[] {
  return useStore(registered)
}

import { useEffect, useRef } from 'react'

const open: { current: () => void }[] = []

function onKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
  const innermost = open.at(-1)
  if (innermost === undefined) return
  event.preventDefault()
  innermost.current()
}

/**
 * Closes with Esc while `active`, innermost first: only the part that opened last hears the key. Dialogs and menus of
 * MUI stop the key themselves, so they come before everything here.
 */
export function useEscape(active: boolean, close: () => void): void {
  const entry = useRef(close)
  useEffect(() => {
    entry.current = close
  })
  useEffect(() => {
    if (!active) return
    if (open.length === 0) document.addEventListener('keydown', onKey)
    open.push(entry)
    return () => {
      open.splice(open.indexOf(entry), 1)
      if (open.length === 0) document.removeEventListener('keydown', onKey)
    }
  }, [active])
}

import type { ReactElement, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from './frame-state.ts'
import { focusNextPane, focusNextProblem } from './panes.ts'
import type { RailEntry } from './rail.ts'
import { useShortcut, useShortcutKeys } from './shortcuts.ts'

/** The keys of the frame. Draws nothing. */
export function FrameKeys({
  rail,
  onGo,
  onShortcuts,
  root,
}: {
  readonly rail: readonly RailEntry[]
  onGo(entry: RailEntry): void
  onShortcuts(): void
  readonly root: RefObject<HTMLElement | null>
}): ReactElement {
  const { t } = useTranslation('frame')
  useShortcutKeys()
  useShortcut('Ctrl+F1', t('shortcut.list'), onShortcuts)
  useShortcut('Ctrl+S', t('shortcut.saved'), () => say(t('allSaved')), true)
  useShortcut('F6', t('shortcut.nextPane'), () => focusNextPane(root.current ?? document, 1))
  useShortcut('Shift+F6', t('shortcut.previousPane'), () => focusNextPane(root.current ?? document, -1))
  useShortcut('F3', t('shortcut.nextProblem'), () => {
    if (!focusNextProblem(root.current ?? document)) say(t('noProblem'))
  })
  return (
    <>
      {rail.slice(0, 9).map((entry, index) => (
        <RailKey key={entry.id} keys={`Alt+${index + 1}`} entry={entry} onGo={onGo} />
      ))}
    </>
  )
}

function RailKey({ keys, entry, onGo }: { readonly keys: string; readonly entry: RailEntry; onGo(entry: RailEntry): void }): null {
  useShortcut(keys, entry.label, () => onGo(entry))
  return null
}

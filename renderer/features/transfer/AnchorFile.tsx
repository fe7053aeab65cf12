import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'

/** Most bytes a file of such lines may have; the contract takes no more. */
const largest = 20_000

/** Reads the sender's line from a small text file, e.g. one named anchor. */
export function AnchorFile({ onText }: { onText(text: string): void }): ReactElement {
  const { t } = useTranslation('transfer')
  const input = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<'too-large' | 'file-unreadable' | null>(null)
  const read = async (file: File): Promise<void> => {
    if (file.size > largest) return setProblem('too-large')
    try {
      onText((await file.text()).replace(/^\ufeff/, '').trim())
      setProblem(null)
    } catch {
      setProblem('file-unreadable')
    }
  }
  return (
    <div>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file !== undefined) void read(file)
          event.target.value = ''
        }}
      />
      <ActionButton action={{ label: t('in.lineFile'), onPress: () => input.current?.click() }} />
      {problem === null ? null : <ErrorNotice error={{ code: problem }} />}
    </div>
  )
}

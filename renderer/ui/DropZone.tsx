import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useId, useRef, useState } from 'react'
import type { DragEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from './ActionButton.tsx'

/** Takes files by dropping them or by a button. Several at once are handed over together. */
export function DropZone({
  label,
  help,
  accept,
  multiple = false,
  busy = false,
  onFiles,
  onChoose,
}: {
  /** What belongs here: "Report file to check". */
  readonly label: string
  readonly help?: string
  /** As in `<input accept>`. */
  readonly accept?: string
  readonly multiple?: boolean
  readonly busy?: boolean
  onFiles(files: readonly File[]): void
  /** Opens the host's own dialog instead of the browser's, where there is one. */
  onChoose?: (() => void) | undefined
}): ReactElement {
  const { t } = useTranslation('ui')
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const hand = (list: FileList | null): void => {
    const files = [...(list ?? [])]
    if (files.length > 0 && !busy) onFiles(multiple ? files : files.slice(0, 1))
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    hand(event.dataTransfer.files)
  }
  return (
    <Box
      role="group"
      aria-labelledby={id}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      sx={(theme) => ({
        border: `2px dashed ${over ? theme.colours.action : theme.colours.lineStrong}`,
        borderRadius: `${theme.sizes.radius}px`,
        backgroundColor: over ? theme.colours.selectedRow : theme.colours.raised,
        padding: 3,
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        textAlign: 'center',
        gap: 1,
      })}
    >
      <Typography variant="h2" component="p" id={id}>
        {label}
      </Typography>
      <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{help ?? t('drop.help')}</Typography>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-hidden
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          hand(event.target.files)
          // The same file chosen again must count again.
          event.target.value = ''
        }}
      />
      <ActionButton
        action={{
          label: multiple ? t('drop.chooseSeveral') : t('drop.choose'),
          busy,
          onPress: () => {
            if (onChoose === undefined) input.current?.click()
            else onChoose()
          },
        }}
      />
    </Box>
  )
}

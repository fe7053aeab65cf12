import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import type { FormEvent, ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from './ActionButton.tsx'
import type { Action } from './ActionButton.tsx'
import { ErrorNotice } from './ErrorNotice.tsx'
import type { ShownError } from './ErrorNotice.tsx'

/** A short form over the work. Enter in a line does what the forward button does; a refusal is shown inside and the form stays. */
export function FormDialog({
  title,
  lead,
  forward,
  others = [],
  onCancel,
  error,
  wide = false,
  children,
}: {
  readonly title: string
  readonly lead?: ReactNode
  /** The step; its label is a verb and an object. */
  readonly forward: Action
  /** Further buttons, before the forward one. */
  readonly others?: readonly Action[]
  onCancel(): void
  readonly error?: ShownError | null
  readonly wide?: boolean
  readonly children: ReactNode
}): ReactElement {
  const { t } = useTranslation('ui')
  const id = useId()
  const busy = forward.busy === true
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (!busy && forward.blockedBecause === undefined) forward.onPress()
  }
  return (
    <Dialog
      open
      onClose={() => {
        if (!busy) onCancel()
      }}
      aria-labelledby={id}
      fullWidth
      maxWidth={wide ? 'md' : 'sm'}
    >
      <DialogTitle id={id}>{title}</DialogTitle>
      {/* The dialog itself cannot be the form: a form may not have the role of a dialog. */}
      <Box component="form" noValidate onSubmit={send} sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <DialogContent>
          {lead === undefined ? null : (
            <Typography component="div" sx={(theme) => ({ color: theme.colours.quietText })}>
              {lead}
            </Typography>
          )}
          <Box sx={{ marginTop: 2, display: 'flex', flexDirection: 'column', gap: 2.5 }}>{children}</Box>
          {error === undefined || error === null ? null : (
            <Box sx={{ marginTop: 2 }}>
              <ErrorNotice error={error} />
            </Box>
          )}
        </DialogContent>
        <DialogActions>
          <ActionButton action={{ label: t('confirm.cancel'), onPress: onCancel, ...(busy ? { blockedBecause: t('confirm.running') } : {}) }} />
          {others.map((action) => (
            <ActionButton key={action.label} action={action} />
          ))}
          <ActionButton action={{ ...forward, onPress: () => undefined }} weight="primary" submit />
        </DialogActions>
      </Box>
    </Dialog>
  )
}

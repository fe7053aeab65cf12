import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from './ActionButton.tsx'
import type { Action } from './ActionButton.tsx'
import { ErrorNotice } from './ErrorNotice.tsx'
import type { ShownError } from './ErrorNotice.tsx'

/**
 * Before a destructive or legal step: shows exactly what will happen, one line each. Focus starts on "cancel" where the
 * step destroys something, else on the step itself. A refusal is shown inside; the dialog stays.
 */
export function ConfirmDialog({
  open,
  title,
  consequences,
  confirm,
  onCancel,
  destructive = false,
  error,
  children,
}: {
  readonly open: boolean
  readonly title: string
  /** What will happen, as short sentences. */
  readonly consequences: readonly string[]
  /** The step; its label repeats verb and object. */
  readonly confirm: Action
  onCancel(): void
  readonly destructive?: boolean
  readonly error?: ShownError | null
  /** A reason field, a passphrase, a list of what leaves. */
  readonly children?: ReactNode
}): ReactElement {
  const { t } = useTranslation('ui')
  const id = useId()
  const busy = confirm.busy === true
  return (
    <Dialog
      open={open}
      onClose={() => {
        if (!busy) onCancel()
      }}
      aria-labelledby={id}
      fullWidth
      maxWidth="sm"
    >
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        {consequences.length === 0 ? null : (
          <>
            <Typography>{t('confirm.willHappen')}</Typography>
            <Box component="ul" sx={{ margin: 0, marginTop: 0.5, paddingLeft: 3 }}>
              {consequences.map((sentence) => (
                <li key={sentence}>
                  <Typography>{sentence}</Typography>
                </li>
              ))}
            </Box>
          </>
        )}
        {children === undefined ? null : <Box sx={{ marginTop: 2, display: 'flex', flexDirection: 'column', gap: 2 }}>{children}</Box>}
        {error === undefined || error === null ? null : (
          <Box sx={{ marginTop: 2 }}>
            <ErrorNotice error={error} />
          </Box>
        )}
      </DialogContent>
      <DialogActions>
        <ActionButton
          action={{ label: t('confirm.cancel'), onPress: onCancel, ...(busy ? { blockedBecause: t('confirm.running') } : {}) }}
          autoFocus={destructive}
        />
        <ActionButton action={confirm} weight={destructive ? 'critical' : 'primary'} autoFocus={!destructive && children === undefined} />
      </DialogActions>
    </Dialog>
  )
}

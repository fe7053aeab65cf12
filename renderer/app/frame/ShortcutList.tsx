import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useId } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { useShortcutList } from './shortcuts.ts'

/** Every key combination that works on this screen. */
export function ShortcutList({ open, onClose }: { readonly open: boolean; onClose(): void }): ReactElement {
  const { t } = useTranslation('frame')
  const shortcuts = useShortcutList()
  const id = useId()
  const rows = [...shortcuts.map((shortcut) => ({ keys: shortcut.keys, label: shortcut.label })), { keys: t('keys.escape'), label: t('shortcut.escape') }]
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id}>{t('shortcut.title')}</DialogTitle>
      <DialogContent>
        <KeyValue facts={rows.map((row) => ({ label: row.label, value: <Keys keys={row.keys} ctrl={t('keys.ctrl')} shift={t('keys.shift')} /> }))} termWidth="20rem" />
      </DialogContent>
      <DialogActions>
        <ActionButton action={{ label: t('shortcut.close'), onPress: onClose }} autoFocus />
      </DialogActions>
    </Dialog>
  )
}

function Keys({ keys, ctrl, shift }: { readonly keys: string; readonly ctrl: string; readonly shift: string }): ReactElement {
  return (
    <Box component="kbd" sx={{ font: 'inherit', fontWeight: 700, whiteSpace: 'nowrap' }}>
      {keys.replace('Ctrl', ctrl).replace('Shift', shift).replaceAll('+', ' + ')}
    </Box>
  )
}

import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { addInsideTexts } from '../../app/i18n/inside-texts.ts'
import type { StoreStatus } from '../../app/parts.ts'
import { UnderwayStrip } from '../key/UnderwayStrip.tsx'
import { ControlRoomForm } from './ControlRoomForm.tsx'
import type {} from './texts.ts'
import { UnlockForm } from './UnlockForm.tsx'

/** The record is open and nobody is signed in: the deadline bar, who takes over, and while an incident is open a line for the control room. */
export function LockedScreen({ status, deadlineBar }: { readonly status: StoreStatus; readonly deadlineBar: ReactNode }): ReactElement {
  const { t, i18n } = useTranslation(['people', 'frame'])
  // Before anything below is drawn: a text that comes later would be seen as its key.
  useState(() => addInsideTexts(i18n))
  const title = t('people:locked.title')
  useEffect(() => {
    document.title = `${title} - Cofferdam`
  }, [title])
  const writable = status.who.kind === 'unconfirmed'
  return (
    <Box sx={{ minHeight: '100dvh', display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)' }}>
      <Box
        component="header"
        sx={(theme) => ({ minHeight: theme.sizes.header, display: 'flex', alignItems: 'center', gap: 2, paddingInline: 2, backgroundColor: theme.colours.surface, borderBottom: `1px solid ${theme.colours.line}` })}
      >
        <Box sx={{ fontWeight: 700, letterSpacing: '0.08em', flex: 'none', display: { xs: 'none', sm: 'block' } }}>{t('frame:product')}</Box>
        {status.kind === 'demo' ? <Box sx={(theme) => ({ color: theme.colours.training, fontWeight: 700, flex: 'none' })}>{t('frame:marking.demo')}</Box> : null}
        {deadlineBar}
      </Box>
      <Box component="main" sx={{ padding: { xs: 2, md: 4 }, overflow: 'auto' }}>
        <Box sx={{ maxWidth: writable ? '76rem' : '34rem', marginInline: 'auto', paddingTop: { xs: 0, md: '4vh' } }}>
          <UnderwayStrip mayStop={writable} />
          <Typography variant="h1" sx={{ marginBottom: 2 }}>
            {title}
          </Typography>
          <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: writable ? { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' } : 'minmax(0, 1fr)', alignItems: 'start' }}>
            <UnlockForm last={status.who.last} />
            {writable ? <ControlRoomForm /> : null}
          </Box>
        </Box>
      </Box>
    </Box>
  )
}

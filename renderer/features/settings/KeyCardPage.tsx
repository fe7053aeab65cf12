import Box from '@mui/material/Box'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useReportWords } from '../report/report-words.ts'
import { PrintedSheet } from './PrintedSheet.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'

/** The key card: what everybody needs who receives reports from here. */
export function KeyCardPage(): ReactElement {
  const { t } = useTranslation('settings')
  const { language } = useReportWords()
  const { value: card, error, refresh } = useQuery('keys.card', { language })
  const { value: setup } = useQuery('setup.open', {})
  const done = useCommand('setup.done')
  const [printed, setPrinted] = useState(false)
  const [copied, setCopied] = useState(false)
  const open = setup?.open.includes('key-card') ?? false
  const print = {
    label: t('key-card.print'),
    onPress: () => {
      window.print()
      setPrinted(true)
    },
  }
  const confirm = { label: t('key-card.done'), busy: done.busy, onPress: () => void done.run({ task: 'key-card' }) }
  const asks = open && printed
  const copy = {
    label: t('key-card.copy'),
    onPress: () => void navigator.clipboard.writeText(`${card?.anchor ?? ''}\n`).then(() => setCopied(true), () => setCopied(false)),
  }
  return (
    <SettingsFrame page="key-card" width="full" primary={card === undefined ? undefined : asks ? confirm : print} secondary={card === undefined ? [] : [copy, ...(asks ? [print] : open ? [confirm] : [])]} leadsOn={!open}>
      <Box data-print="no" sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '46rem' }}>
        {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
        {done.error === null ? null : <ErrorNotice error={done.error} />}
        {copied ? <Notice severity="good" live title={t('key-card.copied')} /> : null}
        {setup === undefined || open ? null : <Notice title={t('key-card.isDone')} />}
      </Box>
      {card === undefined ? null : <PrintedSheet document={card.document} />}
    </SettingsFrame>
  )
}

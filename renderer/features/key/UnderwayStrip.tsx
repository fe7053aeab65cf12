import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { Notice } from '../../ui/Notice.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import type {} from './texts.ts'

/** How often it is asked whether the key is being changed, in milliseconds. */
const lookEvery = 2_000

/**
 * Stands above every screen while the key of the record is changed: nothing can be saved, what still works, how far it is, and how to stop
 * it. @param mayStop whether somebody sits here: a locked screen only tells.
 */
export function UnderwayStrip({ mayStop }: { readonly mayStop: boolean }): ReactElement | null {
  const { t } = useTranslation('key')
  const { value, refresh } = useQuery('store.underway', {}, { every: lookEvery })
  const stop = useCommand('store.stopUnderway')
  const work = value?.work ?? null
  if (work === null || work.kind !== 'rekey') return null
  const percent = work.total === 0 ? 0 : Math.min(99, Math.floor((work.done / work.total) * 100))
  const action = { label: t('strip.stop'), busy: stop.busy, onPress: () => void stop.run({}).then(refresh) }
  return (
    <Box data-print="no" sx={(theme) => ({ padding: 1, backgroundColor: theme.colours.surface, borderBottom: `1px solid ${theme.colours.line}` })}>
      <Notice severity="medium" title={t('strip.title')} actions={mayStop && work.stoppable ? [action] : []}>
        <Typography>
          {t('strip.works')} {work.stoppable ? t(`strip.${work.step}`, { percent }) : t('strip.place')}
        </Typography>
        {stop.error === null ? null : <ErrorNotice error={stop.error} />}
      </Notice>
    </Box>
  )
}

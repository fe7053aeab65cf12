import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/Notice.tsx'

/** A browser tab whose address or token no longer opens: what was kept and what to do. */
export function AccessLostPage(): ReactElement {
  const { t } = useTranslation('frame')
  return (
    <Box component="main" sx={{ padding: 4, maxWidth: '46rem' }}>
      <Typography variant="h1" sx={{ marginBottom: 2 }}>
        {t('access.title')}
      </Typography>
      <Notice severity="high" title={t('access.what')}>
        <Typography>{t('access.kept')}</Typography>
        <Typography>{t('access.todo')}</Typography>
      </Notice>
    </Box>
  )
}

import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/Notice.tsx'

/** A screen that stopped: what was kept and what to do. */
export function Crash({ again }: { again(): void }): ReactElement {
  const { t } = useTranslation('frame')
  return (
    <Box role="alert" sx={{ padding: 3, maxWidth: '46rem' }}>
      <Typography variant="h1" sx={{ marginBottom: 2 }}>
        {t('crash.title')}
      </Typography>
      <Notice
        severity="high"
        title={t('crash.kept')}
        actions={[
          { label: t('crash.retry'), onPress: again },
          { label: t('crash.restart'), onPress: () => location.reload() },
        ]}
      >
        <Typography>{t('crash.todo')}</Typography>
      </Notice>
    </Box>
  )
}

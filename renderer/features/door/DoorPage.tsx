import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageChoice } from './LanguageChoice.tsx'

/** The page in front of the record: product name, and one column of work in the middle. */
export function DoorPage({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation('frame')
  useEffect(() => {
    document.title = `${title} - Cofferdam`
  }, [title])
  return (
    <Box component="main" sx={{ minHeight: '100dvh', display: 'flex', justifyContent: 'center', padding: { xs: 2, md: 4 } }}>
      <Box sx={{ width: '100%', maxWidth: '46rem', paddingTop: { xs: 0, md: '8vh' } }}>
        <Box sx={{ display: 'flex', alignItems: 'center', marginBottom: 2 }}>
          <Typography component="p" sx={(theme) => ({ fontWeight: 700, letterSpacing: '0.08em', color: theme.colours.quietText, flex: 1 })}>
            {t('product')}
          </Typography>
          <LanguageChoice />
        </Box>
        <Typography variant="h1" sx={{ marginBottom: 2 }}>
          {title}
        </Typography>
        {children}
      </Box>
    </Box>
  )
}

import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'
import type {} from './texts.ts'

/** A passphrase that was made: to be copied by hand or read out now. It is nowhere else. */
export function FirstPassphraseNotice({ passphrase }: { readonly passphrase: string }): ReactElement {
  const { t } = useTranslation('people')
  return (
    <Notice title={t('first.title')} live>
      <Box
        component="code"
        sx={(theme) => ({ display: 'block', fontSize: '1.25rem', fontFamily: 'Noto Sans Mono, monospace', overflowWrap: 'anywhere', padding: 1.5, marginBlock: 1, backgroundColor: theme.colours.raised, border: `1px solid ${theme.colours.lineStrong}`, userSelect: 'all' })}
      >
        {passphrase}
      </Box>
      <Typography>{t('first.what')}</Typography>
    </Notice>
  )
}

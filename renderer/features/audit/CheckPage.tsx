import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '../../api/hooks.ts'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Section } from '../../ui/Section.tsx'
import { RecordCheckSection } from '../overview/index.ts'
import { AuditFrame } from './AuditFrame.tsx'
import { CompareSection } from './CompareSection.tsx'
import type {} from './texts.ts'

/** The file beside the record that notes where it stood. */
const anchorLog = 'anchor.log'

/** Whether the record is intact, against itself and against what left this PC, and what each of the two proves. */
export function CheckPage(): ReactElement {
  const { t } = useTranslation('audit')
  const { value: head } = useQuery('audit.head', {})
  return (
    <AuditFrame tab="check" purpose={t('check.purpose')}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <RecordCheckSection />
        <CompareSection />
        <Section title={t('check.head')}>
          {head === undefined ? null : (
            <KeyValue
              termWidth="7rem"
              facts={[
                { label: t('check.entry'), value: head.sequence },
                { label: t('proof.chainHash'), value: <Box component="span" sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>{head.hash}</Box> },
              ]}
            />
          )}
          <Typography sx={(theme) => ({ color: theme.colours.quietText, marginTop: 1 })}>{t('check.headHelp')}</Typography>
        </Section>
        <Section title={t('check.proves')}>
          <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5, display: 'grid', gap: 1 }}>
            <li>{t('check.proves1')}</li>
            <li>{t('check.proves2', { file: anchorLog })}</li>
            <li>{t('check.proves3')}</li>
          </Box>
        </Section>
      </Box>
    </AuditFrame>
  )
}

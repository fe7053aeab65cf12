import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incident } from '../../../shared/incident/incident.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { useReportWords } from '../report/index.ts'

/** Site and judgement beside the title; undecided is the one state that asks for somebody. */
export function StandingMark({ incident, siteName }: { readonly incident: Incident; readonly siteName: string }): ReactElement {
  const { t } = useTranslation('incident')
  const { words } = useReportWords()
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5 }}>
      <Box component="span" sx={(theme) => ({ color: theme.colours.quietText })}>
        {siteName}
      </Box>
      {incident.closedAt !== null ? (
        <strong>{t('list.closed')}</strong>
      ) : incident.significance === 'undecided' ? (
        <SeverityMark severity="high" label={words.significances.undecided} />
      ) : (
        <strong>{words.significances[incident.significance]}</strong>
      )}
    </Box>
  )
}

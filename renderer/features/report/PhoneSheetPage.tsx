import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import type { Language } from '../../../shared/report/language.ts'
import { languages } from '../../../shared/report/language.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import { reportTexts } from '../../../shared/report/texts/texts.ts'
import { useQuery } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { SheetAlone } from '../editing/SheetAlone.tsx'
import { ReportDocumentView } from './document/ReportDocumentView.tsx'
import { reportPaths } from './paths.ts'
import { useReportWords } from './report-words.ts'
import type { OpenedDraft } from './use-opened-draft.ts'

/** The early warning to read aloud: a few large lines and the code that the listener reads back. It prints as a sheet to fill in. */
export function PhoneSheetPage({ view, stage, opened }: { readonly view: IncidentView; readonly stage: Stage; readonly opened: OpenedDraft }): ReactElement {
  const { t } = useTranslation('report-form')
  const { language: screen } = useReportWords()
  const [, navigate] = useLocation()
  const [language, setLanguage] = useState<Language>(screen)
  const [flushed, setFlushed] = useState(false)
  const { keeper } = opened
  useEffect(() => {
    void keeper.flush().then(() => setFlushed(true))
  }, [keeper])
  const { incident } = view
  const { value: sheet, error } = useQuery('reports.phoneSheet', flushed ? { incident: incident.id, stage, language } : null)
  const title = t('phone.title', { number: incident.number })
  const secondary = [
    { label: t('toIncident', { number: incident.number }), onPress: () => navigate(reportPaths.incident(incident.id)) },
    ...(sheet === undefined
      ? []
      : [
          { label: t('phone.print'), onPress: () => window.print() },
          { label: t('toReview'), onPress: () => navigate(reportPaths.review(incident.id, stage)) },
        ]),
  ]
  return (
    <Page
      title={title}
      secondary={secondary}
      primary={sheet === undefined ? undefined : { label: t('phone.record'), onPress: () => navigate(reportPaths.handedIn(incident.id, stage, 'phone')) }}
    >
      {error === null ? null : <ErrorNotice error={error} />}
      {sheet === undefined ? null : (
        <>
          <Box data-print="no" sx={{ maxWidth: '60rem' }} lang={language}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
              <Typography sx={{ flex: '1 1 24rem' }}>{reportTexts(language).phone.howTo}</Typography>
              <ToggleButtonGroup exclusive value={language} aria-label={t('phone.language')} onChange={(_event, next: Language | null) => (next === null ? undefined : setLanguage(next))}>
                {languages.map((code) => (
                  <ToggleButton key={code} value={code} sx={{ textTransform: 'none', minHeight: 44 }}>
                    {reportTexts(code).sheet.languageName}
                  </ToggleButton>
                ))}
              </ToggleButtonGroup>
            </Box>
            <Box
              component="ol"
              sx={(theme) => ({ margin: 0, marginTop: 2, padding: 0, listStyle: 'none', counterReset: 'line', borderTop: `1px solid ${theme.colours.line}` })}
            >
              {sheet.lines.map((line) => (
                <Box
                  component="li"
                  key={line}
                  sx={(theme) => ({
                    counterIncrement: 'line',
                    display: 'flex',
                    gap: 2,
                    paddingBlock: 1.25,
                    fontSize: '1.375rem',
                    lineHeight: 1.35,
                    borderBottom: `1px solid ${theme.colours.line}`,
                    overflowWrap: 'anywhere',
                    '&::before': { content: 'counter(line) "."', color: theme.colours.quietText, minWidth: '2ch', textAlign: 'right' },
                  })}
                >
                  {line}
                </Box>
              ))}
            </Box>
            <Box sx={{ marginTop: 3, display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 3 }}>
              <Typography variant="h2">{reportTexts(language).phone.code}</Typography>
              <Typography component="p" aria-label={t('phone.codeIs', { code: sheet.code })} sx={{ fontSize: '2.5rem', fontWeight: 700, letterSpacing: '0.08em', fontVariantNumeric: 'tabular-nums' }}>
                {sheet.code}
              </Typography>
            </Box>
            <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{reportTexts(language).phone.codeHelp}</Typography>
          </Box>
          <Box sx={{ display: 'none', '@media print': { display: 'block' } }}>
            <SheetAlone />
            <ReportDocumentView document={sheet.document} />
          </Box>
        </>
      )}
    </Page>
  )
}

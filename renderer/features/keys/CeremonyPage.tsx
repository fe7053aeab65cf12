import Box from '@mui/material/Box'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useQuery } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { Page } from '../../ui/Page.tsx'
import { SheetAlone } from '../editing/SheetAlone.tsx'
import { ReportDocumentView } from '../report/document/ReportDocumentView.tsx'
import { useReportWords } from '../report/report-words.ts'
import { keysPaths } from './paths.ts'
import type {} from './texts.ts'

/** Most people who sign one sheet. */
const mostPresent = 8

/** The record of a key ceremony, to print and sign: who was there, what was made. Names are typed here and kept nowhere. */
export function CeremonyPage(): ReactElement {
  const { t } = useTranslation(['keys', 'settings'])
  const { language } = useReportWords()
  const [, navigate] = useLocation()
  const [names, setNames] = useState('')
  const [place, setPlace] = useState('')
  const present = names.split('\n').map((line) => line.trim().slice(0, 120)).filter((line) => line !== '').slice(0, mostPresent)
  const { value, error, refresh } = useQuery('keys.ceremony', { language, present, place: place.trim() })
  return (
    <Page
      title={t('keys:ceremony.title')}
      purpose={t('keys:ceremony.purpose')}
      width="full"
      primary={value === undefined ? undefined : { label: t('keys:ceremony.print'), onPress: () => window.print() }}
      secondary={[{ label: t('settings:pages.keys.title'), onPress: () => navigate(keysPaths.all) }]}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <Box data-print="no" sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '46rem' }}>
          {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('settings:again'), onPress: refresh }]} />}
          <TextInput label={t('keys:ceremony.names')} help={t('keys:ceremony.namesHelp')} value={names} onChange={setNames} lines={3} maxLength={900} />
          <TextInput label={t('keys:ceremony.place')} value={place} onChange={setPlace} maxLength={120} />
        </Box>
        {value === undefined ? null : (
          <>
            <SheetAlone />
            <ReportDocumentView document={value.document} />
          </>
        )}
      </Box>
    </Page>
  )
}

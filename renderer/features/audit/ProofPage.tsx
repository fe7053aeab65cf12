import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useQuery } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Page } from '../../ui/Page.tsx'
import { PrintPage } from '../../ui/PrintPage.tsx'
import { SheetAlone } from '../editing/SheetAlone.tsx'
import { useReportWords } from '../report/report-words.ts'
import { longTime } from './long-time.ts'
import { auditPaths } from './paths.ts'
import type {} from './texts.ts'
import { usePeople } from './use-people.ts'
import { useRecordZone } from './use-record-zone.ts'

/** The proof of one act of erasing, to be printed: what went, when, by whom, and the hashes that stay. */
export function ProofPage({ sequence }: { readonly sequence: number }): ReactElement {
  const { t } = useTranslation('audit')
  const { language } = useReportWords()
  const zone = useRecordZone()
  const [, navigate] = useLocation()
  const { nameOf } = usePeople()
  const { value: entity } = useQuery('entity.get', {})
  const { value, error, refresh } = useQuery('retention.proof', Number.isSafeInteger(sequence) && sequence > 0 ? { sequence } : null)
  const hash = (text: string): ReactElement => <Box component="span" sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>{text}</Box>
  return (
    <Page title={t('proof.title')} width="reading" primary={{ label: t('proof.print'), onPress: () => window.print() }} secondary={[{ label: t('proof.back'), onPress: () => navigate(auditPaths.keeping) }]}>
      <SheetAlone />
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
      {value === undefined ? null : (
        <PrintPage title={t('proof.title')} head={entity === undefined ? undefined : `${entity.name} (${entity.code})`} foot={t('proof.foot')}>
          <KeyValue
            facts={[
              { label: t('proof.at'), value: longTime(value.erasure.at, zone, language) },
              { label: t('proof.overwritten'), value: value.erasure.overwrittenAt === null ? t('proof.overwrittenNot') : longTime(value.erasure.overwrittenAt, zone, language) },
              { label: t('proof.by'), value: nameOf(value.erasure.actor) },
              { label: t('proof.second'), value: nameOf(value.erasure.secondPerson) },
              { label: t('proof.reason'), value: value.erasure.reason },
              { label: t('proof.entry'), value: value.erasure.sequence },
              { label: t('proof.rowHash'), value: hash(value.rowHash) },
              { label: t('proof.chainHash'), value: hash(value.chainHash) },
            ]}
          />
          <Typography variant="h2" sx={{ marginTop: 3, marginBottom: 1 }}>{t('proof.table')}</Typography>
          <Box
            component="table"
            aria-label={t('proof.table')}
            sx={{ borderCollapse: 'collapse', width: '100%', '& th, & td': { textAlign: 'left', verticalAlign: 'top', padding: '4px 8px 4px 0', borderBottom: '1px solid currentColor', overflowWrap: 'anywhere' } }}
          >
            <thead>
              <tr>
                <th scope="col">{t('proof.what')}</th>
                <th scope="col">{t('proof.id')}</th>
                <th scope="col">{t('proof.hash')}</th>
              </tr>
            </thead>
            <tbody>
              {value.items.map((item) => (
                <tr key={`${item.kind} ${item.record}`}>
                  <td>{`${t(`keeping.kind.${item.kind}`)}${item.name === '' || item.name === item.record ? '' : `: ${item.name}`}`}</td>
                  <td>{item.record}</td>
                  <td>{item.sha256 === null ? t('proof.noHash') : hash(item.sha256)}</td>
                </tr>
              ))}
            </tbody>
          </Box>
        </PrintPage>
      )}
    </Page>
  )
}

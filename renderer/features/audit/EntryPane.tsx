import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AuditEntry } from '../../../shared/audit/entry.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { DetailPane } from '../../ui/DetailPane.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useReportWords } from '../report/report-words.ts'
import { mainSubject, whoActed, type SentenceWords, type Told } from './audit-sentence.ts'
import { longTime } from './long-time.ts'
import { auditPaths } from './paths.ts'
import type {} from './texts.ts'
import { useRecordZone } from './use-record-zone.ts'

/** Kinds whose history cannot be asked for here: rows about a person are found only by the guarded look. */
const guarded: ReadonlySet<string> = new Set(['person', 'person-name', 'person-view', 'second-person', 'sign-in', 'preferences', 'refusal'])

/** One entry: the sentence, who and when, what changed, why. */
export function EntryPane({
  entry,
  told,
  words,
  onClose,
  onRecord,
}: {
  readonly entry: AuditEntry
  readonly told: Told
  readonly words: SentenceWords
  onClose(): void
  onRecord(subject: { readonly kind: string; readonly id: string }): void
}): ReactElement {
  const { t } = useTranslation('audit')
  const { language } = useReportWords()
  const zone = useRecordZone()
  const subject = mainSubject(entry)
  const about = subject === null || guarded.has(subject.kind) ? null : subject
  return (
    <DetailPane title={t('history.pane', { number: entry.sequence })} onClose={onClose} actions={about === null ? undefined : <ActionButton action={{ label: t('history.openRecord'), onPress: () => onRecord(about) }} />}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <Typography sx={{ overflowWrap: 'anywhere' }}>{told.sentence}</Typography>
        <KeyValue
          termWidth="9rem"
          facts={[
            { label: t('history.who'), value: whoActed(entry, words) },
            { label: t('history.confirmed'), value: entry.confirmed ? t('history.isConfirmed') : t('history.notConfirmed') },
            { label: t('history.clock'), value: longTime(entry.at, zone, language) },
            ...(entry.reason === null ? [] : [{ label: t('history.reason'), value: entry.reason }]),
          ]}
        />
        {entry.erased === null ? (
          <Box component="section" aria-label={t('history.details')}>
            <Typography variant="h3" sx={{ marginBottom: 0.5 }}>{t('history.details')}</Typography>
            {told.details.length === 0 ? (
              <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('history.noDetails')}</Typography>
            ) : (
              <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5, display: 'grid', gap: 0.5, overflowWrap: 'anywhere' }}>
                {told.details.map((line, index) => (
                  <li key={`${String(index)} ${line}`}>{line}</li>
                ))}
              </Box>
            )}
            {entry.more === 0 ? null : <Typography sx={(theme) => ({ color: theme.colours.quietText, marginTop: 0.5 })}>{t('history.moreDetails', { count: entry.more })}</Typography>}
          </Box>
        ) : (
          <Notice title={t('history.erased', { at: longTime(entry.erased.at, zone, language), sequence: entry.erased.sequence })} />
        )}
        {entry.procedure === 'retention.erase' && entry.subject.every(({ kind }) => kind !== 'refusal') ? <Link href={auditPaths.proof(entry.sequence)}>{t('history.proof')}</Link> : null}
      </Box>
    </DetailPane>
  )
}

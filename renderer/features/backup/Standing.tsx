import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useReportWords } from '../report/report-words.ts'
import type { BackupStanding } from './backup-words.ts'

/** How well the record is backed up: warnings first, then the facts. */
export function Standing({ standing }: { readonly standing: BackupStanding }): ReactElement {
  const { t } = useTranslation(['backup', 'errors'])
  const { language } = useReportWords()
  const { zone } = useCoreClock()
  const time = (at: number): string => displayText(at, zone, language)
  const { last, outside, outsideOverdue, failure, continues, line } = standing
  return (
    <>
      {failure === null ? null : (
        <Notice severity="high" title={t('backup:failed', { at: time(failure.at) })}>
          {t('backup:failedTodo', { what: `${t(`errors:${failure.code}.happened`)} ${t(`errors:${failure.code}.todo`)}` })}
        </Notice>
      )}
      {outsideOverdue ? (
        <Notice severity="medium" title={outside === null ? t('backup:overdueNever') : t('backup:overdue')}>
          {t('backup:overdueWhy')}
        </Notice>
      ) : null}
      <Section title={t('backup:standing.title')}>
        <KeyValue
          termWidth="16rem"
          facts={[
            { label: t('backup:standing.here'), value: last === null ? t('backup:standing.hereNone') : t('backup:standing.hereAt', { at: time(last.at), why: t(`backup:why.${last.why}`) }) },
            { label: t('backup:standing.outside'), value: outside === null ? t('backup:standing.outsideNever') : t('backup:standing.outsideAt', { at: time(outside.at), place: outside.place }) },
            ...(continues === null
              ? []
              : [{ label: t('backup:standing.continues'), value: t('backup:standing.continuesAt', { at: time(continues.at), sequence: continues.sequence, parent: continues.line, line }) }]),
          ]}
        />
      </Section>
    </>
  )
}

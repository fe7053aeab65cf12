import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Section } from '../../ui/Section.tsx'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { useBackupStanding } from '../backup/backup-words.ts'
import { backupPath } from '../backup/paths.ts'
import { NeedList, NeedRow } from '../../ui/NeedRow.tsx'

/** What somebody must do about the backups; nothing while they are in order. */
export function BackupWarnings(): ReactElement | null {
  const { t } = useTranslation(['backup', 'errors'])
  const [, navigate] = useLocation()
  const standing = useBackupStanding()
  if (standing === undefined || (standing.failure === null && !standing.outsideOverdue)) return null
  const { failure, outside, outsideOverdue } = standing
  return (
    <Section title={t('backup:need.title')}>
      <NeedList>
        {failure === null ? null : (
          <NeedRow
            mark={<SeverityMark severity="high" label={t('backup:need.failedLevel')} />}
            title={t('backup:need.failed')}
            detail={`${t(`errors:${failure.code}.happened`)} ${t(`errors:${failure.code}.todo`)}`}
            action={{ label: t('backup:need.open'), onPress: () => navigate(backupPath) }}
          />
        )}
        {outsideOverdue ? (
          <NeedRow
            mark={<SeverityMark severity="medium" label={t('backup:need.level')} />}
            title={t(outside === null ? 'backup:overdueNever' : 'backup:overdue')}
            detail={t('backup:overdueWhy')}
            action={{ label: t('backup:overdueAction'), onPress: () => navigate(backupPath) }}
          />
        ) : null}
      </NeedList>
    </Section>
  )
}

import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import { sizeText } from '../transfer/size-text.ts'
import { entriesSince, type Found, type FoundBackup } from './found-backups.ts'
import type {} from './texts.ts'

/** Backups in the words of the door. Times are those of this PC: nobody knows yet where the plant is. */
export function useBackupWords() {
  const { t, i18n } = useTranslation('door')
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const time = (at: number): string => displayText(at, zone, i18n.language)
  const place = ({ place: { kind, label } }: FoundBackup): string => (kind === 'ring' ? t('restore.onThisPc') : t('restore.onPlace', { place: label }))
  return {
    time,
    size: (bytes: number): string => sizeText(bytes, i18n.language),
    made: (backup: FoundBackup): string => t('damaged.made', { at: time(backup.at), place: place(backup) }),
    explain(backup: FoundBackup): string {
      const parts = { why: t(`restore.why.${backup.why}`), size: sizeText(backup.size, i18n.language), state: t(`restore.state.${backup.state}`) }
      const said = backup.entity === null ? t('restore.explain', parts) : t('restore.explainEntity', { ...parts, entity: backup.entity })
      return [said, ...(backup.ofThisRecord === false ? [t('restore.otherRecord')] : [])].join(' ')
    },
    /** What will be missing after it was restored. */
    lost(backup: FoundBackup, last: Found['last']): string {
      const since = entriesSince(backup, last)
      if (since === null) return t('damaged.lost', { at: time(backup.at) })
      return since.count === 0 ? t('damaged.lostNothing') : t('damaged.lostRows', { at: time(backup.at), count: since.count, until: time(since.until) })
    },
  }
}

import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '../../api/hooks.ts'
import type { Action } from '../../ui/ActionButton.tsx'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { DoorPage } from './DoorPage.tsx'
import { bestBackup, isStillLooking, lookEvery, type FoundBackup } from './found-backups.ts'
import { useBackupWords } from './use-backup-words.ts'

/** Why the record does not open, as the state of the door tells it. */
export type Damage = 'damaged' | 'keyring-missing' | 'keyring-damaged'

const titles = { damaged: 'damaged.title', 'keyring-missing': 'damaged.keysMissing', 'keyring-damaged': 'damaged.keysDamaged' } as const
const codes = { damaged: 'store-damaged', 'keyring-missing': 'keyring-missing', 'keyring-damaged': 'keyring-damaged' } as const

/** What is restored: the whole record, or only the keys to it. */
export type RestoreWhat = 'record' | 'keys'

/** The record or its keys are damaged: says so, and offers the last good backup by name and time. Nothing happens by itself. */
export function Damaged({
  damage,
  onRestore,
  onTry,
}: {
  readonly damage: Damage
  /** @param which the backup that was taken, or `null` to choose one. */
  onRestore(what: RestoreWhat, which: string | null): void
  onTry(): void
}): ReactElement {
  const { t } = useTranslation('door')
  const { value } = useQuery('backups.found', {}, { every: lookEvery })
  const best = value === undefined ? null : bestBackup(value.backups)
  const looking = value === undefined || isStillLooking(value.backups)
  const what: RestoreWhat = damage === 'damaged' ? 'record' : 'keys'
  const others: Action[] = [
    { label: t('damaged.other'), onPress: () => onRestore(what, null) },
    ...(what === 'keys' ? [{ label: t('damaged.whole'), onPress: () => onRestore('record', null) }] : []),
    ...(damage === 'damaged' ? [{ label: t('damaged.try'), onPress: onTry }] : []),
  ]
  return (
    <DoorPage title={t(titles[damage])}>
      <Box sx={{ display: 'grid', gap: 2 }}>
        <ErrorNotice error={{ code: codes[damage] }} />
        <Section title={t('damaged.backupTitle')}>
          {best === null ? (
            <Typography role="status">{t(value === undefined ? 'damaged.looking' : looking ? 'damaged.checking' : 'damaged.none')}</Typography>
          ) : (
            <BackupOffer backup={best} what={what} onRestore={() => onRestore(what, best.id)} />
          )}
          {best !== null && looking ? <Typography sx={(theme) => ({ color: theme.colours.quietText, marginTop: 1 })}>{t('damaged.checking')}</Typography> : null}
        </Section>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {others.map((action) => (
            <ActionButton key={action.label} action={action} />
          ))}
        </Box>
      </Box>
    </DoorPage>
  )
}

function BackupOffer({ backup, what, onRestore }: { readonly backup: FoundBackup; readonly what: RestoreWhat; onRestore(): void }): ReactElement {
  const { t } = useTranslation('door')
  const { value } = useQuery('backups.found', {})
  const words = useBackupWords()
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      <Typography sx={{ fontWeight: 700 }}>{words.made(backup)}</Typography>
      <Typography sx={(theme) => ({ color: theme.colours.quietText, overflowWrap: 'anywhere' })}>{t('damaged.name', { name: backup.name, size: words.size(backup.size) })}</Typography>
      <Typography>{what === 'keys' ? t('damaged.keysOnly', { at: words.time(backup.at) }) : words.lost(backup, value?.last ?? null)}</Typography>
      {what === 'keys' ? null : <Typography>{t('damaged.kept')}</Typography>}
      <ActionButton action={{ label: t(what === 'keys' ? 'damaged.restoreKeys' : 'damaged.restore'), onPress: onRestore }} weight="primary" />
    </Box>
  )
}

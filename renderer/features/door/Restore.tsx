import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { minimumPassphraseLength } from '../../../shared/person/passphrase.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FormStep } from '../../ui/form/FormStep.tsx'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type { RestoreWhat } from './Damaged.tsx'
import { DoorPage } from './DoorPage.tsx'
import { bestBackup, lookEvery, type Found } from './found-backups.ts'
import { passphraseProblem } from './passphrase.ts'
import { RestoreProgress } from './RestoreProgress.tsx'
import { ShowPassphrase } from './ShowPassphrase.tsx'
import { useBackupWords } from './use-backup-words.ts'

/** Chooses a backup, opens it with a passphrase or the recovery sheet, and puts it in place. */
export function Restore({
  what,
  preset,
  replaces,
  onBack,
}: {
  readonly what: RestoreWhat
  /** The backup that was taken already; `null`: choose. */
  readonly preset: string | null
  /** Whether files lie here that make room. */
  readonly replaces: boolean
  onBack(): void
}): ReactElement {
  const { t } = useTranslation('door')
  const { value: found } = useQuery('backups.found', {}, { every: lookEvery })
  const [chosen, setChosen] = useState(preset)
  const [means, setMeans] = useState<'passphrase' | 'sheet'>('passphrase')
  const [recoveryKey, setRecoveryKey] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const restore = useCommand('store.restore')
  const backups = found?.backups ?? []
  const backup = backups.find(({ id }) => id === chosen) ?? (chosen === null ? bestBackup(backups) : null)
  const problem = means === 'sheet' ? passphraseProblem(passphrase) : passphrase === '' ? ({ kind: 'missing' } as const) : null
  const problemText = problem === null ? undefined : problem.kind === 'missing' ? t('create.required') : t('create.short', { count: problem.count, minimum: minimumPassphraseLength })
  const keyMissing = means === 'sheet' && recoveryKey.trim() === ''
  function send(): void {
    setTried(true)
    if (backup === null || problem !== null || keyMissing) return
    void restore.run({ which: backup.id, what, passphrase, recoveryKey: means === 'sheet' ? recoveryKey : null })
  }
  const title = t(what === 'keys' ? 'restore.keysTitle' : 'restore.title')
  return (
    <DoorPage title={title}>
      <FormStep
        title={title}
        titleHidden
        lead={t('restore.lead')}
        forward={{
          label: t(what === 'keys' ? 'restore.forwardKeys' : 'restore.forward'),
          onPress: send,
          busy: restore.busy,
          blockedBecause: backup === null ? t('restore.chooseFirst') : backup.state === 'unchanged' ? undefined : t(`restore.state.${backup.state}`),
        }}
        back={{ label: t('restore.back'), onPress: onBack }}
      >
        <BackupChoice found={found} chosen={backup?.id ?? null} onChoose={setChosen} disabled={restore.busy} />
        <RadioInput
          label={t('restore.with')}
          value={means}
          onChange={setMeans}
          disabled={restore.busy}
          choices={[
            { value: 'passphrase', label: t('restore.passphraseChoice'), explanation: t('restore.passphraseChoiceWhat') },
            { value: 'sheet', label: t('restore.sheetChoice'), explanation: t('restore.sheetChoiceWhat') },
          ]}
        />
        {means === 'sheet' ? (
          <TextInput
            label={t('recover.key')}
            value={recoveryKey}
            onChange={setRecoveryKey}
            help={t('recover.keyHelp')}
            maxLength={400}
            error={tried && keyMissing ? t('create.required') : undefined}
          />
        ) : null}
        <TextInput
          label={t(means === 'sheet' ? 'restore.newPassphrase' : 'restore.passphrase')}
          value={passphrase}
          onChange={setPassphrase}
          kind={shown ? 'text' : 'password'}
          autoComplete={means === 'sheet' ? 'new-password' : 'current-password'}
          maxLength={256}
          autoFocus={preset !== null}
          help={<ShowPassphrase shown={shown} onChange={setShown} />}
          error={tried ? problemText : undefined}
        />
        {backup === null || found === undefined ? null : <Consequences found={found} which={backup.id} what={what} replaces={replaces} />}
        {restore.busy ? <RestoreProgress /> : null}
        {restore.error === null ? null : <ErrorNotice error={restore.error} />}
      </FormStep>
    </DoorPage>
  )
}

function BackupChoice({
  found,
  chosen,
  onChoose,
  disabled,
}: {
  readonly found: Found | undefined
  readonly chosen: string | null
  onChoose(id: string): void
  readonly disabled: boolean
}): ReactElement {
  const { t } = useTranslation('door')
  const words = useBackupWords()
  if (found === undefined) return <Typography role="status">{t('damaged.looking')}</Typography>
  if (found.backups.length === 0) return <Notice title={t('restore.none')}>{t('restore.noneTodo')}</Notice>
  return (
    <RadioInput
      label={t('restore.choose')}
      value={chosen}
      onChange={onChoose}
      disabled={disabled}
      choices={found.backups.map((backup) => ({
        value: backup.id,
        label: backup.kind === 'demo' ? `${words.made(backup)} (${t('restore.demo')})` : words.made(backup),
        explanation: words.explain(backup),
        disabled: backup.state === 'changed' || backup.state === 'newer',
      }))}
    />
  )
}

/** What will happen, before the button. */
function Consequences({ found, which, what, replaces }: { readonly found: Found; readonly which: string; readonly what: RestoreWhat; readonly replaces: boolean }): ReactElement | null {
  const { t } = useTranslation('door')
  const words = useBackupWords()
  const backup = found.backups.find(({ id }) => id === which)
  if (backup === undefined) return null
  const lines =
    what === 'keys'
      ? [t('damaged.keysOnly', { at: words.time(backup.at) })]
      : [t('restore.checks'), words.lost(backup, found.last), ...(replaces ? [t('damaged.kept')] : []), t('restore.continues')]
  return (
    <Box>
      <Typography sx={{ fontWeight: 700 }}>{t('restore.happens')}</Typography>
      <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5 }}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </Box>
    </Box>
  )
}

import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { useJob } from '../../api/use-job.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { usePersonDialog } from '../people/person-dialog.ts'
import { useReportWords } from '../report/report-words.ts'
import { settingsPaths } from '../settings/paths.ts'
import { SettingsFrame } from '../settings/SettingsFrame.tsx'
import { ChangeKey } from './ChangeKey.tsx'
import { useLeftWords } from './key-words.ts'
import { OpenersList } from './OpenersList.tsx'
import type {} from './texts.ts'

/** How often drives are looked at for copies, in milliseconds. */
const lookEvery = 5_000

/** The key of the record: who left since it was changed, changing it, and what old copies still open. */
export function KeyPage(): ReactElement {
  const { t } = useTranslation(['key', 'settings', 'people'])
  const { language } = useReportWords()
  const { zone } = useCoreClock()
  const [, navigate] = useLocation()
  const { value, error, refresh } = useQuery('store.openers', {}, { every: lookEvery })
  const show = usePersonDialog((state) => state.show)
  const leftWords = useLeftWords()
  const job = useJob('store.rekey')
  const done = job.progress.state === 'done' ? job.progress.value : null
  const former = done?.former ?? value?.former ?? []
  const toSheet = { label: t('key:done.toSheet'), onPress: () => navigate(settingsPaths.page('recovery-sheet')) }
  return (
    <SettingsFrame page="key" width="full" leadsOn={false}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, maxWidth: '64rem' }}>
        {error === null ? null : (
          <ErrorNotice
            error={error}
            actions={[error.code === 'passphrase-needed' ? { label: t('people:menu.confirm'), onPress: () => show('confirm') } : { label: t('settings:again'), onPress: refresh }]}
          />
        )}
        {done === null ? null : (
          <Notice severity="good" live title={t('key:done.title')} actions={done.recoveryKey === null ? [] : [toSheet]}>
            {done.former.length === 0 ? t('key:done.deleted') : ''} {done.recoveryKey === null ? t('key:done.sheetStays') : t('key:done.sheetNew')} {t('key:done.sticks')}
          </Notice>
        )}
        {former.length === 0 ? null : (
          <Notice severity="medium" title={t('key:former.title', { name: former.join(', ') })}>
            {t('key:former.what')}
          </Notice>
        )}
        {value === undefined ? null : value.left.length > 0 ? (
          <Notice severity="medium" title={leftWords(value.left)}>
            {t('key:left.until')}
          </Notice>
        ) : done !== null || job.progress.state === 'running' ? null : (
          <Notice title={value.changedAt === null ? t('key:standing.never') : t('key:standing.changed', { at: displayText(value.changedAt, zone, language) })}>{t('key:standing.nobody')}</Notice>
        )}
        {value === undefined || done !== null ? null : <ChangeKey time={value.time} job={job} />}
        {value === undefined ? null : <OpenersList copies={value.copies} />}
      </Box>
    </SettingsFrame>
  )
}

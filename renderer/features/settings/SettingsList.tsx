import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Permission } from '../../../shared/person/permission.ts'
import { useQuery } from '../../api/hooks.ts'
import { ScreenPage } from '../../app/frame/ScreenPage.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { useLastBackupText } from '../backup/backup-words.ts'
import { useTakesUpdates } from '../update/update-words.ts'
import { settingsPages, settingsPaths, type SettingsPage } from './paths.ts'
import { setupPages } from './setup-places.ts'
import { useOwnPerson } from './use-own-person.ts'

/** All pages of the settings, each with what it holds now and whether something is still open there. */
export function SettingsList(): ReactElement {
  const { t } = useTranslation('settings')
  const [, navigate] = useLocation()
  const { value: setup, error, refresh } = useQuery('setup.open', {})
  const { value: status } = useQuery('store.status', {})
  const takesUpdates = useTakesUpdates()
  const holds = useHeld()
  return (
    <ScreenPage id="settings" title={t('title')} purpose={t('purpose')} width="reading">
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 1 }}>
        {shownPages(status?.who.permissions ?? [], takesUpdates).map((page) => {
          const open = (setup?.open ?? []).filter((task) => setupPages[task] === page)
          return (
            <li key={page}>
              <ButtonBase
                onClick={() => navigate(settingsPaths.page(page))}
                sx={(theme) => ({
                  width: '100%',
                  display: 'flex',
                  flexWrap: 'wrap',
                  justifyContent: 'space-between',
                  columnGap: 2,
                  textAlign: 'left',
                  font: 'inherit',
                  padding: 1.5,
                  minHeight: theme.sizes.target,
                  backgroundColor: theme.colours.raised,
                  border: `1px solid ${theme.colours.lineStrong}`,
                  borderRadius: `${theme.sizes.radius}px`,
                  '&:hover': { backgroundColor: theme.colours.surface },
                })}
              >
                <Box component="span" sx={{ minWidth: 0 }}>
                  <Typography component="span" variant="h2" sx={{ display: 'block' }}>
                    {t(`pages.${page}.title`)}
                  </Typography>
                  <Typography component="span" sx={(theme) => ({ display: 'block', color: theme.colours.quietText, overflowWrap: 'anywhere' })}>
                    {holds[page]}
                  </Typography>
                </Box>
                {open.length === 0 ? null : <SeverityMark severity="medium" label={open.map((task) => t(`task.${task}`)).join(', ')} />}
              </ButtonBase>
            </li>
          )
        })}
      </Box>
    </ScreenPage>
  )
}

/** Pages that are of use to somebody with these permissions. */
function shownPages(permissions: readonly Permission[], takesUpdates: boolean): readonly SettingsPage[] {
  return settingsPages.filter((page) => (page === 'update' ? takesUpdates && permissions.includes('store.manage') : page === 'people' ? permissions.includes('people.manage') : page === 'key' ? permissions.includes('store.manage') : page === 'lock' ? permissions.includes('settings.write') : true))
}

/** What each page holds now, in a few words. */
function useHeld(): Readonly<Record<SettingsPage, string>> {
  const { t } = useTranslation(['settings', 'common', 'people'])
  const { value: entity } = useQuery('entity.get', {})
  const { value: sites } = useQuery('sites.list', {})
  const { value: contacts } = useQuery('recipients.list', {})
  const { value: access } = useQuery('access.get', {})
  const self = useOwnPerson()
  return {
    entity: entity === undefined ? '' : entity.name === '' ? t('common:notStated') : `${entity.name}, ${entity.code}`,
    sites: sites?.sites.map(({ name }) => name).join(', ') ?? '',
    contacts: contacts === undefined ? '' : contacts.recipients.length === 0 ? t('contacts.whom') : contacts.recipients.map(({ name }) => name).join(', '),
    you: [self?.name, self?.function].filter((part) => part !== undefined && part !== null && part !== '').join(', '),
    people: t('pages.people.holds'),
    lock: access === undefined ? '' : t('people:lock.held', { count: access.idleMinutes }),
    approvals: t('pages.approvals.holds'),
    time: t('pages.time.holds'),
    'key-card': t('pages.key-card.holds'),
    keys: t('pages.keys.holds'),
    'recovery-sheet': t('pages.recovery-sheet.holds'),
    key: t('pages.key.holds'),
    health: t('pages.health.holds'),
    record: t('pages.record.holds'),
    backup: useLastBackupText(),
    update: t('pages.update.holds'),
  }
}

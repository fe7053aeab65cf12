import Box from '@mui/material/Box'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Action } from '../../ui/ActionButton.tsx'
import { useQuery } from '../../api/hooks.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { settingsPaths, type SettingsPage } from './paths.ts'
import { nextSetupTask, setupPath } from './setup-places.ts'

/** One page of the settings: the way back to all of them, and while a set-up is under way where it goes on. */
export function SettingsFrame({
  page,
  purpose,
  primary,
  secondary = [],
  pane,
  width = 'reading',
  leadsOn = true,
  children,
}: {
  /** `time-sources` lies below the page about the time and is not in the list of all pages. */
  readonly page: SettingsPage | 'time-sources'
  readonly purpose?: string
  readonly primary?: Action | undefined
  readonly secondary?: readonly Action[]
  readonly pane?: ReactNode
  readonly width?: 'reading' | 'full'
  /** Off while this page's own task should come first. */
  readonly leadsOn?: boolean
  readonly children: ReactNode
}): ReactElement {
  const { t } = useTranslation('settings')
  const [, navigate] = useLocation()
  const { value: setup } = useQuery('setup.open', {})
  const next = setup === undefined ? null : nextSetupTask(setup.open, page)
  return (
    <Page
      title={t(`pages.${page}.title`)}
      purpose={purpose ?? t(`pages.${page}.purpose`)}
      width={width}
      pane={pane}
      primary={primary}
      secondary={[{ label: t('toAll'), onPress: () => navigate(settingsPaths.all) }, ...secondary]}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        {children}
        {next === null || setup === undefined || !leadsOn ? null : (
          <Box data-print="no" sx={{ maxWidth: '46rem' }}>
            <Notice title={t('next.title', { count: setup.open.length })} actions={[{ label: t(`next.${next}`), onPress: () => navigate(setupPath(next)) }]} />
          </Box>
        )}
      </Box>
    </Page>
  )
}

import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Action } from '../../ui/ActionButton.tsx'
import { Page } from '../../ui/Page.tsx'
import { settingsPaths } from '../settings/paths.ts'
import { RecordTabs, type RecordTab } from './RecordTabs.tsx'
import type {} from './texts.ts'

/** One part of the record of events, with the way to the others. */
export function AuditFrame({
  tab,
  purpose,
  primary,
  secondary = [],
  pane,
  width = 'reading',
  children,
}: {
  readonly tab: RecordTab
  readonly purpose: string
  readonly primary?: Action | undefined
  readonly secondary?: readonly Action[]
  readonly pane?: ReactNode
  readonly width?: 'reading' | 'full'
  readonly children: ReactNode
}): ReactElement {
  const { t } = useTranslation('audit')
  const [, navigate] = useLocation()
  return (
    <Page title={t('title')} purpose={purpose} width={width} pane={pane} primary={primary} secondary={[{ label: t('toAll'), onPress: () => navigate(settingsPaths.all) }, ...secondary]}>
      <RecordTabs current={tab} />
      {children}
    </Page>
  )
}

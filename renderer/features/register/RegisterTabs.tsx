import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { PartLinks } from '../../ui/PartLinks.tsx'
import { registerPaths } from './paths.ts'

/** Leads between the two lists that share a screen: assets and services. */
export function RegisterTabs({ current }: { readonly current: 'assets' | 'services' }): ReactElement {
  const { t } = useTranslation('register')
  const parts = (['assets', 'services'] as const).map((tab) => ({ label: t(`tabs.${tab}`), href: registerPaths[tab], current: tab === current }))
  return <PartLinks label={t('tabs.label')} parts={parts} />
}

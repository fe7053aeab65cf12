import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { PartLinks } from '../../ui/PartLinks.tsx'
import { auditPaths } from './paths.ts'
import type {} from './texts.ts'

const tabs = ['history', 'check', 'extract', 'keeping'] as const
/** One part of the record of events. */
export type RecordTab = (typeof tabs)[number]

/** Leads between the parts of the record of events. */
export function RecordTabs({ current }: { readonly current: RecordTab }): ReactElement {
  const { t } = useTranslation('audit')
  return <PartLinks label={t('tabs.label')} parts={tabs.map((tab) => ({ label: t(`tabs.${tab}`), href: auditPaths[tab], current: tab === current }))} />
}

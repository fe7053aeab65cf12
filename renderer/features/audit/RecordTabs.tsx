import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { auditPaths } from './paths.ts'
import type {} from './texts.ts'

const tabs = ['history', 'check', 'extract', 'keeping'] as const
/** One part of the record of events. */
export type RecordTab = (typeof tabs)[number]

/** Leads between the parts of the record of events. */
export function RecordTabs({ current }: { readonly current: RecordTab }): ReactElement {
  const { t } = useTranslation('audit')
  return (
    <Box component="nav" aria-label={t('tabs.label')} data-print="no" sx={(theme) => ({ display: 'flex', flexWrap: 'wrap', columnGap: 1, marginBottom: 2, borderBottom: `1px solid ${theme.colours.line}` })}>
      {tabs.map((tab) => (
        <Box
          key={tab}
          component={Link}
          href={auditPaths[tab]}
          aria-current={tab === current ? 'page' : undefined}
          sx={(theme) => ({
            display: 'inline-flex',
            alignItems: 'center',
            minHeight: theme.sizes.target,
            paddingInline: 2,
            color: theme.colours.text,
            textDecoration: 'none',
            fontWeight: tab === current ? 700 : 400,
            borderBottom: `3px solid ${tab === current ? theme.colours.action : 'transparent'}`,
            '&:hover': { backgroundColor: theme.colours.selectedRow },
          })}
        >
          {t(`tabs.${tab}`)}
        </Box>
      ))}
    </Box>
  )
}

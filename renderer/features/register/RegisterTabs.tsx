import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { registerPaths } from './paths.ts'

/** Leads between the two lists that share a screen: assets and services. */
export function RegisterTabs({ current }: { readonly current: 'assets' | 'services' }): ReactElement {
  const { t } = useTranslation('register')
  return (
    <Box component="nav" aria-label={t('tabs.label')} data-print="no" sx={(theme) => ({ display: 'flex', gap: 1, marginBottom: 2, borderBottom: `1px solid ${theme.colours.line}` })}>
      {(['assets', 'services'] as const).map((tab) => (
        <Box
          key={tab}
          component={Link}
          href={registerPaths[tab]}
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

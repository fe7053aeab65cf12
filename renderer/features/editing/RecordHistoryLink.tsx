import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useQuery } from '../../api/hooks.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { auditPaths } from '../audit/paths.ts'
import type {} from './texts.ts'

/** Leads to everything that was written down about one record; not there for people who may not read that. */
export function RecordHistoryLink({ kind, id }: { readonly kind: string; readonly id: string }): ReactElement | null {
  const { t } = useTranslation('editing')
  const [, navigate] = useLocation()
  const { value: status } = useQuery('store.status', {})
  if (status?.who.permissions.includes('audit.read') !== true) return null
  return (
    <Box data-print="no">
      <ActionButton weight="plain" action={{ label: t('history'), onPress: () => navigate(auditPaths.of(kind, id)) }} />
    </Box>
  )
}

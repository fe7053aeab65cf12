import Box from '@mui/material/Box'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { RecordHistoryLink } from '../editing/RecordHistoryLink.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { incidentPaths } from './paths.ts'
import { RenameDialog } from './RenameDialog.tsx'

/** What is done rarely: rename, decide again, close. */
export function IncidentMenu({ view }: { readonly view: IncidentView }): ReactElement | null {
  const { t } = useTranslation('incident')
  const [, navigate] = useLocation()
  const [open, setOpen] = useState<'rename' | 'close' | null>(null)
  const { incident } = view
  if (incident.closedAt !== null) return <RecordHistoryLink kind="incident" id={incident.id} />
  return (
    <Box component="section" aria-label={t('menu.label')} data-print="no" sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, marginTop: 2 }}>
      <ActionButton action={{ label: t('menu.rename'), needs: 'incident.write', onPress: () => setOpen('rename') }} weight="plain" />
      {incident.significance === 'undecided' ? null : <ActionButton action={{ label: t('menu.decideAgain'), onPress: () => navigate(incidentPaths.decide(incident.id)) }} weight="plain" />}
      <ActionButton action={{ label: t('close.do'), needs: 'incident.write', onPress: () => setOpen('close') }} weight="plain" />
      <RecordHistoryLink kind="incident" id={incident.id} />
      {open === 'rename' ? <RenameDialog incident={incident} onClose={() => setOpen(null)} /> : null}
      {open === 'close' ? <CloseDialog view={view} onClose={() => setOpen(null)} /> : null}
    </Box>
  )
}

import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '../../shared/contract/error.ts'
import { clockText } from '../../shared/clock/time-text.ts'
import { localTime } from '../../shared/clock/local-time.ts'
import { useApi, useQuery } from '../api/hooks.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import type { StatusFact } from './frame/StatusFooter.tsx'
import type { AppParts, StoreStatus } from './parts.ts'
import { useRecordPreferences } from './preferences/use-record-preferences.ts'
import { Shell } from './Shell.tsx'

/** Leads to the door or into the frame, as the state of the record says. */
export function Entry({ parts }: { readonly parts: AppParts }): ReactElement | null {
  const { t } = useTranslation('frame')
  const { value: status, error, refresh } = useQuery('store.status', {})
  if (error !== null) {
    return (
      <Trouble>
        <ErrorNotice error={error} actions={[{ label: t('trouble.retry'), onPress: refresh }]} />
      </Trouble>
    )
  }
  // Nothing for the first moment: the core answers in milliseconds, and a flash is worse than none.
  if (status === undefined) return null
  const trouble = troubleOf(status.state)
  if (trouble !== null) {
    return (
      <Trouble>
        <ErrorNotice error={{ code: trouble }} actions={[{ label: t('trouble.retry'), onPress: refresh }]} />
      </Trouble>
    )
  }
  const Door = parts.door
  return status.state === 'open' && status.who.kind !== 'nobody' ? <Inside parts={parts} status={status} /> : <Door status={status} />
}

/** Why the record cannot be opened at all, as an error of the closed list; null where the door can go on. */
export function troubleOf(state: StoreStatus['state']): ErrorCode | null {
  switch (state) {
    case 'missing':
    case 'closed':
    case 'open':
    // The door offers the recovery sheet for these two.
    case 'keyring-missing':
    case 'keyring-damaged':
    // The door offers backups.
    case 'damaged':
      return null
    case 'in-use':
      return 'store-locked'
    case 'newer':
      return 'store-newer'
    case 'read-only':
      return 'store-read-only'
  }
}

function Inside({ parts, status }: { readonly parts: AppParts; readonly status: StoreStatus }): ReactElement {
  const { t } = useTranslation('frame')
  useRecordPreferences(true)
  const saved = useSavedFact()
  const facts = parts.useStatusFacts()
  const actions = parts.usePersonActions()
  return (
    <Shell
      screens={parts.screens}
      deadlineBar={parts.deadlineBar}
      person={status.who.name ?? t('person.nobody')}
      personActions={actions}
      status={[saved, ...facts]}
      marking={status.kind === 'demo' ? t('marking.demo') : undefined}
    />
  )
}

/** "saved 03:12": when the core last confirmed a change of this window, in the zone of this PC. */
function useSavedFact(): StatusFact {
  const { t } = useTranslation('frame')
  const api = useApi()
  const [at, setAt] = useState<number | null>(null)
  useEffect(() => api.onSaved(() => setAt(Date.now())), [api])
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return { id: 'saved', text: at === null ? t('status.notSavedYet') : t('status.saved', { time: clockText(localTime(at, zone)) }) }
}

function Trouble({ children }: { readonly children: ReactElement }): ReactElement {
  const { t } = useTranslation('frame')
  return (
    <Box component="main" sx={{ padding: 4, maxWidth: '46rem' }}>
      <Typography variant="h1" sx={{ marginBottom: 2 }}>
        {t('trouble.title')}
      </Typography>
      {children}
    </Box>
  )
}

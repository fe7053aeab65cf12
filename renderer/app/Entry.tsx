import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Suspense, useEffect } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '../../shared/contract/error.ts'
import { useQuery } from '../api/hooks.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import type { AppParts, StoreStatus } from './parts.ts'
import { loadWhenIdle } from './when-idle.ts'

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
  return <Suspense fallback={null}>{partOf(parts, status)}</Suspense>
}

/** Which part of the window stands there: the door, a locked screen, or the record. */
function partOf(parts: AppParts, status: StoreStatus): ReactElement {
  if (status.state !== 'open') return <DoorFirst parts={parts} status={status} />
  if (status.who.kind !== 'person') return <parts.locked status={status} />
  return status.who.mustChange ? <parts.given status={status} /> : <parts.inside status={status} />
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

/** The door; while it is answered, what lies behind it is read, so that opening shows it at once. */
function DoorFirst({ parts, status }: { readonly parts: AppParts; readonly status: StoreStatus }): ReactElement {
  useEffect(() => loadWhenIdle([parts.prepareInside]), [parts])
  return <parts.door status={status} />
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

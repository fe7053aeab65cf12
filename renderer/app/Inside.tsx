import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { clockText } from '../../shared/clock/time-text.ts'
import { localTime } from '../../shared/clock/local-time.ts'
import { useApi } from '../api/hooks.ts'
import { PermittedProvider } from '../ui/permitted.ts'
import type { StatusFact } from './frame/StatusFooter.tsx'
import { addInsideTexts } from './i18n/inside-texts.ts'
import type { InsideParts, StoreStatus } from './parts.ts'
import { useRecordPreferences } from './preferences/use-record-preferences.ts'
import { Shell } from './Shell.tsx'

/** The frame with everything in it, for somebody who is signed in. */
export function Inside({ parts, status }: { readonly parts: InsideParts; readonly status: StoreStatus }): ReactElement {
  const { t, i18n } = useTranslation('frame')
  // Before anything below is drawn: a text that comes later would be seen as its key.
  useState(() => addInsideTexts(i18n))
  useRecordPreferences(true)
  const saved = useSavedFact()
  const facts = parts.useStatusFacts()
  const actions = parts.usePersonActions()
  return (
    <PermittedProvider value={status.who.permissions}>
      <Shell
        screens={parts.screens}
        deadlineBar={parts.deadlineBar}
        person={status.who.name ?? t('person.nobody')}
        personActions={actions}
        status={[saved, ...facts]}
        banner={parts.banner}
        marking={status.kind === 'demo' ? t('marking.demo') : undefined}
      />
      <parts.beside />
    </PermittedProvider>
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

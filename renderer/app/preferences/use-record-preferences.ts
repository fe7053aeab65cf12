import { useEffect } from 'react'
import { useApi } from '../../api/hooks.ts'
import { usePreferences } from './preferences.ts'

/** Keeps preferences in the record, per person, while it is open. */
export function useRecordPreferences(open: boolean): void {
  const api = useApi()
  const adopt = usePreferences((state) => state.adopt)
  const release = usePreferences((state) => state.release)
  useEffect(() => {
    if (!open) return
    let stopped = false
    void api.call('preferences.get', {}).then((outcome) => {
      if (stopped || !outcome.ok) return
      adopt(outcome.value, {
        save: (preferences) => {
          void api.call('preferences.save', { ...preferences, dismissed: [...preferences.dismissed] })
        },
      })
    })
    return () => {
      stopped = true
      release()
    }
  }, [api, open, adopt, release])
}

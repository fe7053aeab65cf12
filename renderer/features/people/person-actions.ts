import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useCommand, useQuery } from '../../api/hooks.ts'
import type { Action } from '../../ui/ActionButton.tsx'
import { forgetWork } from './forget-work.ts'
import { usePersonDialog } from './person-dialog.ts'
import type {} from './texts.ts'

/** What the person menu offers: changing the person, the own PIN and passphrase, and closing the record. */
export function usePersonActions(): readonly Action[] {
  const { t } = useTranslation('people')
  const [, navigate] = useLocation()
  const { value: status } = useQuery('store.status', {})
  const lock = useCommand('people.lock')
  const close = useCommand('store.close')
  const show = usePersonDialog((state) => state.show)
  const byPin = status?.who.by === 'pin'
  return [
    { label: t('menu.lock'), busy: lock.busy, onPress: () => void lock.run({}) },
    byPin ? { label: t('menu.confirm'), onPress: () => show('confirm') } : { label: t('menu.pin'), onPress: () => show('pin') },
    { label: t('menu.passphrase'), onPress: () => show('passphrase') },
    {
      label: t('menu.close'),
      busy: close.busy,
      onPress: () =>
        void close.run({}).then((outcome) => {
          if (!outcome.ok) return
          forgetWork()
          navigate('/')
        }),
    },
  ]
}

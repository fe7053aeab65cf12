import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useCommand } from '../../api/hooks.ts'
import type { Action } from '../../ui/ActionButton.tsx'
import { useRecoveryKey } from '../door/recovery-key.ts'
import { forgetTyped } from '../editing/kept-form.ts'
import { useRecordCheck } from './record-check.ts'
import type {} from './texts.ts'

/** What the person menu offers: closing the record. Nothing of it stays in this window. */
export function usePersonActions(): readonly Action[] {
  const { t } = useTranslation('overview')
  const [, navigate] = useLocation()
  const close = useCommand('store.close')
  const forgetCheck = useRecordCheck((state) => state.forget)
  const forgetKey = useRecoveryKey((state) => state.forget)
  return [
    {
      label: t('close'),
      busy: close.busy,
      onPress: () =>
        void close.run({}).then((outcome) => {
          if (!outcome.ok) return
          forgetCheck()
          forgetKey()
          forgetTyped()
          navigate('/')
        }),
    },
  ]
}

import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { pinSchema } from '../../../shared/person/pin.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { say } from '../../app/frame/frame-state.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import type {} from './texts.ts'

/** Sets the own PIN until the record is closed, or takes it away. Typed twice: nobody can read it back. */
export function PinDialog({ onClose }: { onClose(): void }): ReactElement {
  const { t } = useTranslation('people')
  const { value: status } = useQuery('store.status', {})
  const { value: present } = useQuery('people.present', {})
  const save = useCommand('people.setPin')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const has = present?.people.some(({ id }) => id === status?.who.person) ?? false
  const isPin = pinSchema.safeParse(pin).success
  const send = async (next: string | null): Promise<void> => {
    setTried(true)
    if (next !== null && (!isPin || pin !== again)) return
    if (!(await save.run({ pin: next })).ok) return
    say(t(next === null ? 'pin.removed' : 'pin.set'))
    onClose()
  }
  return (
    <FormDialog
      title={t('pin.title')}
      lead={t('pin.lead')}
      forward={{ label: t('pin.forward'), busy: save.busy, onPress: () => void send(pin) }}
      others={has ? [{ label: t('pin.remove'), onPress: () => void send(null) }] : []}
      onCancel={onClose}
      error={save.error}
    >
      <TextInput label={t('pin.pin')} value={pin} onChange={setPin} kind="password" autoComplete="one-time-code" maxLength={6} characters={10} autoFocus error={tried && !isPin ? t('pin.sixDigits') : undefined} />
      <TextInput label={t('pin.again')} value={again} onChange={setAgain} kind="password" autoComplete="one-time-code" maxLength={6} characters={10} error={tried && isPin && pin !== again ? t('pin.differs') : undefined} />
    </FormDialog>
  )
}

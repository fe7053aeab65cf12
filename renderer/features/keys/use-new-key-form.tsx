import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../api/procedures.ts'
import { useQuery } from '../../api/hooks.ts'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { SecondPersonFields, type SecondEntry } from '../approval/index.ts'
import { OwnPassphrase } from './OwnPassphrase.tsx'
import type {} from './texts.ts'

/** What is entered to make a new key: why, the own passphrase, and a second person where the rule wants two and somebody could be the second. */
export interface NewKeyForm {
  readonly fields: ReactElement
  /** What is sent; `null` while something is missing, which the fields then say. */
  complete(): Input<'keys.replaceEntity'> | null
  /** After a refusal: the second person types the passphrase anew. */
  refused(): void
}

/** @param help says what a good reason is. */
export function useNewKeyForm(help: string): NewKeyForm {
  const { t } = useTranslation('keys')
  const { value } = useQuery('keys.list', {})
  const [reason, setReason] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [second, setSecond] = useState<SecondEntry>({ person: null, passphrase: '' })
  const [tried, setTried] = useState(false)
  const asked = value?.second.needed === true
  return {
    fields: (
      <>
        <TextInput label={t('reason')} help={help} value={reason} onChange={setReason} lines={2} maxLength={600} error={tried && reason.trim() === '' ? t('reasonMissing') : undefined} />
        <OwnPassphrase value={passphrase} onChange={setPassphrase} tried={tried} />
        {asked ? <SecondPersonFields entry={second} onChange={setSecond} seconds={value.second.possible} problem={tried ? t('secondMissing') : undefined} /> : null}
      </>
    ),
    complete() {
      setTried(true)
      if (value === undefined || reason.trim() === '' || passphrase === '') return null
      if (!asked) return { reason, passphrase, second: null }
      return second.person === null || second.passphrase === '' ? null : { reason, passphrase, second: { person: second.person, passphrase: second.passphrase } }
    },
    refused: () => setSecond((before) => ({ ...before, passphrase: '' })),
  }
}

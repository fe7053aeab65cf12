import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/hooks.ts'
import { say } from '../../app/frame/frame-state.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { NewPassphrase, useLengthProblem } from './PassphraseFields.tsx'
import type {} from './texts.ts'

/** Changes the own passphrase. */
export function PassphraseDialog({ onClose }: { onClose(): void }): ReactElement {
  const { t } = useTranslation('people')
  const change = useCommand('people.changePassphrase')
  const problemOf = useLengthProblem()
  const [passphrase, setPassphrase] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const send = async (): Promise<void> => {
    setTried(true)
    if (passphrase === '' || problemOf(next) !== undefined) return
    if (!(await change.run({ passphrase, next })).ok) return
    say(t('passphrase.changed'))
    onClose()
  }
  return (
    <FormDialog title={t('passphrase.title')} lead={t('passphrase.lead')} forward={{ label: t('passphrase.forward'), busy: change.busy, onPress: () => void send() }} onCancel={onClose} error={change.error}>
      <TextInput label={t('passphrase.now')} value={passphrase} onChange={setPassphrase} kind="password" autoComplete="current-password" maxLength={256} autoFocus error={tried && passphrase === '' ? t('required') : undefined} />
      <NewPassphrase label={t('passphrase.next')} value={next} onChange={setNext} tried={tried} />
    </FormDialog>
  )
}

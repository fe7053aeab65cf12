import Box from '@mui/material/Box'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/hooks.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import { FirstPassphraseNotice } from './FirstPassphraseNotice.tsx'
import { NewPassphrase, useLengthProblem } from './PassphraseFields.tsx'
import type {} from './texts.ts'

/** A new passphrase for somebody who lost it: typed here by the person, or made and handed over. */
export function ResetPassphrase({ person }: { readonly person: string }): ReactElement {
  const { t } = useTranslation('people')
  const reset = useCommand('accounts.resetPassphrase')
  const problemOf = useLengthProblem()
  const [open, setOpen] = useState(false)
  const [way, setWay] = useState<'here' | 'given'>('here')
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const close = (): void => {
    setOpen(false)
    setPassphrase('')
    setTried(false)
    reset.clear()
  }
  const send = async (): Promise<void> => {
    setTried(true)
    if (way === 'here' && problemOf(passphrase) !== undefined) return
    const outcome = await reset.run({ id: person, passphrase: way === 'here' ? passphrase : null })
    if (!outcome.ok) return
    setMade(outcome.value.firstPassphrase)
    close()
  }
  return (
    <Box sx={{ marginTop: 2, display: 'flex', flexDirection: 'column', gap: 2 }}>
      {made === null ? null : <FirstPassphraseNotice passphrase={made} />}
      <Box>
        <ActionButton action={{ label: t('reset.open'), onPress: () => setOpen(true) }} />
      </Box>
      {open ? (
        <ConfirmDialog open title={t('reset.title')} consequences={[t('reset.old'), t('reset.key')]} confirm={{ label: t('reset.forward'), busy: reset.busy, onPress: () => void send() }} onCancel={close} error={reset.error}>
          <RadioInput
            label={t('account.way')}
            value={way}
            onChange={setWay}
            choices={[
              { value: 'here', label: t('account.wayHere') },
              { value: 'given', label: t('account.wayGiven') },
            ]}
          />
          {way === 'here' ? <NewPassphrase label={t('account.passphrase')} value={passphrase} onChange={setPassphrase} tried={tried} /> : null}
        </ConfirmDialog>
      ) : null}
    </Box>
  )
}

import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { pinSchema } from '../../../shared/person/pin.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FormStep } from '../../ui/form/FormStep.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { ShowPassphrase } from '../door/ShowPassphrase.tsx'
import { forgetWork } from './forget-work.ts'
import { noteSatDown } from './sat-down.ts'
import type {} from './texts.ts'

/**
 * Who takes over: a person of the list or a name or badge number, then PIN or passphrase in one field. Six digits are a PIN: no passphrase
 * is that short.
 */
export function UnlockForm({ last }: { /** Name of who sat here before. */ readonly last: string | null }): ReactElement {
  const { t } = useTranslation('people')
  const [, navigate] = useLocation()
  const { value: present } = useQuery('people.present', {}, { every: 30_000 })
  const signIn = useCommand('people.signIn')
  const change = useCommand('people.switch')
  const close = useCommand('store.close')
  const [who, setWho] = useState(last ?? '')
  const [chosen, setChosen] = useState<string | null>(null)
  const [secret, setSecret] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const secretField = useRef<HTMLInputElement>(null)
  const people = present?.people ?? []
  const busy = signIn.busy || change.busy
  const error = change.error ?? signIn.error

  async function send(): Promise<void> {
    setTried(true)
    if (busy || who.trim() === '' || secret === '') return
    signIn.clear()
    change.clear()
    const isPin = pinSchema.safeParse(secret).success
    const outcome = isPin ? await change.run({ who: chosen ?? who, pin: secret }) : await signIn.run({ who: chosen ?? who, passphrase: secret })
    setSecret('')
    if (!outcome.ok) secretField.current?.focus()
    else if (noteSatDown(outcome.value.who.person)) {
      forgetWork()
      navigate('/')
    }
  }

  async function closeRecord(): Promise<void> {
    if (!(await close.run({})).ok) return
    forgetWork()
    navigate('/')
  }

  return (
    <FormStep
      title={t('locked.unlock')}
      titleHidden
      lead={t(people.length > 0 ? 'locked.leadList' : 'locked.lead')}
      forward={{ label: t('locked.forward'), onPress: () => void send(), busy }}
      back={{ label: t('locked.close'), onPress: () => void closeRecord() }}
    >
      {people.length === 0 ? null : (
        <Box role="group" aria-label={t('locked.people')} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {people.map((person) => {
            const on = chosen === person.id || (chosen === null && who === person.name)
            return (
              <ToggleButton
                key={person.id}
                value={person.id}
                selected={on}
                onChange={() => {
                  setChosen(person.id)
                  setWho(person.name)
                  secretField.current?.focus()
                }}
                sx={(theme) => ({ minHeight: theme.sizes.target, textTransform: 'none', textAlign: 'left', justifyContent: 'flex-start' })}
              >
                <span>
                  <Box component="span" sx={{ display: 'block', fontWeight: 700 }}>
                    {person.name}
                  </Box>
                  {person.function === '' ? null : (
                    <Typography component="span" variant="body2" sx={(theme) => ({ display: 'block', color: on ? 'inherit' : theme.colours.quietText })}>
                      {person.function}
                    </Typography>
                  )}
                </span>
              </ToggleButton>
            )
          })}
        </Box>
      )}
      <TextInput
        label={t('locked.who')}
        value={who}
        onChange={(text) => {
          setWho(text)
          setChosen(null)
        }}
        autoComplete="username"
        maxLength={120}
        autoFocus={last === null}
        error={tried && who.trim() === '' ? t('required') : undefined}
      />
      <TextInput
        ref={secretField}
        label={t('locked.secret')}
        value={secret}
        onChange={setSecret}
        kind={shown ? 'text' : 'password'}
        autoComplete="current-password"
        maxLength={256}
        autoFocus={last !== null}
        help={
          <>
            {t('locked.secretHelp')}
            <ShowPassphrase shown={shown} onChange={setShown} />
          </>
        }
        error={tried && secret === '' && error === null ? t('required') : undefined}
      />
      {error === null ? null : <ErrorNotice error={error} />}
    </FormStep>
  )
}

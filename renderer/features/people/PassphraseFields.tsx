import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { minimumPassphraseLength } from '../../../shared/person/passphrase.ts'
import { passphraseProblem } from '../door/passphrase.ts'
import { ShowPassphrase } from '../door/ShowPassphrase.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import type {} from './texts.ts'

/** Why a new passphrase would be refused for its length, as a sentence. */
export function useLengthProblem(): (passphrase: string) => string | undefined {
  const { t } = useTranslation('people')
  return (passphrase) => {
    const problem = passphraseProblem(passphrase)
    if (problem === null) return undefined
    return problem.kind === 'missing' ? t('required') : t('passphrase.short', { count: problem.count, minimum: minimumPassphraseLength })
  }
}

/** A new passphrase, typed once: it can be read while typing. */
export function NewPassphrase({ label, value, onChange, tried, autoFocus = false }: { readonly label: string; readonly value: string; onChange(value: string): void; readonly tried: boolean; readonly autoFocus?: boolean }): ReactElement {
  const { t } = useTranslation('people')
  const [shown, setShown] = useState(false)
  const problemOf = useLengthProblem()
  return (
    <TextInput
      label={label}
      value={value}
      onChange={onChange}
      kind={shown ? 'text' : 'password'}
      autoComplete="new-password"
      maxLength={256}
      autoFocus={autoFocus}
      help={
        <>
          {t('passphrase.help', { minimum: minimumPassphraseLength })}
          <ShowPassphrase shown={shown} onChange={setShown} />
        </>
      }
      error={tried ? problemOf(value) : undefined}
    />
  )
}

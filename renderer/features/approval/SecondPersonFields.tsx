import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { useAuthorName } from '../incident/incident-words.ts'
import type {} from './approval-words.ts'

/** What a second person enters at this screen. */
export interface SecondEntry {
  readonly person: string | null
  readonly passphrase: string
}

/** Who the second person is, and the passphrase. Nobody is signed in by it. */
export function SecondPersonFields({ entry, onChange, seconds, problem }: { readonly entry: SecondEntry; onChange(entry: SecondEntry): void; /** Ids of the people who may. */ readonly seconds: readonly string[]; readonly problem: string | undefined }): ReactElement {
  const { t } = useTranslation('approval')
  const nameOf = useAuthorName()
  return (
    <>
      <ChoiceInput
        label={t('second.person')}
        value={entry.person}
        onChange={(person) => onChange({ ...entry, person })}
        choices={seconds.map((id) => ({ value: id, label: nameOf(id) }))}
        placeholder={t('second.choose')}
        error={entry.person === null ? problem : undefined}
      />
      <TextInput
        label={t('second.passphrase')}
        help={t('second.help')}
        kind="password"
        autoComplete="off"
        value={entry.passphrase}
        onChange={(passphrase) => onChange({ ...entry, passphrase })}
        error={entry.passphrase === '' ? problem : undefined}
      />
    </>
  )
}

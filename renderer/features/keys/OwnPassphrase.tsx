import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { TextInput } from '../../ui/form/TextInput.tsx'
import type {} from './texts.ts'

/** The own passphrase, asked again before an act with a key. It lives in this field only. */
export function OwnPassphrase({ value, onChange, tried }: { readonly value: string; onChange(value: string): void; readonly tried: boolean }): ReactElement {
  const { t } = useTranslation('keys')
  return <TextInput label={t('passphrase')} value={value} onChange={onChange} kind="password" autoComplete="current-password" maxLength={256} error={tried && value === '' ? t('passphraseMissing') : undefined} />
}

import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../api/procedures.ts'
import { useQuery } from '../../api/hooks.ts'
import { SecondPersonFields, type SecondEntry } from '../approval/index.ts'
import type {} from './texts.ts'

/** The second person of an act with a key, as it is entered. */
export interface SecondForKey {
  /** What is sent; `undefined` while something is missing. */
  readonly sent: Input<'keys.replaceEntity'>['second'] | undefined
  /** The fields; `null` where nobody is asked for. */
  readonly fields: ReactElement | null
  /** After a refusal: a passphrase is typed anew. */
  forget(): void
}

/** Asks for a second person where the rule wants two and somebody could be the second. @param tried whether sending was tried. */
export function useSecondForKey(tried: boolean): SecondForKey {
  const { t } = useTranslation('keys')
  const { value } = useQuery('keys.list', {})
  const [entry, setEntry] = useState<SecondEntry>({ person: null, passphrase: '' })
  if (value === undefined) return { sent: undefined, fields: null, forget: () => undefined }
  const { needed, possible } = value.second
  if (!needed) return { sent: null, fields: null, forget: () => undefined }
  const { person, passphrase } = entry
  return {
    sent: person === null || passphrase === '' ? undefined : { person, passphrase },
    fields: <SecondPersonFields entry={entry} onChange={setEntry} seconds={possible} problem={tried ? t('secondMissing') : undefined} />,
    forget: () => setEntry((before) => ({ ...before, passphrase: '' })),
  }
}

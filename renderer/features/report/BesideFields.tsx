import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../api/procedures.ts'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { SecondPersonFields, type SecondEntry } from '../approval/index.ts'
import type {} from '../approval/approval-words.ts'

/** Who stands beside the one who releases a final report, or why nobody does. */
export interface BesideEntry {
  readonly how: 'second' | 'alone' | null
  readonly second: SecondEntry
  readonly why: string
}

/** Nothing said yet. */
export const nobodyBeside: BesideEntry = { how: null, second: { person: null, passphrase: '' }, why: '' }

/** Whether enough is said to release. */
export function isComplete({ how, second, why }: BesideEntry): boolean {
  return how === 'second' ? second.person !== null && second.passphrase !== '' : how === 'alone' && why.trim() !== ''
}

/** What goes to the core. */
export function besideInput({ how, second, why }: BesideEntry): Pick<Input<'reports.release'>, 'second' | 'alone'> {
  return how === 'second' && second.person !== null ? { second: { person: second.person, passphrase: second.passphrase } } : { alone: why.trim() }
}

/** Asks who signs beside, or why nobody does: a final report is never held up by somebody who is not there. */
export function BesideFields({ entry, onChange, possible, asked }: { readonly entry: BesideEntry; onChange(entry: BesideEntry): void; readonly possible: readonly string[]; readonly asked: boolean }): ReactElement {
  const { t } = useTranslation('approval')
  const missing = asked ? t('final.missing') : undefined
  return (
    <>
      <RadioInput
        label={t('final.how')}
        value={entry.how}
        onChange={(how) => onChange({ ...entry, how })}
        choices={[
          { value: 'second', label: t('final.second') },
          { value: 'alone', label: t('final.alone'), explanation: t('final.aloneExplained') },
        ]}
        error={entry.how === null ? missing : undefined}
      />
      {entry.how === 'second' ? <SecondPersonFields entry={entry.second} onChange={(second) => onChange({ ...entry, second })} seconds={possible} problem={missing} /> : null}
      {entry.how === 'alone' ? <TextInput label={t('final.why')} value={entry.why} onChange={(why) => onChange({ ...entry, why })} lines={2} maxLength={600} error={entry.why.trim() === '' ? missing : undefined} /> : null}
    </>
  )
}

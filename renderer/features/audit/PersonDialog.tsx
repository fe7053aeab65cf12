import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditPage } from '../../../shared/audit/entry.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SecondPersonFields, type SecondEntry } from '../approval/index.ts'
import type { Period } from './period.ts'
import type {} from './texts.ts'
import { usePeople } from './use-people.ts'

/** A look at one person that was allowed and written down. */
export interface PersonLook {
  readonly view: string
  readonly person: string
  readonly reason: string
  readonly page: AuditPage
}

/** Fewest characters of a reason. */
const fewestCharacters = 10

/** Asks for the look at one person: reason, and the passphrase of a second person. */
export function PersonDialog({ period, limit, onClose, onAllowed }: { readonly period: Period; readonly limit: number; onClose(): void; onAllowed(look: PersonLook): void }): ReactElement {
  const { t } = useTranslation('audit')
  const { people, nameOf } = usePeople()
  const { value: seconds } = useQuery('audit.seconds', {})
  const ask = useCommand('audit.person')
  const [person, setPerson] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [second, setSecond] = useState<SecondEntry>({ person: null, passphrase: '' })
  const [asked, setAsked] = useState(false)
  const alone = seconds !== undefined && seconds.people.length === 0
  const complete = person !== null && reason.trim().length >= fewestCharacters && second.person !== null && second.passphrase !== ''
  const submit = async (): Promise<void> => {
    if (person === null || second.person === null || !complete || alone) return setAsked(true)
    const outcome = await ask.run({ person, from: period.from, to: period.to, reason: reason.trim(), second: { person: second.person, passphrase: second.passphrase }, limit })
    setSecond((entry) => ({ ...entry, passphrase: '' }))
    if (outcome.ok) onAllowed({ view: outcome.value.view, page: outcome.value.page, person, reason: reason.trim() })
  }
  return (
    <FormDialog
      title={t('personDialog.title')}
      lead={t('personDialog.lead')}
      forward={{ label: t('personDialog.show'), busy: ask.busy, onPress: () => void submit(), ...(alone ? { blockedBecause: t('personDialog.alone') } : {}) }}
      onCancel={onClose}
      error={ask.error}
    >
      {alone ? (
        <Notice title={t('personDialog.alone')} />
      ) : (
        <>
          <ChoiceInput label={t('personDialog.person')} value={person} onChange={setPerson} choices={people.map(({ id }) => ({ value: id, label: nameOf(id) }))} placeholder={t('personDialog.choose')} error={asked && person === null ? t('personDialog.missing') : undefined} />
          <TextInput label={t('personDialog.reason')} help={t('personDialog.reasonHelp')} value={reason} onChange={setReason} lines={2} maxLength={600} error={asked && reason.trim().length < fewestCharacters ? t('personDialog.missing') : undefined} />
          <SecondPersonFields entry={second} onChange={setSecond} seconds={seconds?.people ?? []} problem={asked ? t('personDialog.missing') : undefined} />
        </>
      )}
    </FormDialog>
  )
}

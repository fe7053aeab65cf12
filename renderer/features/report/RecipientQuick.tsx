import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { recipientKinds, type RecipientKind } from '../../../shared/entity/entity.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import { useCommand } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { FormStep } from '../../ui/form/FormStep.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { inSentence, useReportWords } from './report-words.ts'
import { recipientLabel } from './recipient-label.ts'

/** Law under which a kind of recipient is told; an agreement where no law asks for it. */
const regimes: Readonly<Record<RecipientKind, string>> = { authority: 'nis2', csirt: 'nis2', customer: 'agreement', insurer: 'agreement', it: 'agreement', auditor: 'agreement' }

/** Whom a report goes to, with no more than a name and a kind; telephone and portal can follow in the settings. */
export function RecipientQuick({
  first,
  stage,
  taken,
  onSaved,
  onCancel,
}: {
  /** Nobody is there yet, so this stands in the way of the release. */
  readonly first: boolean
  readonly stage: Stage
  /** Labels in use. */
  readonly taken: readonly string[]
  onSaved?(id: string): void
  onCancel?(): void
}): ReactElement {
  const { t } = useTranslation('report-form')
  const { words, language } = useReportWords()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<RecipientKind>('authority')
  const [asked, setAsked] = useState(false)
  const save = useCommand('recipients.save')
  const submit = async (): Promise<void> => {
    if (name.trim() === '') return setAsked(true)
    const outcome = await save.run({
      id: null,
      kind,
      name: name.trim(),
      label: recipientLabel(name, taken),
      regime: regimes[kind],
      phone: '',
      email: '',
      portal: '',
      note: '',
    })
    if (outcome.ok) onSaved?.(outcome.value.id)
  }
  return (
    <FormStep
      title={first ? t('recipient.firstTitle', { stage: inSentence(words.stages[stage], language) }) : t('recipient.addTitle')}
      lead={t('recipient.lead')}
      forward={{ label: t('recipient.add'), busy: save.busy, onPress: () => void submit() }}
      back={onCancel === undefined ? undefined : { label: t('recipient.cancel'), onPress: onCancel }}
    >
      <TextInput
        label={t('recipient.name')}
        help={t('recipient.nameHelp')}
        value={name}
        onChange={setName}
        maxLength={160}
        autoFocus
        error={asked && name.trim() === '' ? t('recipient.nameMissing') : undefined}
      />
      <ChoiceInput<RecipientKind>
        label={t('recipient.kind')}
        value={kind}
        onChange={setKind}
        choices={recipientKinds.map((value) => ({ value, label: words.recipientKinds[value] }))}
        placeholder={words.values.open}
      />
      {save.error === null ? null : <ErrorNotice error={save.error} />}
    </FormStep>
  )
}

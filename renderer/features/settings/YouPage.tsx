import { useState } from 'react'
import type { ReactElement } from 'react'
import { Controller } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { lineSchema } from '../../../shared/contract/schema.ts'
import { useCommand } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { problemText } from '../../ui/form/problem-text.ts'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { EditForm } from '../editing/EditForm.tsx'
import { useKeptForm } from '../editing/kept-form.ts'
import { SettingsFrame } from './SettingsFrame.tsx'
import { useOwnPerson } from './use-own-person.ts'

/** The person at the keyboard: who the authority can ask. */
export function YouPage(): ReactElement {
  const person = useOwnPerson()
  return <SettingsFrame page="you">{person === null ? null : <YouForm key={person.id} person={person} />}</SettingsFrame>
}

const schema = z.object({ name: lineSchema(120, 1), function: lineSchema(120), phone: lineSchema(60), email: lineSchema(120) })
type Values = z.input<typeof schema>

function YouForm({ person }: { readonly person: ReplyTo<'people.list'>['people'][number] }): ReactElement {
  const { t } = useTranslation(['settings', 'editing'])
  const { t: tUi } = useTranslation('ui')
  const save = useCommand('people.saveSelf')
  const [saved, setSaved] = useState(false)
  const { form, returned, discard, confirmed } = useKeptForm<Values>('you', schema, {
    name: person.name ?? '',
    function: person.function,
    phone: person.phone ?? '',
    email: person.email ?? '',
  })
  const { control } = form
  const send = form.handleSubmit(async (values) => {
    setSaved(false)
    if (!(await save.run(values)).ok) return
    confirmed(values)
    setSaved(true)
  })
  return (
    <EditForm
      name={t('pages.you.title')}
      save={{ label: t('you.save'), busy: save.busy, onPress: () => void send() }}
      error={save.error}
      returned={returned}
      onDiscard={discard}
      saved={saved && !form.formState.isDirty ? t('editing:saved') : undefined}
    >
      <Controller control={control} name="name" render={({ field, fieldState }) => <TextInput {...field} label={t('you.name')} autoComplete="name" maxLength={120} error={problemText(tUi, fieldState.error)} />} />
      <Controller control={control} name="function" render={({ field, fieldState }) => <TextInput {...field} label={t('you.function')} help={t('you.functionHelp')} maxLength={120} error={problemText(tUi, fieldState.error)} />} />
      <Controller control={control} name="phone" render={({ field, fieldState }) => <TextInput {...field} kind="tel" label={t('you.phone')} help={t('you.phoneHelp')} maxLength={60} error={problemText(tUi, fieldState.error)} />} />
      <Controller control={control} name="email" render={({ field, fieldState }) => <TextInput {...field} kind="email" label={t('you.email')} maxLength={120} error={problemText(tUi, fieldState.error)} />} />
    </EditForm>
  )
}

import { useState } from 'react'
import type { ReactElement } from 'react'
import { Controller } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { countrySchema, lineSchema, textSchema } from '../../../shared/contract/schema.ts'
import { entityClasses, type Entity } from '../../../shared/entity/entity.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { problemText } from '../../ui/form/problem-text.ts'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { countryChoices, countryNotStated } from '../editing/countries.ts'
import { EditForm } from '../editing/EditForm.tsx'
import { useKeptForm } from '../editing/kept-form.ts'
import { useReportWords } from '../report/report-words.ts'
import { CountriesInput } from './CountriesInput.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'

/** The legal entity that reports. */
export function EntityPage(): ReactElement {
  const { t } = useTranslation('settings')
  const { value: entity, error, refresh } = useQuery('entity.get', {})
  return (
    <SettingsFrame page="entity">
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
      {entity === undefined ? null : <EntityForm entity={entity} />}
    </SettingsFrame>
  )
}

const schema = z.object({
  name: lineSchema(200),
  country: countrySchema,
  registrationNumber: lineSchema(80),
  address: textSchema(400),
  sector: lineSchema(120),
  class: z.enum(entityClasses),
  memberStates: z.array(countrySchema).max(30),
})
type Values = z.input<typeof schema>

function EntityForm({ entity }: { readonly entity: Entity }): ReactElement {
  const { t } = useTranslation(['settings', 'editing'])
  const { t: tUi } = useTranslation('ui')
  const { words, language } = useReportWords()
  const save = useCommand('entity.save')
  const [saved, setSaved] = useState(false)
  const { form, returned, discard, confirmed } = useKeptForm<Values>('entity', schema, {
    name: entity.name,
    country: entity.country,
    registrationNumber: entity.registrationNumber ?? '',
    address: entity.address,
    sector: entity.sector,
    class: entity.class,
    memberStates: [...entity.memberStates],
  })
  const { control } = form
  const send = form.handleSubmit(async (values) => {
    setSaved(false)
    const number = values.registrationNumber.trim()
    const outcome = await save.run({ ...values, registrationNumber: number === '' ? null : number, profile: entity.profile })
    if (!outcome.ok) return
    confirmed(values)
    setSaved(true)
  })
  return (
    <EditForm
      name={t('pages.entity.title')}
      save={{ label: t('entity.save'), needs: 'entity.write', busy: save.busy, onPress: () => void send() }}
      error={save.error}
      returned={returned}
      onDiscard={discard}
      saved={saved && !form.formState.isDirty ? t('editing:saved') : undefined}
    >
      <Controller control={control} name="name" render={({ field, fieldState }) => <TextInput {...field} label={t('entity.name')} help={t('entity.nameHelp')} maxLength={200} error={problemText(tUi, fieldState.error)} />} />
      <Controller
        control={control}
        name="country"
        render={({ field }) => (
          <ChoiceInput {...field} value={field.value === countryNotStated ? null : field.value} label={t('entity.country')} help={t('entity.countryHelp')} choices={countryChoices(language, field.value)} placeholder={t('notStated')} />
        )}
      />
      <Controller
        control={control}
        name="registrationNumber"
        render={({ field, fieldState }) => <TextInput {...field} label={t('entity.registrationNumber')} help={t('entity.registrationNumberHelp')} maxLength={80} error={problemText(tUi, fieldState.error)} />}
      />
      <Controller control={control} name="address" render={({ field, fieldState }) => <TextInput {...field} label={t('entity.address')} lines={2} maxLength={400} error={problemText(tUi, fieldState.error)} />} />
      <Controller control={control} name="sector" render={({ field, fieldState }) => <TextInput {...field} label={t('entity.sector')} help={t('entity.sectorHelp')} maxLength={120} error={problemText(tUi, fieldState.error)} />} />
      <Controller
        control={control}
        name="class"
        render={({ field }) => <RadioInput {...field} label={t('entity.class')} help={t('entity.classHelp')} choices={entityClasses.map((value) => ({ value, label: words.entityClasses[value] }))} />}
      />
      <Controller
        control={control}
        name="memberStates"
        render={({ field }) => <CountriesInput value={field.value} onChange={field.onChange} label={t('entity.memberStates')} help={t('entity.memberStatesHelp')} />}
      />
      <KeyValue facts={[{ label: t('entity.code'), value: entity.code }]} />
    </EditForm>
  )
}

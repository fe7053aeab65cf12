import { useState } from 'react'
import type { ReactElement } from 'react'
import { Controller } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { AccessSettings } from '../../../shared/person/access-settings.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { amountOf, amountTextSchema } from '../editing/amount.ts'
import { EditForm } from '../editing/EditForm.tsx'
import { useKeptForm } from '../editing/kept-form.ts'
import { SettingsFrame } from '../settings/SettingsFrame.tsx'
import type {} from './texts.ts'

/** When an unwatched screen locks, and what the control room may do in front of it. */
export function LockPage(): ReactElement {
  const { value } = useQuery('access.get', {})
  return <SettingsFrame page="lock">{value === undefined ? null : <LockForm settings={value} />}</SettingsFrame>
}

const longest = 60
const schema = z.object({ minutes: amountTextSchema(longest, true).refine((text) => Number(text) >= 1), writes: z.enum(['yes', 'no']) })
type Values = z.input<typeof schema>

function LockForm({ settings }: { readonly settings: AccessSettings }): ReactElement {
  const { t } = useTranslation(['people', 'editing'])
  const save = useCommand('access.save')
  const [saved, setSaved] = useState(false)
  const { form, returned, discard, confirmed } = useKeptForm<Values>('lock', schema, { minutes: String(settings.idleMinutes), writes: settings.controlRoomWrites ? 'yes' : 'no' })
  const { control } = form
  const send = form.handleSubmit(async (values) => {
    setSaved(false)
    if (!(await save.run({ idleMinutes: amountOf(values.minutes, longest) ?? settings.idleMinutes, controlRoomWrites: values.writes === 'yes' })).ok) return
    confirmed(values)
    setSaved(true)
  })
  return (
    <EditForm
      name={t('people:lock.name')}
      save={{ label: t('people:lock.save'), needs: 'settings.write', busy: save.busy, onPress: () => void send() }}
      error={save.error}
      returned={returned}
      onDiscard={discard}
      saved={saved && !form.formState.isDirty ? t('editing:saved') : undefined}
    >
      <Controller
        control={control}
        name="minutes"
        render={({ field, fieldState }) => (
          <TextInput {...field} kind="number" characters={6} unit={t('people:lock.unit')} label={t('people:lock.minutes')} help={t('people:lock.minutesHelp')} error={fieldState.error === undefined ? undefined : t('people:lock.minutesProblem')} />
        )}
      />
      <Controller
        control={control}
        name="writes"
        render={({ field }) => (
          <RadioInput
            {...field}
            label={t('people:lock.writes')}
            help={t('people:lock.writesHelp')}
            choices={[
              { value: 'yes', label: t('people:lock.writesYes') },
              { value: 'no', label: t('people:lock.writesNo') },
            ]}
          />
        )}
      />
    </EditForm>
  )
}

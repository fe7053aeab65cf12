import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { Controller } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { lineSchema, openAnswerSchema } from '../../../shared/contract/schema.ts'
import type { Service } from '../../../shared/service/service.ts'
import type { Site } from '../../../shared/site/site.ts'
import { useCommand } from '../../api/hooks.ts'
import { AnswerButtons } from '../../ui/form/AnswerButtons.tsx'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { problemText } from '../../ui/form/problem-text.ts'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { amountOf, amountText, amountTextSchema } from '../editing/amount.ts'
import { useKeptForm } from '../editing/kept-form.ts'
import { RecordPane } from '../editing/RecordPane.tsx'
import { useReportWords } from '../report/report-words.ts'
import { newRecord } from './paths.ts'

const most = { people: 1_000_000_000, volume: 1e12, hours: 8760, staff: 10_000 } as const
const schema = z.object({
  name: lineSchema(160, 1),
  site: z.string().min(1),
  people: amountTextSchema(most.people, true),
  volume: amountTextSchema(most.volume, false),
  volumeUnit: lineSchema(40),
  hours: amountTextSchema(most.hours, false),
  manualOperation: openAnswerSchema,
  staff: amountTextSchema(most.staff, true),
})
type Values = z.input<typeof schema>

/** The form of one service, beside the list. */
export function ServicePane({
  service,
  site,
  sites,
  onClose,
  onSaved,
}: {
  /** `null` for a new one. */
  readonly service: Service | null
  readonly site: string
  readonly sites: readonly Site[]
  onClose(): void
  onSaved(id: string): void
}): ReactElement {
  const { t } = useTranslation(['register', 'editing'])
  const { t: tUi } = useTranslation('ui')
  const { language } = useReportWords()
  const save = useCommand('services.save')
  const remove = useCommand('services.remove')
  const kept = useKeptForm<Values>(`service ${service?.id ?? newRecord}`, schema, {
    name: service?.name ?? '',
    site,
    people: amountText(service?.peopleSupplied ?? null, language),
    volume: amountText(service?.volume ?? null, language),
    volumeUnit: service?.volumeUnit ?? '',
    hours: amountText(service?.hoursUntilNoticed ?? null, language),
    manualOperation: service?.manualOperation ?? null,
    staff: amountText(service?.staffNeeded ?? null, language),
  })
  const { control } = kept.form
  const send = (values: Values) =>
    save.run({
      id: service?.id ?? null,
      site: values.site,
      name: values.name,
      peopleSupplied: amountOf(values.people, most.people),
      volume: amountOf(values.volume, most.volume),
      volumeUnit: values.volumeUnit,
      hoursUntilNoticed: amountOf(values.hours, most.hours),
      manualOperation: values.manualOperation,
      staffNeeded: amountOf(values.staff, most.staff),
    })
  const amount = (name: 'people' | 'hours' | 'staff' | 'volume', unit?: string): ReactElement => (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => (
        <TextInput {...field} kind="number" label={t(`service.${name}`)} help={t(`service.${name}Help`)} {...(unit === undefined ? {} : { unit })} error={fieldState.error === undefined ? undefined : t('service.amountProblem')} />
      )}
    />
  )
  return (
    <RecordPane
      name={service?.name ?? null}
      record={service === null ? undefined : { kind: 'service', id: service.id }}
      addTitle={t('service.addTitle')}
      form={kept}
      save={{ label: t('service.save'), needs: 'register.write', busy: save.busy, error: save.error, send }}
      removal={service === null ? undefined : { label: t('service.remove'), consequences: [t('service.removeList')], busy: remove.busy, error: remove.error, remove: (reason) => remove.run({ id: service.id, reason }) }}
      onClose={onClose}
      onSaved={onSaved}
    >
      <Controller
        control={control}
        name="name"
        render={({ field, fieldState }) => <TextInput {...field} label={t('service.name')} help={t('service.nameHelp')} maxLength={160} autoFocus={service === null} error={problemText(tUi, fieldState.error)} />}
      />
      {sites.length > 1 ? (
        <Controller
          control={control}
          name="site"
          render={({ field }) => <ChoiceInput {...field} label={t('editing:site')} choices={sites.map(({ id, name }) => ({ value: id, label: name }))} placeholder={t('choose')} />}
        />
      ) : null}
      {amount('people', t('service.peopleUnit'))}
      <Box sx={{ display: 'grid', gridTemplateColumns: '3fr 2fr', gap: 1.5, alignItems: 'start' }}>
        {amount('volume')}
        <Controller
          control={control}
          name="volumeUnit"
          render={({ field, fieldState }) => <TextInput {...field} label={t('service.volumeUnit')} help={t('service.volumeUnitHelp')} maxLength={40} error={problemText(tUi, fieldState.error)} />}
        />
      </Box>
      {amount('hours', t('service.hoursUnit'))}
      <Controller control={control} name="manualOperation" render={({ field }) => <AnswerButtons value={field.value} onChange={field.onChange} onBlur={field.onBlur} ref={field.ref} label={t('service.manual')} help={t('service.manualHelp')} />} />
      {amount('staff', t('service.staffUnit'))}
    </RecordPane>
  )
}

import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { Controller } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { lineSchema, textSchema } from '../../../shared/contract/schema.ts'
import { recipientKinds, type Recipient } from '../../../shared/entity/entity.ts'
import { useCommand } from '../../api/hooks.ts'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { problemText } from '../../ui/form/problem-text.ts'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { useKeptForm } from '../editing/kept-form.ts'
import { RecordPane } from '../editing/RecordPane.tsx'
import { recipientLabel } from '../report/recipient-label.ts'
import { useReportWords } from '../report/report-words.ts'
import { lawOf, laws } from './laws.ts'

const schema = z.object({
  kind: z.enum(recipientKinds),
  name: lineSchema(160, 1),
  label: z.string().regex(/^[a-z0-9]{2,16}$/),
  regime: z.string(),
  phone: lineSchema(60),
  email: lineSchema(120),
  portal: lineSchema(200),
  note: textSchema(600),
})
type Values = z.input<typeof schema>

/** The form of one reporting contact: who it is, then how to reach it. */
export function ContactPane({
  contact,
  taken,
  onClose,
  onSaved,
}: {
  /** `null` for a new one. */
  readonly contact: Recipient | null
  /** Words in file names that others have. */
  readonly taken: readonly string[]
  onClose(): void
  onSaved(id: string): void
}): ReactElement {
  const { t } = useTranslation(['settings', 'editing'])
  const { t: tUi } = useTranslation('ui')
  const { words } = useReportWords()
  const save = useCommand('recipients.save')
  const remove = useCommand('recipients.remove')
  const kept = useKeptForm<Values>(`contact ${contact?.id ?? 'new'}`, schema, {
    kind: contact?.kind ?? 'authority',
    name: contact?.name ?? '',
    label: contact?.label ?? '',
    regime: contact?.regime ?? 'nis2',
    phone: contact?.phone ?? '',
    email: contact?.email ?? '',
    portal: contact?.portal ?? '',
    note: contact?.note ?? '',
  })
  const { control, setValue, getValues, setError } = kept.form
  const send = (values: Values) => {
    if (!taken.includes(values.label)) return save.run({ ...values, id: contact?.id ?? null })
    setError('label', { type: 'taken' })
    return Promise.resolve(null)
  }
  /** The word in file names follows the name until somebody gives it one of its own; a contact that exists keeps its word. */
  const follow = (name: string): void => {
    const before = getValues('name')
    const own = getValues('label')
    if (contact === null && (own === '' || own === recipientLabel(before, taken))) setValue('label', name.trim() === '' ? '' : recipientLabel(name, taken), { shouldDirty: true })
  }
  return (
    <RecordPane
      name={contact?.name ?? null}
      record={contact === null ? undefined : { kind: 'recipient', id: contact.id }}
      addTitle={t('contact.addTitle')}
      form={kept}
      save={{ label: t('contact.save'), needs: 'report.write', busy: save.busy, error: save.error, send }}
      removal={
        contact === null
          ? undefined
          : { label: t('contact.remove'), consequences: [t('contact.removeList'), t('contact.removeReports')], busy: remove.busy, error: remove.error, remove: (reason) => remove.run({ id: contact.id, reason }) }
      }
      onClose={onClose}
      onSaved={onSaved}
    >
      <Controller
        control={control}
        name="name"
        render={({ field, fieldState }) => (
          <TextInput
            {...field}
            onChange={(name) => {
              follow(name)
              field.onChange(name)
            }}
            label={t('contact.name')}
            help={t('contact.nameHelp')}
            maxLength={160}
            autoFocus={contact === null}
            error={problemText(tUi, fieldState.error)}
          />
        )}
      />
      <Controller
        control={control}
        name="kind"
        render={({ field }) => (
          <ChoiceInput
            {...field}
            onChange={(kind) => {
              if (getValues('regime') === lawOf(getValues('kind'))) setValue('regime', lawOf(kind), { shouldDirty: true })
              field.onChange(kind)
            }}
            label={t('contact.kind')}
            help={t('contact.kindHelp')}
            choices={recipientKinds.map((value) => ({ value, label: words.recipientKinds[value] }))}
            placeholder={t('notStated')}
          />
        )}
      />
      <Controller
        control={control}
        name="regime"
        render={({ field }) => (
          <ChoiceInput
            {...field}
            label={t('contact.law')}
            choices={[...laws.map((value) => ({ value: value as string, label: t(`law.${value}`) })), ...((laws as readonly string[]).includes(field.value) ? [] : [{ value: field.value, label: field.value.toUpperCase() }])]}
            placeholder={t('notStated')}
          />
        )}
      />
      <Controller
        control={control}
        name="label"
        render={({ field, fieldState }) => (
          <TextInput
            {...field}
            label={t('contact.label')}
            help={t('contact.labelHelp')}
            maxLength={16}
            characters={16}
            error={fieldState.error === undefined ? undefined : fieldState.error.type === 'taken' ? t('contact.labelTaken') : t('contact.labelProblem')}
          />
        )}
      />
      <Typography variant="h3" sx={{ fontWeight: 700 }}>
        {t('contact.reach')}
      </Typography>
      <Controller control={control} name="phone" render={({ field, fieldState }) => <TextInput {...field} kind="tel" label={t('contact.phone')} help={t('contact.phoneHelp')} maxLength={60} error={problemText(tUi, fieldState.error)} />} />
      <Controller control={control} name="email" render={({ field, fieldState }) => <TextInput {...field} kind="email" label={t('contact.email')} maxLength={120} error={problemText(tUi, fieldState.error)} />} />
      <Controller control={control} name="portal" render={({ field, fieldState }) => <TextInput {...field} label={t('contact.portal')} help={t('contact.portalHelp')} maxLength={200} error={problemText(tUi, fieldState.error)} />} />
      <Controller control={control} name="note" render={({ field, fieldState }) => <TextInput {...field} label={t('contact.note')} help={t('contact.noteHelp')} lines={2} maxLength={600} error={problemText(tUi, fieldState.error)} />} />
    </RecordPane>
  )
}

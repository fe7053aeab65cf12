import type { ReactElement } from 'react'
import { Controller } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { timeSourceKinds, type TimeSource } from '../../../shared/clock/time-source.ts'
import { idSchema, instantSchema, lineSchema, textSchema, zoneSchema } from '../../../shared/contract/schema.ts'
import type { Site } from '../../../shared/site/site.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useCommand } from '../../api/hooks.ts'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { InstantField } from '../../ui/form/InstantField.tsx'
import { problemText } from '../../ui/form/problem-text.ts'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { TickInput } from '../../ui/form/TickInput.tsx'
import { useKeptForm } from '../editing/kept-form.ts'
import { RecordPane } from '../editing/RecordPane.tsx'
import { useOwnPerson } from './use-own-person.ts'
import { ZoneInput } from './ZoneInput.tsx'

const directions = ['right', 'ahead', 'behind'] as const
/** Ten years in seconds: nobody keeps a clock that is further off. */
const most = 315_360_000

const schema = z.object({
  site: idSchema,
  name: lineSchema(120, 1),
  kind: z.enum(timeSourceKinds),
  direction: z.enum(directions),
  seconds: z.string().refine((text) => text.trim() === '' || (/^\d{1,9}$/.test(text.trim()) && Number(text) <= most)),
  zone: zoneSchema,
  noSummerTime: z.array(z.literal('yes')),
  checkedAt: instantSchema.nullable(),
  checkedBy: lineSchema(120),
  note: textSchema(600),
})
type Values = z.input<typeof schema>

/** The form of one other clock: what it is, by how much it is off, and who compared it when. */
export function TimeSourcePane({
  source,
  sites,
  onClose,
  onSaved,
}: {
  /** `null` for a new one. */
  readonly source: TimeSource | null
  readonly sites: readonly Site[]
  onClose(): void
  onSaved(id: string): void
}): ReactElement {
  const { t } = useTranslation(['clock', 'editing'])
  const { t: tUi } = useTranslation('ui')
  const { clock } = useCoreClock()
  const own = useOwnPerson()
  const save = useCommand('timeSources.save')
  const remove = useCommand('timeSources.remove')
  const site = sites.find(({ id }) => id === source?.site) ?? sites[0]
  const ahead = source?.aheadSeconds ?? 0
  const kept = useKeptForm<Values>(`time source ${source?.id ?? 'new'}`, schema, {
    site: site?.id ?? '',
    name: source?.name ?? '',
    kind: source?.kind ?? 'scada',
    direction: ahead === 0 ? 'right' : ahead > 0 ? 'ahead' : 'behind',
    seconds: ahead === 0 ? '' : String(Math.abs(ahead)),
    zone: source?.zone ?? site?.zone ?? 'UTC',
    noSummerTime: source?.noSummerTime === true ? ['yes'] : [],
    checkedAt: source?.checkedAt ?? null,
    checkedBy: source?.checkedBy ?? own?.name ?? '',
    note: source?.note ?? '',
  })
  const { control, watch } = kept.form
  const direction = watch('direction')
  const zone = sites.find(({ id }) => id === watch('site'))?.zone ?? 'UTC'
  const send = ({ direction: way, seconds, noSummerTime, ...values }: Values) => {
    const size = way === 'right' || seconds.trim() === '' ? 0 : Number(seconds)
    return save.run({ ...values, id: source?.id ?? null, aheadSeconds: way === 'behind' ? -size : size, noSummerTime: noSummerTime.includes('yes') })
  }
  return (
    <RecordPane
      name={source?.name ?? null}
      addTitle={t('source.addTitle')}
      form={kept}
      save={{ label: t('source.save'), needs: 'register.write', busy: save.busy, error: save.error, send }}
      removal={
        source === null
          ? undefined
          : { label: t('source.remove'), consequences: [t('source.removeList'), t('source.removeEntries')], busy: remove.busy, error: remove.error, remove: (reason) => remove.run({ id: source.id, reason }) }
      }
      onClose={onClose}
      onSaved={onSaved}
    >
      <Controller control={control} name="name" render={({ field, fieldState }) => <TextInput {...field} label={t('source.name')} help={t('source.nameHelp')} maxLength={120} autoFocus={source === null} error={problemText(tUi, fieldState.error)} />} />
      <Controller
        control={control}
        name="kind"
        render={({ field }) => <ChoiceInput {...field} label={t('source.kind')} choices={timeSourceKinds.map((value) => ({ value, label: t(`source.kinds.${value}`) }))} placeholder={t('source.kinds.other')} />}
      />
      {sites.length < 2 ? null : (
        <Controller control={control} name="site" render={({ field }) => <ChoiceInput {...field} label={t('source.site')} choices={sites.map(({ id, name }) => ({ value: id, label: name }))} placeholder="" />} />
      )}
      <Controller
        control={control}
        name="direction"
        render={({ field }) => <ChoiceInput {...field} label={t('source.direction')} help={t('source.offHelp')} choices={directions.map((value) => ({ value, label: t(`source.directions.${value}`) }))} placeholder={t('source.directions.right')} />}
      />
      {direction === 'right' ? null : (
        <Controller
          control={control}
          name="seconds"
          render={({ field, fieldState }) => <TextInput {...field} kind="number" characters={10} unit={t('source.secondsUnit')} label={t('source.seconds')} error={fieldState.error === undefined ? undefined : t('source.secondsProblem')} />}
        />
      )}
      <Controller control={control} name="zone" render={({ field }) => <ZoneInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} label={t('source.zone')} />} />
      <Controller control={control} name="noSummerTime" render={({ field }) => <TickInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} label={t('source.summer')} choices={[{ value: 'yes', label: t('source.noSummerTime') }]} />} />
      <Controller
        control={control}
        name="checkedAt"
        render={({ field }) => <InstantField value={field.value} onChange={field.onChange} onBlur={field.onBlur} label={t('source.checkedAt')} help={t('source.checkedHelp')} zone={zone} now={() => clock.now()} />}
      />
      <Controller control={control} name="checkedBy" render={({ field, fieldState }) => <TextInput {...field} label={t('source.checkedBy')} maxLength={120} error={problemText(tUi, fieldState.error)} />} />
      <Controller control={control} name="note" render={({ field, fieldState }) => <TextInput {...field} label={t('source.note')} lines={2} maxLength={600} error={problemText(tUi, fieldState.error)} />} />
    </RecordPane>
  )
}

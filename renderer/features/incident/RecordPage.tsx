import Typography from '@mui/material/Typography'
import { zodResolver } from '@hookform/resolvers/zod'
import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { z } from 'zod'
import { idSchema, instantSchema, lineSchema } from '../../../shared/contract/schema.ts'
import { notificationKinds } from '../../../shared/incident/incident.ts'
import type { Site } from '../../../shared/site/site.ts'
import { useCoreClock, type CoreClock } from '../../api/core-clock.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { FormStep } from '../../ui/form/FormStep.tsx'
import { InstantField } from '../../ui/form/InstantField.tsx'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { problemText } from '../../ui/form/problem-text.ts'
import { Page } from '../../ui/Page.tsx'
import { useReportWords } from '../report/index.ts'
import { isHalfTyped } from './half-typed.ts'
import type {} from './incident-words.ts'
import { incidentPaths } from './paths.ts'

const recordSchema = z.object({
  site: idSchema,
  title: lineSchema(200, 1),
  notificationKind: z.enum(notificationKinds),
  detectedAt: instantSchema.nullable(),
  knownAt: instantSchema.nullable(),
})
type RecordValues = z.output<typeof recordSchema>

/** "I have an incident right now": what, where, when it was noticed, when the first employee on duty knew. */
export function RecordPage(): ReactElement {
  const { t } = useTranslation('incident')
  const [, navigate] = useLocation()
  const { clock } = useCoreClock()
  const { value: sites, error, refresh } = useQuery('sites.list', {})
  const { value: bar } = useQuery('deadlines.bar', {})
  return (
    <Page title={t('record.title')} beside={sites?.sites.length === 1 ? <OneSite name={sites.sites[0]?.name ?? ''} /> : undefined} width="reading" secondary={[{ label: t('record.toList'), onPress: () => navigate(incidentPaths.list) }]}>
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('list.again'), onPress: refresh }]} />}
      {sites === undefined || bar === undefined ? null : <RecordForm sites={sites.sites} clock={clock} openedAt={bar.now} />}
    </Page>
  )
}

/** With one site there is nothing to choose. */
function OneSite({ name }: { readonly name: string }): ReactElement {
  const { t } = useTranslation('incident')
  return <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('record.site', { site: name })}</Typography>
}

const minute = 60_000

function RecordForm({ sites, clock, openedAt }: { readonly sites: readonly Site[]; readonly clock: CoreClock; readonly openedAt: number }): ReactElement {
  const { t } = useTranslation(['incident', 'ui'])
  const { words } = useReportWords()
  const [, navigate] = useLocation()
  const record = useCommand('incidents.record')
  const [otherKind, setOtherKind] = useState(false)
  // The earliest moment is the safe one: noticed now and known at the same moment, until somebody says otherwise.
  const [opened] = useState(() => openedAt - (openedAt % minute))
  const form = useForm<RecordValues>({
    resolver: zodResolver(recordSchema),
    defaultValues: { site: sites[0]?.id ?? '', title: '', notificationKind: 'mandatory', detectedAt: opened, knownAt: opened },
  })
  const { control, setValue, setError, getFieldState, formState } = form
  const chosen = useWatch({ control, name: 'site' })
  const detectedInput = useRef<HTMLInputElement>(null)
  const knownInput = useRef<HTMLInputElement>(null)
  const site = sites.find((candidate) => candidate.id === chosen) ?? sites[0]
  const zone = site?.zone ?? 'UTC'
  const save = async (values: RecordValues): Promise<void> => {
    // An empty time is "not asked yet"; a time that nobody can read must not become that.
    if (isHalfTyped(detectedInput.current, values.detectedAt)) return setError('detectedAt', { type: 'half-typed' }, { shouldFocus: true })
    if (isHalfTyped(knownInput.current, values.knownAt)) return setError('knownAt', { type: 'half-typed' }, { shouldFocus: true })
    const outcome = await record.run(values)
    if (outcome.ok) navigate(incidentPaths.decide(outcome.value.id), { replace: true })
  }
  const submit = (): void => void form.handleSubmit(save)()
  return (
    <FormStep title={t('record.title')} titleHidden lead={t('record.lead')} forward={{ label: t('record.do'), busy: record.busy, onPress: submit }}>
      <Controller
        control={control}
        name="title"
        render={({ field, fieldState }) => (
          <TextInput {...field} label={t('record.name')} help={t('record.nameHelp')} maxLength={200} autoFocus error={problemText(t, fieldState.error)} />
        )}
      />
      {sites.length === 1 ? null : (
        <Controller
          control={control}
          name="site"
          render={({ field }) => (
            <ChoiceInput {...field} label={t('record.siteLabel')} choices={sites.map((candidate) => ({ value: candidate.id, label: candidate.name }))} placeholder={t('record.siteChoose')} />
          )}
        />
      )}
      <Controller
        control={control}
        name="detectedAt"
        render={({ field, fieldState }) => (
          <InstantField
            {...field}
            ref={detectedInput}
            error={fieldState.error === undefined ? undefined : t('halfTyped')}
            onChange={(at) => {
              field.onChange(at)
              if (!getFieldState('knownAt', formState).isDirty) setValue('knownAt', at)
            }}
            label={t('record.detected')}
            help={t('record.detectedHelp')}
            zone={zone}
            now={() => clock.now()}
          />
        )}
      />
      <Controller
        control={control}
        name="knownAt"
        render={({ field, fieldState }) => (
          <InstantField
            {...field}
            ref={knownInput}
            error={fieldState.error === undefined ? undefined : t('halfTyped')}
            onChange={(at) => setValue('knownAt', at, { shouldDirty: true })}
            label={t('record.known')}
            help={t('record.knownHelp')}
            zone={zone}
            now={() => clock.now()}
          />
        )}
      />
      {otherKind ? (
        <Controller
          control={control}
          name="notificationKind"
          render={({ field }) => (
            <RadioInput {...field} label={t('record.kind')} choices={notificationKinds.map((kind) => ({ value: kind, label: words.notificationKinds[kind] }))} />
          )}
        />
      ) : (
        <div>
          <ActionButton action={{ label: t('record.otherKind'), onPress: () => setOtherKind(true) }} weight="plain" />
        </div>
      )}
      {record.error === null ? null : <ErrorNotice error={record.error} />}
    </FormStep>
  )
}

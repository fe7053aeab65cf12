import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { Controller } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { z } from 'zod'
import { zoneName } from '../../../shared/clock/time-text.ts'
import { countrySchema, lineSchema, textSchema, zoneSchema } from '../../../shared/contract/schema.ts'
import type { Site } from '../../../shared/site/site.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { useCounts } from '../../app/frame/frame-state.ts'
import { durationText } from '../../ui/duration-text.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { problemText } from '../../ui/form/problem-text.ts'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { DataTable, type DataColumn } from '../../ui/table/DataTable.tsx'
import { amountOf, amountTextSchema } from '../editing/amount.ts'
import { countryChoices, countryName, countryNotStated } from '../editing/countries.ts'
import { useKeptForm } from '../editing/kept-form.ts'
import { RecordPane } from '../editing/RecordPane.tsx'
import { useRoomy } from '../editing/roomy.ts'
import { useReportWords } from '../report/report-words.ts'
import { settingsPaths } from './paths.ts'
import { SettingsFrame } from './SettingsFrame.tsx'
import { ZoneInput } from './ZoneInput.tsx'

const newSite = 'new'

/** The sites of the entity. A new one gets a key of its own, so the key card changes. */
export function SitesPage({ open }: { readonly open: string | null }): ReactElement {
  const { t } = useTranslation('settings')
  const { t: tUi } = useTranslation('ui')
  const { language } = useReportWords()
  const [, navigate] = useLocation()
  const { value, error, refresh } = useQuery('sites.list', {})
  const roomy = useRoomy()
  const squeezed = open !== null && !roomy
  const columns = useMemo((): readonly DataColumn<Site>[] => {
    const all: readonly DataColumn<Site>[] = [
      { id: 'name', label: t('site.name'), value: (row) => row.name },
      { id: 'country', label: t('site.country'), value: (row) => (row.country === countryNotStated ? t('notStated') : countryName(row.country, language)), width: '10rem' },
      { id: 'zone', label: t('site.zone'), value: (row) => zoneName(row.zone), width: '11rem' },
      { id: 'courier', label: t('site.courierShort'), value: (row) => row.courierMinutes, cell: (row) => durationText(tUi, { hours: 0, minutes: row.courierMinutes, seconds: null }), width: '8rem', numeric: true },
    ]
    return squeezed ? all.slice(0, 2) : all
  }, [t, tUi, language, squeezed])
  useCounts(value === undefined ? null : t('site.count', { count: value.sites.length }))
  const site = value?.sites.find(({ id }) => id === open) ?? null
  const like = value?.sites[0] ?? null
  const pane =
    value !== undefined && (site !== null || open === newSite) ? (
      <SitePane key={open} site={site} like={like} onClose={() => navigate(settingsPaths.page('sites'))} onSaved={(id) => navigate(settingsPaths.site(id))} />
    ) : undefined
  return (
    <SettingsFrame page="sites" width="full" primary={{ label: t('site.add'), needs: 'register.write', onPress: () => navigate(settingsPaths.site(newSite)) }} pane={pane}>
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
      {value === undefined ? null : (
        <DataTable
          label={t('pages.sites.title')}
          columns={columns}
          rows={value.sites}
          rowId={(row) => row.id}
          onOpen={(row) => navigate(settingsPaths.site(row.id))}
          selected={open}
          initialSort={{ column: 'name' }}
          searchable={value.sites.length > 10}
        />
      )}
    </SettingsFrame>
  )
}

const day = 1440
const schema = z.object({ name: lineSchema(200, 1), country: countrySchema, address: textSchema(400), zone: zoneSchema, courier: amountTextSchema(day, true).refine((text) => text.trim() !== '') })
type Values = z.input<typeof schema>

function SitePane({ site, like, onClose, onSaved }: { readonly site: Site | null; /** A new site begins with its country and zone. */ readonly like: Site | null; onClose(): void; onSaved(id: string): void }): ReactElement {
  const { t } = useTranslation(['settings', 'editing'])
  const { t: tUi } = useTranslation('ui')
  const { language } = useReportWords()
  const save = useCommand('sites.save')
  const start = site ?? like
  const kept = useKeptForm<Values>(`site ${site?.id ?? newSite}`, schema, {
    name: site?.name ?? '',
    country: start?.country ?? countryNotStated,
    address: site?.address ?? '',
    zone: start?.zone ?? 'UTC',
    courier: String(site?.courierMinutes ?? 60),
  })
  const { control } = kept.form
  return (
    <RecordPane
      name={site?.name ?? null}
      record={site === null ? undefined : { kind: 'site', id: site.id }}
      addTitle={t('site.addTitle')}
      form={kept}
      save={{ label: t('site.save'), needs: 'register.write', busy: save.busy, error: save.error, send: ({ courier, ...values }) => save.run({ ...values, id: site?.id ?? null, courierMinutes: amountOf(courier, day) ?? 0 }) }}
      onClose={onClose}
      onSaved={onSaved}
    >
      <Controller control={control} name="name" render={({ field, fieldState }) => <TextInput {...field} label={t('site.name')} maxLength={200} autoFocus={site === null} error={problemText(tUi, fieldState.error)} />} />
      <Controller
        control={control}
        name="country"
        render={({ field }) => <ChoiceInput {...field} value={field.value === countryNotStated ? null : field.value} label={t('site.country')} choices={countryChoices(language, field.value)} placeholder={t('notStated')} />}
      />
      <Controller control={control} name="address" render={({ field, fieldState }) => <TextInput {...field} label={t('site.address')} lines={2} maxLength={400} error={problemText(tUi, fieldState.error)} />} />
      <Controller control={control} name="zone" render={({ field }) => <ZoneInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} label={t('site.zone')} help={t('site.zoneHelp')} />} />
      <Controller
        control={control}
        name="courier"
        render={({ field, fieldState }) => (
          <TextInput {...field} kind="number" characters={10} unit={t('site.courierUnit')} label={t('site.courier')} help={t('site.courierHelp')} error={fieldState.error === undefined ? undefined : t('site.courierProblem')} />
        )}
      />
      <KeyValue facts={site === null ? [{ label: t('site.key'), value: t('site.keyNew') }] : [{ label: t('site.code'), value: site.code }]} />
    </RecordPane>
  )
}

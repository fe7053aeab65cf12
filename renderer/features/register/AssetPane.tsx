import { useRef } from 'react'
import type { ReactElement } from 'react'
import { Controller, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { assetKinds, criticalities } from '../../../shared/asset/asset.ts'
import type { Asset } from '../../../shared/asset/asset.ts'
import { lineSchema } from '../../../shared/contract/schema.ts'
import type { NetworkZone } from '../../../shared/network/network-zone.ts'
import type { Site } from '../../../shared/site/site.ts'
import { useCommand } from '../../api/hooks.ts'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { problemText } from '../../ui/form/problem-text.ts'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { useKeptForm } from '../editing/kept-form.ts'
import { RecordPane } from '../editing/RecordPane.tsx'
import { useReportWords } from '../report/report-words.ts'
import { newRecord } from './paths.ts'

const none = 'none'
const schema = z.object({ name: lineSchema(160, 1), kind: z.enum(assetKinds), networkZone: z.string(), criticality: z.enum(criticalities), site: z.string().min(1) })
type Values = z.input<typeof schema>

/** The form of one asset, beside the list. */
export function AssetPane({
  asset,
  site,
  sites,
  zones,
  onClose,
  onSaved,
}: {
  /** `null` for a new one. */
  readonly asset: Asset | null
  readonly site: string
  readonly sites: readonly Site[]
  /** Network zones of all sites. */
  readonly zones: readonly NetworkZone[]
  onClose(): void
  onSaved(id: string): void
}): ReactElement {
  const { t } = useTranslation(['register', 'editing', 'ui', 'common'])
  const { t: tUi } = useTranslation('ui')
  const { words } = useReportWords()
  const save = useCommand('assets.save')
  const remove = useCommand('assets.remove')
  const kept = useKeptForm<Values>(`asset ${asset?.id ?? newRecord}`, schema, {
    name: asset?.name ?? '',
    kind: asset?.kind ?? 'plc',
    networkZone: asset?.networkZone ?? none,
    criticality: asset?.criticality ?? 'unknown',
    site,
  })
  const { control, setValue } = kept.form
  const nameInput = useRef<HTMLInputElement | HTMLTextAreaElement>(null)
  const chosenSite = useWatch({ control, name: 'site' })
  return (
    <RecordPane
      name={asset?.name ?? null}
      record={asset === null ? undefined : { kind: 'asset', id: asset.id }}
      addTitle={t('asset.addTitle')}
      form={kept}
      save={{
        label: t('asset.save'),
        needs: 'register.write',
        busy: save.busy,
        error: save.error,
        send: (values) => save.run({ ...values, id: asset?.id ?? null, networkZone: values.networkZone === none ? null : values.networkZone }),
      }}
      another={{
        label: t('asset.saveAndNext'),
        // The next one is often of the same kind and in the same network zone.
        next: (values) => ({ ...values, name: '' }),
        said: (values) => t('asset.savedOne', { name: values.name.trim() }),
        onReady: () => nameInput.current?.focus(),
      }}
      removal={asset === null ? undefined : { label: t('asset.remove'), consequences: [t('asset.removeList')], busy: remove.busy, error: remove.error, remove: (reason) => remove.run({ id: asset.id, reason }) }}
      onClose={onClose}
      onSaved={onSaved}
    >
      <Controller
        control={control}
        name="name"
        render={({ field, fieldState }) => (
          <TextInput
            {...field}
            ref={(input) => {
              field.ref(input)
              nameInput.current = input
            }}
            label={t('asset.name')} help={t('asset.nameHelp')} maxLength={160} autoFocus={asset === null} error={problemText(tUi, fieldState.error)} />
        )}
      />
      <Controller
        control={control}
        name="kind"
        render={({ field }) => <ChoiceInput {...field} label={t('asset.kind')} choices={assetKinds.map((value) => ({ value, label: words.assetKinds[value] }))} placeholder={t('choose')} />}
      />
      {sites.length > 1 ? (
        <Controller
          control={control}
          name="site"
          render={({ field }) => (
            <ChoiceInput
              {...field}
              onChange={(next) => {
                field.onChange(next)
                // A network zone belongs to one site.
                setValue('networkZone', none, { shouldDirty: true })
              }}
              label={t('editing:site')}
              choices={sites.map(({ id, name }) => ({ value: id, label: name }))}
              placeholder={t('choose')}
            />
          )}
        />
      ) : null}
      <Controller
        control={control}
        name="networkZone"
        render={({ field }) => (
          <ChoiceInput
            {...field}
            label={t('asset.zone')}
            help={t('asset.zoneHelp')}
            choices={[{ value: none, label: t('notKnown') }, ...zones.filter((zone) => zone.site === chosenSite).map(({ id, name }) => ({ value: id, label: name }))]}
            placeholder={t('choose')}
          />
        )}
      />
      <Controller
        control={control}
        name="criticality"
        render={({ field }) => (
          <ChoiceInput {...field} label={t('asset.criticality')} help={t('asset.criticalityHelp')} choices={criticalities.map((value) => ({ value, label: t(`criticality.${value}`) }))} placeholder={t('choose')} />
        )}
      />
    </RecordPane>
  )
}

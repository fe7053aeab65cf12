import Box from '@mui/material/Box'
import MuiLink from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { Controller } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { z } from 'zod'
import { criticalities, type Asset } from '../../../shared/asset/asset.ts'
import { lineSchema } from '../../../shared/contract/schema.ts'
import { networkZoneKinds, type NetworkZone } from '../../../shared/network/network-zone.ts'
import type { Site } from '../../../shared/site/site.ts'
import { useCommand } from '../../api/hooks.ts'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { problemText } from '../../ui/form/problem-text.ts'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { useKeptForm } from '../editing/kept-form.ts'
import { RecordPane } from '../editing/RecordPane.tsx'
import { newRecord, registerPaths } from './paths.ts'

const schema = z.object({ name: lineSchema(160, 1), kind: z.enum(networkZoneKinds), criticality: z.enum(criticalities), site: z.string().min(1) })
type Values = z.input<typeof schema>

/** The form of one network zone, beside the list, with the assets that stand in it. */
export function ZonePane({
  zone,
  site,
  sites,
  assets,
  onClose,
  onSaved,
}: {
  /** `null` for a new one. */
  readonly zone: NetworkZone | null
  readonly site: string
  readonly sites: readonly Site[]
  readonly assets: readonly Asset[]
  onClose(): void
  onSaved(id: string): void
}): ReactElement {
  const { t } = useTranslation(['register', 'editing'])
  const { t: tUi } = useTranslation('ui')
  const save = useCommand('zones.save')
  const remove = useCommand('zones.remove')
  const kept = useKeptForm<Values>(`zone ${zone?.id ?? newRecord}`, schema, {
    name: zone?.name ?? '',
    kind: zone?.kind ?? 'control',
    criticality: zone?.criticality ?? 'unknown',
    site,
  })
  const { control } = kept.form
  const standing = assets.length
  return (
    <RecordPane
      name={zone?.name ?? null}
      record={zone === null ? undefined : { kind: 'network-zone', id: zone.id }}
      addTitle={t('zone.addTitle')}
      form={kept}
      save={{ label: t('zone.save'), needs: 'register.write', busy: save.busy, error: save.error, send: (values) => save.run({ ...values, id: zone?.id ?? null }) }}
      removal={
        zone === null
          ? undefined
          : {
              label: t('zone.remove'),
              consequences: [t('zone.removeList')],
              blockedBecause: standing > 0 ? t('zone.removeBlocked', { count: standing }) : undefined,
              busy: remove.busy,
              error: remove.error,
              remove: (reason) => remove.run({ id: zone.id, reason }),
            }
      }
      below={zone === null ? null : <Standing assets={assets} />}
      onClose={onClose}
      onSaved={onSaved}
    >
      <Controller
        control={control}
        name="name"
        render={({ field, fieldState }) => <TextInput {...field} label={t('zone.name')} help={t('zone.nameHelp')} maxLength={160} autoFocus={zone === null} error={problemText(tUi, fieldState.error)} />}
      />
      <Controller
        control={control}
        name="kind"
        render={({ field }) => <ChoiceInput {...field} label={t('zone.kind')} choices={networkZoneKinds.map((value) => ({ value, label: t(`zoneKind.${value}`) }))} placeholder={t('choose')} />}
      />
      <Controller
        control={control}
        name="criticality"
        render={({ field }) => (
          <ChoiceInput {...field} label={t('zone.criticality')} help={t('zone.criticalityHelp')} choices={criticalities.map((value) => ({ value, label: t(`criticality.${value}`) }))} placeholder={t('choose')} />
        )}
      />
      {sites.length > 1 ? (
        <Controller
          control={control}
          name="site"
          render={({ field }) => (
            <ChoiceInput
              {...field}
              label={t('editing:site')}
              help={standing > 0 ? t('zone.siteFixed') : undefined}
              disabled={standing > 0}
              choices={sites.map(({ id, name }) => ({ value: id, label: name }))}
              placeholder={t('choose')}
            />
          )}
        />
      ) : null}
    </RecordPane>
  )
}

/** The assets that stand in a zone, the first thirty by name. */
function Standing({ assets }: { readonly assets: readonly Asset[] }): ReactElement {
  const { t } = useTranslation('register')
  const count = assets.length
  return (
    <Box sx={{ marginTop: 3 }}>
      <Typography variant="h3" sx={{ fontWeight: 700 }}>
        {t('zone.standing', { count })}
      </Typography>
      <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5 }}>
        {assets.slice(0, 30).map((asset) => (
          <li key={asset.id}>
            <Link href={registerPaths.asset(asset.id)} asChild>
              <MuiLink>{asset.name}</MuiLink>
            </Link>
          </li>
        ))}
      </Box>
      {count > 30 ? <Typography>{t('zone.more', { count: count - 30 })}</Typography> : null}
    </Box>
  )
}

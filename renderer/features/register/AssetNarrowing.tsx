import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { assetKinds, type Asset } from '../../../shared/asset/asset.ts'
import type { NetworkZone } from '../../../shared/network/network-zone.ts'
import type { Site } from '../../../shared/site/site.ts'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { useReportWords } from '../report/report-words.ts'
import type { Narrowing } from './narrowing.ts'
import { SiteChoice } from './SiteChoice.tsx'

/** Site, kind and network zone as three choices in a row: a plant has too many of them for chips. */
export function AssetNarrowing({
  sites,
  zones,
  rows,
  value,
  onChange,
}: {
  readonly sites: readonly Site[]
  readonly zones: readonly NetworkZone[]
  /** What there is to narrow: only kinds that occur are offered. */
  readonly rows: readonly Asset[]
  readonly value: Narrowing
  onChange(value: Narrowing): void
}): ReactElement | null {
  const { t } = useTranslation('register')
  const { words } = useReportWords()
  if (rows.length === 0) return <SiteChoice sites={sites} />
  const kinds = assetKinds.filter((kind) => kind === value.kind || rows.some((row) => row.kind === kind))
  return (
    <Box data-print="no" sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(12rem, 1fr))', columnGap: 2, maxWidth: '52rem', '& > *': { marginBottom: 2 } }}>
      <SiteChoice sites={sites} />
      <div>
        <ChoiceInput
          label={t('asset.kind')}
          value={value.kind}
          onChange={(kind) => onChange({ ...value, kind })}
          choices={[{ value: 'all', label: t('asset.every') }, ...kinds.map((kind) => ({ value: kind, label: words.assetKinds[kind] }))]}
          placeholder={t('asset.every')}
        />
      </div>
      <div>
        <ChoiceInput
          label={t('asset.zone')}
          value={value.zone}
          onChange={(zone) => onChange({ ...value, zone })}
          choices={[{ value: 'all', label: t('asset.everyZone') }, ...zones.map(({ id, name }) => ({ value: id, label: name })), { value: 'unknown', label: t('asset.zoneUnknownChip') }]}
          placeholder={t('asset.everyZone')}
        />
      </div>
    </Box>
  )
}

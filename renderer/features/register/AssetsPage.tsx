import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { assetKinds, criticalities } from '../../../shared/asset/asset.ts'
import type { Asset } from '../../../shared/asset/asset.ts'
import { useCounts } from '../../app/frame/frame-state.ts'
import { ScreenPage } from '../../app/frame/ScreenPage.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { DataTable, type DataColumn, type DataFilter } from '../../ui/table/DataTable.tsx'
import { useReportWords } from '../report/report-words.ts'
import { AssetPane } from './AssetPane.tsx'
import { newRecord, registerPaths } from './paths.ts'
import { RegisterTabs } from './RegisterTabs.tsx'
import { SiteChoice } from './SiteChoice.tsx'
import { siteForNew } from './site-choice.ts'
import { useRegister } from './use-register.ts'

/** The assets: search, chips by kind, criticality and network zone; a row opens its form beside the list. */
export function AssetsPage({ open }: { readonly open: string | null }): ReactElement {
  const { t } = useTranslation(['register', 'editing'])
  const { words } = useReportWords()
  const [, navigate] = useLocation()
  const { ready, error, refresh, sites, chosen, all, here } = useRegister()
  const site = siteForNew(chosen, sites)
  const rows = here(all.assets)
  const several = sites.length > 1
  const columns = useMemo((): readonly DataColumn<Asset>[] => {
    const zoneName = new Map(all.zones.map(({ id, name }) => [id, name]))
    const siteName = new Map(sites.map(({ id, name }) => [id, name]))
    return [
      { id: 'name', label: t('asset.name'), value: (row) => row.name },
      { id: 'kind', label: t('asset.kind'), value: (row) => words.assetKinds[row.kind], width: '13rem' },
      { id: 'zone', label: t('asset.zone'), value: (row) => (row.networkZone === null ? null : (zoneName.get(row.networkZone) ?? null)), cell: (row) => (row.networkZone === null ? t('notKnown') : (zoneName.get(row.networkZone) ?? t('notKnown'))), width: '12rem' },
      { id: 'criticality', label: t('asset.criticality'), value: (row) => t(`criticality.${row.criticality}`), width: '9rem' },
      ...(several ? [{ id: 'site', label: t('editing:site'), value: (row: Asset) => siteName.get(row.site) ?? null, width: '11rem' }] : []),
    ]
  }, [t, words, all.zones, sites, several])
  const filters = useMemo((): readonly DataFilter<Asset>[] => {
    const kinds = assetKinds.filter((kind) => rows.some((row) => row.kind === kind))
    const levels = criticalities.filter((level) => rows.some((row) => row.criticality === level))
    const zones = here(all.zones)
    return [
      ...levels.map((level) => ({ id: `criticality ${level}`, label: t('criticalityChip', { level: t(`criticality.${level}`) }), group: 'criticality', matches: (row: Asset) => row.criticality === level })),
      ...kinds.map((kind) => ({ id: `kind ${kind}`, label: words.assetKinds[kind], group: 'kind', matches: (row: Asset) => row.kind === kind })),
      ...zones.map((zone) => ({ id: `zone ${zone.id}`, label: zone.name, group: 'zone', matches: (row: Asset) => row.networkZone === zone.id })),
      ...(rows.some((row) => row.networkZone === null) ? [{ id: 'zone unknown', label: t('asset.zoneUnknownChip'), group: 'zone', matches: (row: Asset) => row.networkZone === null }] : []),
    ]
    // `here` is made anew each time; what it depends on is listed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [t, words, all.assets, all.zones, chosen, sites])
  useCounts(ready ? t('asset.count', { count: rows.length }) : null)
  const close = (): void => navigate(registerPaths.assets)
  const add = { label: t('asset.add'), onPress: () => navigate(registerPaths.asset(newRecord)) }
  const asset = all.assets.find(({ id }) => id === open) ?? null
  const pane =
    ready && (asset !== null || open === newRecord) ? (
      <AssetPane key={open} asset={asset} site={asset?.site ?? site} sites={sites} zones={all.zones} onClose={close} onSaved={(id) => navigate(registerPaths.asset(id))} />
    ) : undefined
  return (
    <ScreenPage id="assets" title={t('asset.title')} purpose={t('asset.purpose')} primary={ready && rows.length === 0 ? undefined : add} pane={pane}>
      <RegisterTabs current="assets" />
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('editing:again'), onPress: refresh }]} />}
      <SiteChoice sites={sites} />
      {ready ? (
        <DataTable
          label={t('asset.title')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          onOpen={(row) => navigate(registerPaths.asset(row.id))}
          selected={open}
          filters={filters}
          initialSort={{ column: 'name' }}
          empty={<Empty title={t('asset.emptyTitle')} what={t('asset.emptyWhat')} action={add} />}
          maxHeight="max(14rem, calc(100cqh - 20rem))"
        />
      ) : null}
    </ScreenPage>
  )
}

import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { criticalities } from '../../../shared/asset/asset.ts'
import type { Asset } from '../../../shared/asset/asset.ts'
import { useCounts } from '../../app/frame/frame-state.ts'
import { ScreenPage } from '../../app/frame/ScreenPage.tsx'
import type { Action } from '../../ui/ActionButton.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { DataTable, type DataColumn, type DataFilter } from '../../ui/table/DataTable.tsx'
import { useRoomy } from '../editing/roomy.ts'
import { useReportWords } from '../report/report-words.ts'
import { AssetNarrowing } from './AssetNarrowing.tsx'
import { AssetPane } from './AssetPane.tsx'
import { everything, fitsNarrowing, knownNarrowing, type Narrowing } from './narrowing.ts'
import { newRecord, registerPaths } from './paths.ts'
import { RegisterTabs } from './RegisterTabs.tsx'
import { onSite, siteForNew } from './site-choice.ts'
import { useRegister } from './use-register.ts'

/** The assets: search, chips by kind, criticality and network zone; a row opens its form beside the list. */
export function AssetsPage({ open }: { readonly open: string | null }): ReactElement {
  const { t } = useTranslation(['register', 'editing'])
  const { words } = useReportWords()
  const [, navigate] = useLocation()
  const { ready, error, refresh, sites, chosen, all, siteShown } = useRegister()
  const site = siteForNew(chosen, sites)
  const rows = useMemo(() => onSite(all.assets, siteShown), [all.assets, siteShown])
  const [chosenNarrowing, setNarrowing] = useState<Narrowing>(everything)
  const narrowing = useMemo(() => knownNarrowing(chosenNarrowing, onSite(all.zones, siteShown)), [chosenNarrowing, all.zones, siteShown])
  const roomy = useRoomy()
  const squeezed = open !== null && !roomy
  const several = sites.length > 1
  const columns = useMemo((): readonly DataColumn<Asset>[] => {
    const zoneName = new Map(all.zones.map(({ id, name }) => [id, name]))
    const siteName = new Map(sites.map(({ id, name }) => [id, name]))
    if (squeezed) return [{ id: 'name', label: t('asset.name'), value: (row) => row.name }, { id: 'criticality', label: t('asset.criticality'), value: (row) => t(`criticality.${row.criticality}`), width: '8rem' }]
    return [
      { id: 'name', label: t('asset.name'), value: (row) => row.name },
      { id: 'kind', label: t('asset.kind'), value: (row) => words.assetKinds[row.kind], width: '13rem' },
      { id: 'zone', label: t('asset.zone'), value: (row) => (row.networkZone === null ? null : (zoneName.get(row.networkZone) ?? null)), cell: (row) => (row.networkZone === null ? t('notKnown') : (zoneName.get(row.networkZone) ?? t('notKnown'))), width: '12rem' },
      { id: 'criticality', label: t('asset.criticality'), value: (row) => t(`criticality.${row.criticality}`), width: '9rem' },
      ...(several ? [{ id: 'site', label: t('editing:site'), value: (row: Asset) => siteName.get(row.site) ?? null, width: '11rem' }] : []),
    ]
  }, [t, words, all.zones, sites, several, squeezed])
  const found = useMemo(() => rows.filter((row) => fitsNarrowing(row, narrowing)), [rows, narrowing])
  const filters = useMemo(
    (): readonly DataFilter<Asset>[] =>
      criticalities
        .filter((level) => rows.some((row) => row.criticality === level))
        .map((level) => ({ id: level, label: t('criticalityChip', { level: t(`criticality.${level}`) }), group: 'criticality', matches: (row) => row.criticality === level })),
    [t, rows],
  )
  useCounts(ready ? (found.length === rows.length ? t('asset.count', { count: rows.length }) : t('asset.countHidden', { count: rows.length, hidden: rows.length - found.length })) : null)
  const close = (): void => navigate(registerPaths.assets)
  const add: Action = { label: t('asset.add'), needs: 'register.write', onPress: () => navigate(registerPaths.asset(newRecord)) }
  const asset = all.assets.find(({ id }) => id === open) ?? null
  const pane =
    ready && (asset !== null || open === newRecord) ? (
      <AssetPane key={open} asset={asset} site={asset?.site ?? site} sites={sites} zones={all.zones} onClose={close} onSaved={(id) => navigate(registerPaths.asset(id))} />
    ) : undefined
  return (
    <ScreenPage id="assets" title={t('asset.title')} purpose={t('asset.purpose')} primary={ready && rows.length === 0 ? undefined : add} pane={pane}>
      <RegisterTabs current="assets" />
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('editing:again'), onPress: refresh }]} />}
      {ready ? <AssetNarrowing sites={sites} zones={onSite(all.zones, siteShown)} rows={rows} value={narrowing} onChange={setNarrowing} /> : null}
      {ready ? (
        <DataTable
          label={t('asset.title')}
          columns={columns}
          rows={found}
          rowId={(row) => row.id}
          onOpen={(row) => navigate(registerPaths.asset(row.id))}
          selected={open}
          filters={filters}
          initialSort={{ column: 'name' }}
          empty={rows.length > 0 ? undefined : <Empty title={t('asset.emptyTitle')} what={t('asset.emptyWhat')} action={add} />}
          maxHeight="max(14rem, calc(100cqh - 22rem))"
        />
      ) : null}
    </ScreenPage>
  )
}

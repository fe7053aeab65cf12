import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { criticalities } from '../../../shared/asset/asset.ts'
import type { NetworkZone } from '../../../shared/network/network-zone.ts'
import { useCounts } from '../../app/frame/frame-state.ts'
import { ScreenPage } from '../../app/frame/ScreenPage.tsx'
import type { Action } from '../../ui/ActionButton.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { DataTable, type DataColumn, type DataFilter } from '../../ui/table/DataTable.tsx'
import { useRoomy } from '../editing/roomy.ts'
import { newRecord, registerPaths } from './paths.ts'
import { SiteChoice } from './SiteChoice.tsx'
import { onSite, siteForNew } from './site-choice.ts'
import { useRegister } from './use-register.ts'
import { ZonePane } from './ZonePane.tsx'

/** The network zones by name, kind, criticality and how many assets stand in them. */
export function ZonesPage({ open }: { readonly open: string | null }): ReactElement {
  const { t } = useTranslation(['register', 'editing'])
  const [, navigate] = useLocation()
  const { ready, error, refresh, sites, chosen, all, siteShown } = useRegister()
  const site = siteForNew(chosen, sites)
  const rows = onSite(all.zones, siteShown)
  const roomy = useRoomy()
  const squeezed = open !== null && !roomy
  const several = sites.length > 1
  const counts = useMemo(() => {
    const found = new Map<string, number>()
    for (const { networkZone } of all.assets) if (networkZone !== null) found.set(networkZone, (found.get(networkZone) ?? 0) + 1)
    return found
  }, [all.assets])
  const columns = useMemo((): readonly DataColumn<NetworkZone>[] => {
    const siteName = new Map(sites.map(({ id, name }) => [id, name]))
    if (squeezed) return [{ id: 'name', label: t('zone.name'), value: (row) => row.name }, { id: 'assets', label: t('zone.assets'), value: (row) => counts.get(row.id) ?? 0, width: '6rem', numeric: true }]
    return [
      { id: 'name', label: t('zone.name'), value: (row) => row.name },
      { id: 'kind', label: t('zone.kind'), value: (row) => t(`zoneKind.${row.kind}`), width: '14rem' },
      { id: 'criticality', label: t('zone.criticality'), value: (row) => t(`criticality.${row.criticality}`), width: '9rem' },
      { id: 'assets', label: t('zone.assets'), value: (row) => counts.get(row.id) ?? 0, width: '7rem', numeric: true },
      ...(several ? [{ id: 'site', label: t('editing:site'), value: (row: NetworkZone) => siteName.get(row.site) ?? null, width: '11rem' }] : []),
    ]
  }, [t, counts, sites, several, squeezed])
  const filters = useMemo(
    (): readonly DataFilter<NetworkZone>[] => [
      ...criticalities.filter((level) => all.zones.some((zone) => zone.criticality === level)).map((level) => ({ id: `criticality ${level}`, label: t('criticalityChip', { level: t(`criticality.${level}`) }), group: 'criticality', matches: (row: NetworkZone) => row.criticality === level })),
    ],
    [t, all.zones],
  )
  useCounts(ready ? t('zone.counts', { count: rows.length, unplaced: onSite(all.assets, siteShown).filter(({ networkZone }) => networkZone === null).length }) : null)
  const close = (): void => navigate(registerPaths.zones)
  const add: Action = { label: t('zone.add'), needs: 'register.write', onPress: () => navigate(registerPaths.zone(newRecord)) }
  const zone = all.zones.find(({ id }) => id === open) ?? null
  const pane =
    ready && (zone !== null || open === newRecord) ? (
      <ZonePane key={open} zone={zone} site={zone?.site ?? site} sites={sites} assets={zone === null ? [] : all.assets.filter(({ networkZone }) => networkZone === zone.id)} onClose={close} onSaved={(id) => navigate(registerPaths.zone(id))} />
    ) : undefined
  return (
    <ScreenPage id="zones" title={t('zone.title')} purpose={t('zone.purpose')} primary={ready && rows.length === 0 ? undefined : add} pane={pane}>
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('editing:again'), onPress: refresh }]} />}
      <SiteChoice sites={sites} />
      {ready ? (
        <DataTable
          label={t('zone.title')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          onOpen={(row) => navigate(registerPaths.zone(row.id))}
          selected={open}
          filters={filters}
          initialSort={{ column: 'name' }}
          empty={<Empty title={t('zone.emptyTitle')} what={t('zone.emptyWhat')} action={add} />}
        />
      ) : null}
    </ScreenPage>
  )
}

import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Service } from '../../../shared/service/service.ts'
import { useCounts } from '../../app/frame/frame-state.ts'
import { ScreenPage } from '../../app/frame/ScreenPage.tsx'
import type { Action } from '../../ui/ActionButton.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { DataTable, type DataColumn } from '../../ui/table/DataTable.tsx'
import { amountText } from '../editing/amount.ts'
import { useRoomy } from '../editing/roomy.ts'
import { useReportWords } from '../report/report-words.ts'
import { newRecord, registerPaths } from './paths.ts'
import { RegisterTabs } from './RegisterTabs.tsx'
import { ServicePane } from './ServicePane.tsx'
import { SiteChoice } from './SiteChoice.tsx'
import { onSite, siteForNew } from './site-choice.ts'
import { useRegister } from './use-register.ts'

/** The services that the sites supply: what a report says about people and supply comes from here. */
export function ServicesPage({ open }: { readonly open: string | null }): ReactElement {
  const { t } = useTranslation(['register', 'editing', 'ui'])
  const { language } = useReportWords()
  const [, navigate] = useLocation()
  const { ready, error, refresh, sites, chosen, all, siteShown } = useRegister()
  const site = siteForNew(chosen, sites)
  const rows = onSite(all.services, siteShown)
  const roomy = useRoomy()
  const squeezed = open !== null && !roomy
  const several = sites.length > 1
  const columns = useMemo((): readonly DataColumn<Service>[] => {
    const siteName = new Map(sites.map(({ id, name }) => [id, name]))
    const amount = (value: number | null): string => (value === null ? t('notKnown') : amountText(value, language))
    const people: DataColumn<Service> = { id: 'people', label: t('service.people'), value: (row) => row.peopleSupplied, cell: (row) => amount(row.peopleSupplied), width: '9rem', numeric: true }
    if (squeezed) return [{ id: 'name', label: t('service.name'), value: (row) => row.name }, people]
    return [
      { id: 'name', label: t('service.name'), value: (row) => row.name },
      people,
      { id: 'volume', label: t('service.volumeShort'), value: (row) => row.volume, cell: (row) => (row.volume === null ? t('notKnown') : `${amount(row.volume)} ${row.volumeUnit}`), width: '10rem', numeric: true },
      { id: 'hours', label: t('service.hoursShort'), value: (row) => row.hoursUntilNoticed, cell: (row) => amount(row.hoursUntilNoticed), width: '9rem', numeric: true },
      { id: 'manual', label: t('service.manualShort'), value: (row) => (row.manualOperation === null ? t('ui:answer.open') : t(`ui:answer.${row.manualOperation}`)), width: '8rem' },
      ...(several ? [{ id: 'site', label: t('editing:site'), value: (row: Service) => siteName.get(row.site) ?? null, width: '11rem' }] : []),
    ]
  }, [t, language, sites, several, squeezed])
  useCounts(ready ? t('service.count', { count: rows.length }) : null)
  const close = (): void => navigate(registerPaths.services)
  const add: Action = { label: t('service.add'), needs: 'register.write', onPress: () => navigate(registerPaths.service(newRecord)) }
  const service = all.services.find(({ id }) => id === open) ?? null
  const pane =
    ready && (service !== null || open === newRecord) ? (
      <ServicePane key={open} service={service} site={service?.site ?? site} sites={sites} onClose={close} onSaved={(id) => navigate(registerPaths.service(id))} />
    ) : undefined
  return (
    <ScreenPage id="services" title={t('service.title')} purpose={t('service.purpose')} primary={ready && rows.length === 0 ? undefined : add} pane={pane}>
      <RegisterTabs current="services" />
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('editing:again'), onPress: refresh }]} />}
      <SiteChoice sites={sites} />
      {ready ? (
        <DataTable
          label={t('service.title')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          onOpen={(row) => navigate(registerPaths.service(row.id))}
          selected={open}
          initialSort={{ column: 'name' }}
          empty={<Empty title={t('service.emptyTitle')} what={t('service.emptyWhat')} action={add} />}
          maxHeight="max(14rem, calc(100cqh - 20rem))"
        />
      ) : null}
    </ScreenPage>
  )
}

import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { zoneName } from '../../../shared/clock/time-text.ts'
import type { TimeSource } from '../../../shared/clock/time-source.ts'
import { useQuery } from '../../api/hooks.ts'
import { useCounts } from '../../app/frame/frame-state.ts'
import type { Action } from '../../ui/ActionButton.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { shortTime } from '../../ui/short-time.ts'
import { DataTable, type DataColumn } from '../../ui/table/DataTable.tsx'
import { jumpText, type ClockT } from '../clock/clock-words.ts'
import { useRoomy } from '../editing/roomy.ts'
import { settingsPaths } from './paths.ts'
import { SettingsFrame } from './SettingsFrame.tsx'
import { TimeSourcePane } from './TimeSourcePane.tsx'

const newSource = 'new'

/** Other clocks of the plant, by how much each is off, and when somebody last looked. */
export function TimeSourcesPage({ open }: { readonly open: string | null }): ReactElement {
  const { t, i18n } = useTranslation('clock')
  const [, navigate] = useLocation()
  const { value, error, refresh } = useQuery('timeSources.list', { site: null })
  const { value: sites } = useQuery('sites.list', {})
  const roomy = useRoomy()
  const squeezed = open !== null && !roomy
  const several = (sites?.sites.length ?? 0) > 1
  const columns = useMemo((): readonly DataColumn<TimeSource>[] => {
    const siteName = (id: string): string => sites?.sites.find((site) => site.id === id)?.name ?? ''
    const all: readonly DataColumn<TimeSource>[] = [
      { id: 'name', label: t('source.name'), value: (row) => row.name },
      { id: 'off', label: t('source.off'), value: (row) => row.aheadSeconds, cell: (row) => offText(t, row), width: '11rem' },
      ...(several ? [{ id: 'site', label: t('source.site'), value: (row: TimeSource) => siteName(row.site), width: '16%' }] : []),
      { id: 'kind', label: t('source.kind'), value: (row) => t(`source.kinds.${row.kind}`), width: '13rem' },
      { id: 'zone', label: t('source.zone'), value: (row) => `${zoneName(row.zone)}${row.noSummerTime ? `, ${t('source.noSummerShort')}` : ''}`, width: '15rem' },
      { id: 'checked', label: t('source.checkedAt'), value: (row) => row.checkedAt, cell: (row) => (row.checkedAt === null ? t('source.never') : shortTime(row.checkedAt, row.zone, i18n.language)), width: '11rem' },
    ]
    return squeezed ? all.slice(0, 2) : all
  }, [t, i18n.language, sites, several, squeezed])
  useCounts(value === undefined ? null : t('source.count', { count: value.timeSources.length }))
  const add: Action = { label: t('source.add'), needs: 'register.write', onPress: () => navigate(settingsPaths.timeSource(newSource)) }
  const source = value?.timeSources.find(({ id }) => id === open) ?? null
  const pane =
    value !== undefined && sites !== undefined && (source !== null || open === newSource) ? (
      <TimeSourcePane key={open} source={source} sites={sites.sites} onClose={() => navigate(settingsPaths.timeSources)} onSaved={(id) => navigate(settingsPaths.timeSource(id))} />
    ) : undefined
  return (
    <SettingsFrame page="time-sources" width="full" secondary={[{ label: t('page.back'), onPress: () => navigate(settingsPaths.page('time')) }]} primary={value === undefined || value.timeSources.length === 0 ? undefined : add} pane={pane}>
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('source.again'), onPress: refresh }]} />}
      {value === undefined ? null : (
        <DataTable
          label={t('page.sources')}
          columns={columns}
          rows={value.timeSources}
          rowId={(row) => row.id}
          onOpen={(row) => navigate(settingsPaths.timeSource(row.id))}
          selected={open}
          initialSort={{ column: 'name' }}
          searchable={value.timeSources.length > 10}
          empty={<Empty title={t('source.emptyTitle')} what={t('source.emptyWhat')} action={add} />}
        />
      )}
    </SettingsFrame>
  )
}

/** "4 min 10 s ahead", "right". */
function offText(t: ClockT, { aheadSeconds }: TimeSource): string {
  if (aheadSeconds === 0) return t('source.right')
  return t(aheadSeconds > 0 ? 'source.ahead' : 'source.behind', { length: jumpText(t, aheadSeconds * 1_000) })
}

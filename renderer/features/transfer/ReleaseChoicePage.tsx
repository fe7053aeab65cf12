import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useCounts } from '../../app/frame/frame-state.ts'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { shortTime } from '../../ui/short-time.ts'
import { DataTable, type DataColumn, type DataFilter } from '../../ui/table/DataTable.tsx'
import { incidentPaths } from '../incident/paths.ts'
import { useReportWords } from '../report/report-words.ts'
import { transferPaths } from './paths.ts'
import { useReleaseName } from './use-release-name.ts'
import { useReleases, type ListedRelease } from './use-releases.ts'

/** Which released report file leaves: all of them, the newest first. */
export function ReleaseChoicePage(): ReactElement {
  const { t } = useTranslation('transfer')
  const { language } = useReportWords()
  const nameOf = useReleaseName()
  const [, navigate] = useLocation()
  const { releases, error, refresh } = useReleases()
  const columns = useMemo(
    (): readonly DataColumn<ListedRelease>[] => [
      { id: 'report', label: t('choose.report'), value: ({ release }) => nameOf(release) },
      { id: 'incident', label: t('choose.incident'), value: ({ incident }) => incident.number, cell: ({ incident }) => `INC-${incident.number}`, width: '6rem' },
      { id: 'version', label: t('choose.version'), value: ({ release }) => release.version, cell: ({ release, replacedBy }) => (replacedBy === null ? release.version : t('choose.replaced', { version: release.version, newer: replacedBy })), width: '9rem' },
      { id: 'recipient', label: t('choose.recipient'), value: ({ release }) => release.recipientName, width: '24%' },
      { id: 'released', label: t('choose.released'), value: ({ release }) => release.releasedAt, cell: ({ release }) => shortTime(release.releasedAt, release.zone, language), width: '10.5rem' },
    ],
    // The words of the stages change with the language alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [t, language],
  )
  const filters = useMemo((): readonly DataFilter<ListedRelease>[] => [{ id: 'newest', label: t('choose.newest'), matches: ({ replacedBy }) => replacedBy === null }], [t])
  useCounts(releases === undefined ? null : t('choose.count', { count: releases.length }))
  return (
    <Page title={t('choose.title')} purpose={t('choose.purpose')} secondary={[{ label: t('toLog'), onPress: () => navigate(transferPaths.all) }]}>
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
      {releases === undefined ? null : (
        <DataTable
          label={t('choose.title')}
          columns={columns}
          rows={releases}
          rowId={({ release }) => release.id}
          onOpen={({ release }) => navigate(transferPaths.release(release.id))}
          filters={filters}
          initialSort={{ column: 'released', descending: true }}
          empty={<Empty title={t('choose.emptyTitle')} what={t('choose.emptyWhat')} action={{ label: t('choose.emptyAction'), onPress: () => navigate(incidentPaths.list) }} />}
        />
      )}
    </Page>
  )
}

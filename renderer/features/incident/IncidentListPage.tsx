import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { level } from '../../../shared/clock/leave-by.ts'
import type { Instant } from '../../../shared/ports/clock.ts'
import { useNow } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { useCounts } from '../../app/frame/frame-state.ts'
import { ScreenPage } from '../../app/frame/ScreenPage.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { shortTime } from '../../ui/short-time.ts'
import { DataTable, type DataColumn, type DataFilter } from '../../ui/table/DataTable.tsx'
import { useReportWords } from '../report/index.ts'
import { useLeftText } from '../clock/clock-words.ts'
import { incidentPaths } from './paths.ts'

type Row = ReplyTo<'incidents.list'>['incidents'][number]

/** All incidents: number, title, site, whether it is significant, and what is due next. */
export function IncidentListPage(): ReactElement {
  const { t } = useTranslation('incident')
  const { words, language } = useReportWords()
  const [, navigate] = useLocation()
  const { value, error, refresh } = useQuery('incidents.list', {}, { every: 60_000 })
  const now = useNow(60_000)
  const record = { label: t('list.record'), onPress: () => navigate(incidentPaths.record) }
  const columns = useMemo((): readonly DataColumn<Row>[] => {
    const nextText = (row: Row): string | null => {
      if (row.next === null) return null
      return `${words.stages[row.next.stage]}, ${shortTime(row.next.due, row.next.zone, language)}`
    }
    return [
      { id: 'number', label: t('list.number'), value: (row) => row.incident.number, cell: (row) => `INC-${row.incident.number}`, width: '6rem' },
      { id: 'title', label: t('list.title'), value: (row) => row.incident.title },
      { id: 'site', label: t('list.site'), value: (row) => row.siteName, width: '18%' },
      { id: 'significance', label: t('list.significance'), value: (row) => (row.incident.closedAt === null ? words.significances[row.incident.significance] : t('list.closed')), width: '15%' },
      {
        id: 'next',
        label: t('list.next'),
        value: (row) => row.next?.due ?? null,
        cell: (row) => (row.next === null ? t('list.nothingDue') : <Due text={nextText(row) ?? ''} due={row.next.due} late={level(row.next.due, 0, now)} />),
        width: '28%',
      },
    ]
  }, [t, words, language, now])
  const filters = useMemo(
    (): readonly DataFilter<Row>[] => [
      { id: 'open', label: t('list.filterOpen'), group: 'state', matches: (row) => row.incident.closedAt === null },
      { id: 'closed', label: t('list.closed'), group: 'state', matches: (row) => row.incident.closedAt !== null },
      { id: 'undecided', label: words.significances.undecided, group: 'significance', matches: (row) => row.incident.significance === 'undecided' },
    ],
    [t, words],
  )
  useCounts(value === undefined ? null : t('list.count', { count: value.incidents.length }))
  return (
    <ScreenPage id="incidents" title={t('list.heading')} purpose={t('list.purpose')} primary={value !== undefined && value.incidents.length === 0 ? undefined : record}>
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('list.again'), onPress: refresh }]} />}
      {value === undefined ? null : (
        <DataTable
          label={t('list.heading')}
          columns={columns}
          rows={value.incidents}
          rowId={(row) => row.incident.id}
          onOpen={(row) => navigate(incidentPaths.incident(row.incident.id))}
          filters={filters}
          initialSort={{ column: 'number', descending: true }}
          empty={<Empty title={t('list.emptyTitle')} what={t('list.emptyWhat')} action={record} />}
        />
      )}
    </ScreenPage>
  )
}

function Due({ text, due, late }: { readonly text: string; readonly due: Instant; readonly late: ReturnType<typeof level> }): ReactElement {
  const left = useLeftText()(due)
  return (
    <>
      {text}
      <br />
      {late === 'overdue' ? <SeverityMark severity="critical" label={left} /> : late === 'high' ? <SeverityMark severity="high" label={left} /> : left}
    </>
  )
}

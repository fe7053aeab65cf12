import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { errorCodes, type ErrorCode } from '../../../shared/contract/error.ts'
import { verdictCodes, type VerdictCode } from '../../../shared/package/verdict.ts'
import type { Transfer } from '../../../shared/transfer/transfer.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { useCounts } from '../../app/frame/frame-state.ts'
import { ScreenPage } from '../../app/frame/ScreenPage.tsx'
import type { Action } from '../../ui/ActionButton.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { shortTime } from '../../ui/short-time.ts'
import { DataTable, type DataColumn, type DataFilter } from '../../ui/table/DataTable.tsx'
import { useReportWords } from '../report/report-words.ts'
import { FileName } from './FileName.tsx'
import { transferPaths } from './paths.ts'

/** Everything that was carried out or brought in: who, when, which stick, what, how it ended. */
export function TransferLogPage(): ReactElement {
  const { t } = useTranslation(['transfer', 'errors'])
  const { language } = useReportWords()
  const [, navigate] = useLocation()
  const { zone } = useCoreClock()
  const { value, error, refresh } = useQuery('transfers.list', {})
  const { value: people } = useQuery('people.list', {})
  const rows = value?.transfers
  const columns = useMemo((): readonly DataColumn<Transfer>[] => {
    const nameOf = (actor: string): string => {
      const person = people?.people.find(({ id }) => id === actor)
      return person?.name ?? person?.function ?? t('log.station')
    }
    const outcome = (row: Transfer): string => {
      if (row.outcome === 'failed') return t('log.failed', { why: isErrorCode(row.detail) ? t(`errors:${row.detail}.happened`) : row.detail })
      if (row.outcome === 'not-genuine' && isVerdictCode(row.detail)) return t(`verdict.${row.detail}.answer`)
      return t(`log.outcome.${row.outcome}`)
    }
    return [
      { id: 'at', label: t('log.at'), value: (row) => row.at, cell: (row) => shortTime(row.at, zone, language), width: '9rem' },
      { id: 'direction', label: t('log.direction'), value: (row) => t(`log.${row.direction}`), width: '5.5rem' },
      { id: 'file', label: t('log.file'), value: (row) => row.fileName, cell: (row) => <FileName name={row.fileName} /> },
      { id: 'place', label: t('log.place'), value: (row) => row.place, width: '7rem' },
      { id: 'outcome', label: t('log.ended'), value: outcome, width: '11rem' },
      { id: 'actor', label: t('log.by'), value: (row) => nameOf(row.actor), width: '7.5rem' },
    ]
  }, [t, language, zone, people])
  const filters = useMemo(
    (): readonly DataFilter<Transfer>[] => [
      { id: 'out', label: t('log.out'), group: 'direction', matches: (row) => row.direction === 'out' },
      { id: 'in', label: t('log.in'), group: 'direction', matches: (row) => row.direction === 'in' },
      { id: 'failed', label: t('log.bad'), matches: (row) => row.outcome === 'failed' || row.outcome === 'not-genuine' },
    ],
    [t],
  )
  useCounts(rows === undefined ? null : t('log.count', { count: rows.length }))
  const out: Action = { label: t('log.carryOut'), needs: 'transfer.write', onPress: () => navigate(transferPaths.out) }
  const check: Action = { label: t('log.verify'), needs: 'transfer.verify', onPress: () => navigate(transferPaths.verify) }
  return (
    <ScreenPage id="transfer" title={t('log.title')} purpose={t('log.purpose')} primary={out} secondary={[check]}>
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
      {rows === undefined ? null : (
        <DataTable
          label={t('log.table')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          filters={filters}
          initialSort={{ column: 'at', descending: true }}
          empty={<Empty title={t('log.emptyTitle')} what={t('log.emptyWhat')} />}
        />
      )}
    </ScreenPage>
  )
}

function isErrorCode(text: string): text is ErrorCode {
  return (errorCodes as readonly string[]).includes(text)
}

function isVerdictCode(text: string): text is VerdictCode {
  return (verdictCodes as readonly string[]).includes(text)
}

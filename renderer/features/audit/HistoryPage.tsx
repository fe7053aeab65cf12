import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { AuditPage } from '../../../shared/audit/entry.ts'
import { useQuery } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { useCounts } from '../../app/frame/frame-state.ts'
import type { CallError } from '../../../shared/contract/client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useRoomy } from '../editing/roomy.ts'
import { AuditFrame } from './AuditFrame.tsx'
import { recordName, tell } from './audit-sentence.ts'
import { EntryPane } from './EntryPane.tsx'
import { EntryTable } from './EntryTable.tsx'
import { auditPaths } from './paths.ts'
import { PeriodChoice } from './PeriodChoice.tsx'
import { everything, type Period } from './period.ts'
import { PersonDialog, type PersonLook } from './PersonDialog.tsx'
import { useAuditWords } from './use-audit-words.ts'
import { usePeople } from './use-people.ts'

/** Entries of one answer of the core. */
const pageSize = 100
const noNames: AuditPage['names'] = []

/**
 * What was written down, newest first, by record and by time. There is no search, no sorting and no counting here on purpose: each would be a way
 * to look at one person without the second one.
 */
export function HistoryPage({ record }: { readonly record: { readonly kind: string; readonly id: string } | null }): ReactElement {
  const { t } = useTranslation('audit')
  const [, navigate] = useLocation()
  const [period, setPeriod] = useState<Period>(everything)
  const [before, setBefore] = useState<number | null>(null)
  const [open, setOpen] = useState<number | null>(null)
  const [asking, setAsking] = useState(false)
  const [look, setLook] = useState<PersonLook | null>(null)
  const everyone = useQuery('audit.list', look === null ? { record, from: period.from, to: period.to, before, limit: pageSize } : null)
  const person = usePersonPages(look, before)
  const { value: page, error, refresh } = look === null ? everyone : person
  const words = useAuditWords(page?.names ?? noNames)
  const people = usePeople()
  const roomy = useRoomy()
  const told = useMemo(() => new Map(page?.rows.map((row) => [row.sequence, tell(row, words)])), [page, words])
  const entry = page?.rows.find(({ sequence }) => sequence === open) ?? null
  useCounts(page === undefined ? null : t('history.count', { count: page.rows.length }))
  const choose = (next: Period): void => {
    setPeriod(next)
    setBefore(null)
    setOpen(null)
  }
  const leaveLook = (): void => {
    setLook(null)
    setBefore(null)
    setOpen(null)
  }
  const pane =
    entry === null ? undefined : (
      <EntryPane key={entry.sequence} entry={entry} told={told.get(entry.sequence) ?? tell(entry, words)} words={words} onClose={() => setOpen(null)} onRecord={(subject) => navigate(auditPaths.of(subject.kind, subject.id))} />
    )
  const secondary = look === null && record === null ? [{ label: t('history.person'), onPress: () => setAsking(true) }] : []
  return (
    <AuditFrame tab="history" purpose={t('purpose')} width="full" pane={pane} secondary={secondary}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        {record === null ? null : <Notice title={t('history.ofRecord', { what: recordName(page, record, words) })} actions={[{ label: t('history.showAll'), onPress: () => navigate(auditPaths.history) }, { label: t('history.handOut'), needs: 'report.release', onPress: () => navigate(auditPaths.extractOf(record.kind, record.id)) }]} />}
        {look === null ? <PeriodChoice period={period} onChange={choose} /> : <Notice severity="medium" title={t('history.personShown', { who: people.nameOf(look.person), reason: look.reason })} actions={[{ label: t('history.personLeave'), onPress: leaveLook }]} />}
        {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
        {page === undefined ? null : page.rows.length === 0 ? (
          <Empty title={t('history.emptyTitle')} what={t('history.emptyWhat')} />
        ) : (
          <>
            <EntryTable squeezed={entry !== null && !roomy} rows={page.rows} sentence={(row) => told.get(row.sequence)?.sentence ?? ''} selected={open} onOpen={(row) => setOpen(row.sequence)} />
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
              {page.next === null ? null : <ActionButton action={{ label: t('history.older'), onPress: () => setBefore(page.next) }} />}
              {before === null ? null : <ActionButton action={{ label: t('history.newest'), onPress: () => setBefore(null) }} />}
              <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>{page.next === null ? t('history.end') : t('history.more')}</Typography>
            </Box>
          </>
        )}
      </Box>
      {asking ? (
        <PersonDialog
          period={period}
          limit={pageSize}
          onClose={() => setAsking(false)}
          onAllowed={(allowed) => {
            setAsking(false)
            setBefore(null)
            setOpen(null)
            setLook(allowed)
          }}
        />
      ) : null}
    </AuditFrame>
  )
}

/** Pages of the look at one person: the first came with the permission, the others are asked for. */
function usePersonPages(look: PersonLook | null, before: number | null): { readonly value: ReplyTo<'audit.personPage'> | undefined; readonly error: CallError | null; refresh(): void } {
  const older = useQuery('audit.personPage', look === null || before === null ? null : { view: look.view, before, limit: pageSize })
  if (look === null || before !== null) return older
  return { value: look.page, error: null, refresh: () => undefined }
}

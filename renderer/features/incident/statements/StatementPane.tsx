import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { effective } from '../../../../shared/clock/chain.ts'
import { displayText, utcDisplayText } from '../../../../shared/clock/time-text.ts'
import type { Statement } from '../../../../shared/clock/statement.ts'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import { useCommand } from '../../../api/hooks.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { DetailPane } from '../../../ui/DetailPane.tsx'
import { TextInput } from '../../../ui/form/TextInput.tsx'
import { ApprovalLine } from '../../approval/index.ts'
import { useReportWords } from '../../report/index.ts'
import { useAuthorName } from '../incident-words.ts'
import type { StatementStart, Stateable } from './StatementDialog.tsx'
import { lastOf } from './stated-now.ts'

/** Everything that was said about one anchor: what counts, what it was corrected from, by whom and why. */
export function StatementPane({
  view,
  anchor,
  onState,
  onClose,
}: {
  readonly view: IncidentView
  readonly anchor: Stateable
  onState(start: StatementStart): void
  onClose(): void
}): ReactElement {
  const { words } = useReportWords()
  const [withdrawing, setWithdrawing] = useState<Statement | null>(null)
  const isOpen = view.incident.closedAt === null
  // When it was noticed belongs to when it was known: a narrow ladder has one rung for both.
  const anchors: readonly Stateable[] = anchor === 'known' ? ['known', 'detected'] : [anchor]
  return (
    <DetailPane title={words.anchors[anchor]} onClose={onClose}>
      {anchors.map((shown) => (
        <Box key={shown} sx={{ marginTop: shown === anchor ? 0 : 3 }}>
          {shown === anchor ? null : <Typography variant="h3">{words.anchors[shown]}</Typography>}
          <AnchorStatements view={view} anchor={shown} isOpen={isOpen} onState={onState} onWithdraw={setWithdrawing} />
        </Box>
      ))}
      {withdrawing === null ? null : <Withdrawal statement={withdrawing} incident={view.incident.id} onDone={() => setWithdrawing(null)} />}
    </DetailPane>
  )
}

function AnchorStatements({
  view,
  anchor,
  isOpen,
  onState,
  onWithdraw,
}: {
  readonly view: IncidentView
  readonly anchor: Stateable
  readonly isOpen: boolean
  onState(start: StatementStart): void
  onWithdraw(statement: Statement): void
}): ReactElement {
  const { t } = useTranslation('incident')
  const chains = effective(view.statements).filter((chain) => chain.anchor === anchor)
  return (
    <>
      <Typography sx={(theme) => ({ color: theme.colours.quietText, marginBottom: 2 })}>{t(`statement.means.${anchor}`)}</Typography>
      {chains.length === 0 ? (
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, alignItems: 'flex-start' }}>
          <Typography>{t('statement.nobody')}</Typography>
          {isOpen ? <ActionButton action={{ label: t('statement.stateIt', { what: t(`ladder.${anchor}`) }), onPress: () => onState({ anchor, correct: null }) }} /> : null}
        </Box>
      ) : null}
      {chains.map((chain) => {
        const last = lastOf(chain)
        return (
          <Box key={chain.root} sx={{ marginBottom: 3 }}>
            <Box component="ol" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {[...chain.history].reverse().map((statement) => (
                <Said key={statement.id} statement={statement} counts={statement === last} />
              ))}
            </Box>
            {last === null || !isOpen ? null : (
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginTop: 1 }}>
                <ActionButton action={{ label: t(last.instant === null ? 'statement.stateIt' : 'statement.correctIt', { what: t(`ladder.${anchor}`) }), onPress: () => onState({ anchor, correct: last }) }} />
                {last.instant === null ? null : <ActionButton action={{ label: t('statement.withdrawIt', { what: t(`ladder.${anchor}`) }), onPress: () => onWithdraw(last) }} weight="plain" />}
              </Box>
            )}
          </Box>
        )
      })}
      {anchor === 'request' && chains.length > 0 && isOpen ? <ActionButton action={{ label: t('statement.anotherRequest'), onPress: () => onState({ anchor, correct: null }) }} /> : null}
    </>
  )
}

function Said({ statement, counts }: { readonly statement: Statement; readonly counts: boolean }): ReactElement {
  const { t } = useTranslation('incident')
  const { language } = useReportWords()
  const authorName = useAuthorName()
  const time = statement.instant === null ? t('statement.withdrawn') : displayText(statement.instant, statement.zone, language)
  const author = authorName(statement.author)
  return (
    <Box component="li" sx={(theme) => ({ paddingBlock: 1, borderBottom: `1px solid ${theme.colours.line}` })}>
      <Typography sx={{ fontWeight: counts ? 700 : 400 }}>{counts ? time : <del>{time}</del>}</Typography>
      {statement.instant === null ? null : (
        <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>
          {utcDisplayText(statement.instant, statement.zone, language)}
        </Typography>
      )}
      {statement.dueBy === null ? null : <Typography variant="body2">{t('statement.asksBy', { time: displayText(statement.dueBy, statement.zone, language) })}</Typography>}
      {statement.basis === '' ? null : <Typography variant="body2">{t('statement.restsOn', { text: statement.basis })}</Typography>}
      {statement.reason === null ? null : <Typography variant="body2">{t('statement.because', { text: statement.reason })}</Typography>}
      <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>
        {t('statement.by', { author, time: displayText(statement.recordedAt, statement.zone, language) })}
        {statement.confirmed ? '' : ` ${t(statement.author === 'station' ? 'statement.notConfirmed' : 'statement.byPin')}`}
      </Typography>
      {statement.supersedes === null ? null : <ApprovalLine incident={statement.incident} subject={statement.id} zone={statement.zone} />}
    </Box>
  )
}

function Withdrawal({ statement, incident, onDone }: { readonly statement: Statement; readonly incident: string; onDone(): void }): ReactElement {
  const { t } = useTranslation('incident')
  const { words } = useReportWords()
  const names: Readonly<Record<string, string>> = words.anchors
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const record = useCommand('statements.record')
  const submit = async (): Promise<void> => {
    if (reason.trim() === '') return setAsked(true)
    const outcome = await record.run({ incident, anchor: statement.anchor, stage: statement.stage, instant: null, dueBy: null, basis: '', supersedes: statement.id, reason: reason.trim() })
    if (outcome.ok) onDone()
  }
  return (
    <ConfirmDialog
      open
      title={t('statement.withdrawTitle', { what: names[statement.anchor] ?? '' })}
      consequences={[t('statement.withdrawStays'), t('statement.withdrawDeadline')]}
      confirm={{ label: t('statement.withdraw'), busy: record.busy, onPress: () => void submit() }}
      onCancel={onDone}
      destructive
      error={record.error}
    >
      <TextInput label={t('statement.reason')} value={reason} onChange={setReason} maxLength={600} error={asked && reason.trim() === '' ? t('reasonMissing') : undefined} />
    </ConfirmDialog>
  )
}

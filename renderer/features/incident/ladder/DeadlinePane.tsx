import Typography from '@mui/material/Typography'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayNote, Deadline } from '../../../../shared/clock/deadline.ts'
import { leaveBy } from '../../../../shared/clock/leave-by.ts'
import { displayText, utcDisplayText } from '../../../../shared/clock/time-text.ts'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import type { Instant } from '../../../../shared/ports/clock.ts'
import type { Action } from '../../../ui/ActionButton.tsx'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DetailPane } from '../../../ui/DetailPane.tsx'
import { durationText } from '../../../ui/duration-text.ts'
import { KeyValue, type Fact } from '../../../ui/KeyValue.tsx'
import { useReportWords } from '../../report/index.ts'
import { useLeftText } from '../../clock/clock-words.ts'
import type { IncidentT } from '../incident-words.ts'

/** One deadline with its inputs, its rule and its source. */
export function DeadlinePane({
  view,
  deadline,
  actions,
  onClose,
}: {
  readonly view: IncidentView
  readonly deadline: Deadline
  readonly actions: readonly Action[]
  onClose(): void
}): ReactElement {
  const { t } = useTranslation('incident')
  const { t: tUi } = useTranslation('ui')
  const { words, language } = useReportWords()
  const remainingText = useLeftText()
  const way = durationText(tUi, { hours: 0, minutes: view.courierMinutes, seconds: null })
  const time = (at: Instant): string => displayText(at, deadline.zone, language)
  const running = deadline.state === 'running'
  const facts: Fact[] = [
    { label: t('deadline.due'), value: <Both local={time(deadline.due)} utc={utcDisplayText(deadline.due, deadline.zone, language)} /> },
    ...(running && !deadline.assumed ? [{ label: t('deadline.left'), value: remainingText(deadline.due) }] : []),
    ...(running && !deadline.assumed ? [{ label: t('deadline.leaveBy'), value: t('deadline.leaveByOf', { time: time(leaveBy(deadline.due, view.courierMinutes)), way }) }] : []),
    ...(deadline.metAt === null ? [] : [{ label: t('deadline.handedIn'), value: deadline.state === 'missed' ? t('ladder.missed', { time: time(deadline.metAt) }) : time(deadline.metAt) }]),
    { label: t('deadline.countsFrom'), value: <Both local={t(`deadline.anchor.${deadline.anchor.name}`)} utc={time(deadline.anchor.instant)} /> },
    { label: t('deadline.rule'), value: ruleText(t, deadline) },
    { label: t('deadline.source'), value: t('deadline.article', { title: deadline.source.title, article: deadline.source.article }) },
    { label: t('deadline.standing'), value: standingText(t, deadline) },
    ...(deadline.claimedLater === null
      ? []
      : [{ label: t('deadline.claimed'), value: t('deadline.claimedOf', { time: time(deadline.claimedLater.due), reason: deadline.claimedLater.reason ?? '' }) }]),
    ...deadline.former.map((line) => ({
      label: t('deadline.former'),
      value: (
        <>
          <del>{time(line.due)}</del>
          {line.reason === null ? null : <Quiet>{line.reason}</Quiet>}
        </>
      ),
    })),
    ...deadline.dayNotes.map((note) => ({ label: t('deadline.day'), value: dayText(t, note, language) })),
    ...(deadline.roll === null ? [] : [{ label: t('deadline.roll'), value: t('deadline.rollOf', { time: time(deadline.roll) }) }]),
    { label: t('deadline.profile'), value: t('deadline.profileOf', deadline.rule.profile) },
  ]
  return (
    <DetailPane title={words.stages[deadline.stage]} onClose={onClose} actions={actions.length === 0 ? undefined : actions.map((action) => <ActionButton key={action.label} action={action} />)}>
      <Typography sx={{ marginBottom: 1 }}>{deadline.note[language]}</Typography>
      <KeyValue facts={distinct(facts)} termWidth="9rem" />
    </DetailPane>
  )
}

/** The list needs a name of its own for each fact; several former lines have the same one. */
function distinct(facts: readonly Fact[]): Fact[] {
  const seen = new Map<string, number>()
  return facts.map((fact) => {
    const count = (seen.get(fact.label) ?? 0) + 1
    seen.set(fact.label, count)
    return count === 1 ? fact : { ...fact, label: `${fact.label} ${count}` }
  })
}

function Both({ local, utc }: { readonly local: string; readonly utc: string }): ReactElement {
  return (
    <>
      {local}
      <Quiet>{utc}</Quiet>
    </>
  )
}

function Quiet({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>
      {children}
    </Typography>
  )
}

function ruleText(t: IncidentT, { rule }: Deadline): string {
  const { period, occurrence } = rule
  const length =
    period === 'at-once' ? t('deadline.atOnce') : period === 'as-requested' ? t('deadline.asRequested') : 'hours' in period ? t('deadline.hours', { count: period.hours }) : t('deadline.months', { count: period.months })
  const after = t('deadline.after', { period: length, anchor: t(`deadline.anchor.${rule.anchor}`) })
  return occurrence === 1 ? after : t('deadline.occurrence', { rule: after, number: occurrence })
}

function standingText(t: IncidentT, deadline: Deadline): string {
  if (deadline.state === 'not-applicable') return t('deadline.notApplicable')
  if (deadline.assumed) return t('deadline.assumed')
  if (deadline.conditional) return t('deadline.conditional')
  return deadline.provisional ? t('deadline.provisional') : t('deadline.settled')
}

function dayText(t: IncidentT, note: DayNote, language: 'en' | 'de'): string {
  return note.code === 'holiday' ? t('deadline.note.holiday', { name: note.name[language] }) : t(`deadline.note.${note.code}`)
}

import Box from '@mui/material/Box'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deadline } from '../../../../shared/clock/deadline.ts'
import { localTime } from '../../../../shared/clock/local-time.ts'
import { leaveBy, remaining } from '../../../../shared/clock/leave-by.ts'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import type { Instant } from '../../../../shared/ports/clock.ts'
import { StepLadder, type LadderStep } from '../../../ui/StepLadder.tsx'
import { clockOnly, shortTime } from '../../../ui/short-time.ts'
import { useReportWords } from '../../report/index.ts'
import { useLeftText } from '../../clock/clock-words.ts'
import { ladder, type Rung } from './ladder.ts'
import { dueWords } from './due-words.ts'

/** The clock of an incident from top to bottom: what was stated, what is due, what lies ahead. A rung opens what stands behind it. */
export function ClockLadder({
  view,
  now,
  direction,
  current,
  onOpen,
}: {
  readonly view: IncidentView
  readonly now: Instant
  readonly direction: 'row' | 'column'
  readonly current: string | null
  onOpen(rung: Rung): void
}): ReactElement {
  const { t } = useTranslation('incident')
  const { words, language } = useReportWords()
  const strip = direction === 'row'
  const rungs = ladder(view, now).filter((rung) => !strip || !isMinor(rung))
  const time = (at: Instant, zone: string): string => (strip ? stripTime(at, zone, language, now) : shortTime(at, zone, language))
  const steps = rungs.map((rung): LadderStep => {
    switch (rung.kind) {
      case 'statement':
        return {
          id: rung.id,
          label: t(`ladder.${rung.anchor}`),
          state: rung.state,
          detail: rung.statement?.instant == null ? t(`ladder.${notStated(rung.anchor, view)}`) : time(rung.statement.instant, rung.statement.zone),
          onOpen: () => onOpen(rung),
        }
      case 'deadline':
        return {
          id: rung.id,
          label: words.stages[rung.deadline.stage],
          state: rung.state,
          detail: <Due deadline={rung.deadline} courierMinutes={view.courierMinutes} now={now} strip={strip} />,
          onOpen: () => onOpen(rung),
        }
      case 'ahead':
        return { id: rung.id, label: words.stages[rung.stage], state: 'ahead', detail: strip ? t('ladder.waits.other') : t(`ladder.waits.${waits(rung.waitsFor)}`), onOpen: () => onOpen(rung) }
    }
  })
  return <StepLadder label={t('ladder.label')} steps={steps} {...(current === null ? {} : { current })} direction={direction} />
}

/** What a strip has no room for: when it was noticed stands with "known", and handling is stated at the end. */
function isMinor(rung: Rung): boolean {
  return rung.kind === 'statement' && (rung.anchor === 'detected' || (rung.anchor === 'handled' && rung.statement === null))
}

const week = 7 * 86_400_000

/** Within a week the weekday says enough: `Mon 23, 19:28`. */
function stripTime(at: Instant, zone: string, language: string, now: Instant): string {
  if (Math.abs(at - now) >= week) return shortTime(at, zone, language)
  const weekday = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: zone, weekday: 'short' }).format(at).replace('.', '')
  return `${weekday} ${localTime(at, zone).day}${language === 'de' ? '.' : ''}, ${clockOnly(at, zone)}`
}

function notStated(anchor: Extract<Rung, { kind: 'statement' }>['anchor'], view: IncidentView): 'decideNow' | 'notSignificant' | 'notStated' {
  if (anchor !== 'aware') return 'notStated'
  if (view.incident.significance === 'undecided') return 'decideNow'
  return view.incident.significance === 'no' ? 'notSignificant' : 'notStated'
}

function waits(anchor: string): 'submitted' | 'handled' | 'aware' | 'other' {
  return anchor === 'submitted' || anchor === 'handled' || anchor === 'aware' ? anchor : 'other'
}

/** Times of one report: due, left, leave by; former ones struck through, an unconfirmed later one beside it. */
function Due({ deadline, courierMinutes, now, strip }: { readonly deadline: Deadline; readonly courierMinutes: number; readonly now: Instant; readonly strip: boolean }): ReactNode {
  const { t } = useTranslation('incident')
  const { language } = useReportWords()
  const remainingText = useLeftText()
  const time = (at: Instant): string => (strip ? stripTime(at, deadline.zone, language, now) : shortTime(at, deadline.zone, language))
  switch (deadline.state) {
    case 'met':
    case 'missed':
      if (deadline.metAt === null) return null
      return strip && deadline.state === 'met' ? time(deadline.metAt) : t(deadline.state === 'met' ? 'ladder.met' : 'ladder.missed', { time: time(deadline.metAt) })
    case 'not-applicable':
      return t('ladder.notApplicable')
    case 'running':
  }
  const left = remaining(deadline.due, now)
  if (strip) {
    return (
      <>
        <Line strong>{time(deadline.due)}</Line>
        <Line>{deadline.assumed ? t('ladder.about') : dueWords(deadline) === 'ladder.ifSignificant' ? t('ladder.onlyIf', { left: remainingText(deadline.due) }) : remainingText(deadline.due)}</Line>
      </>
    )
  }
  if (deadline.assumed) return t('ladder.assumed', { time: time(deadline.due) })
  return (
    <>
      <Line strong>{t(dueWords(deadline), { time: time(deadline.due) })}</Line>
      <Line>{remainingText(deadline.due)}</Line>
      {left.overdue ? null : <Line>{t('ladder.leaveBy', { time: time(leaveBy(deadline.due, courierMinutes)) })}</Line>}
      {deadline.conditional ? <Line>{t('ladder.conditional')}</Line> : null}
      {deadline.claimedLater === null ? null : <Line>{t('ladder.claimed', { time: time(deadline.claimedLater.due) })}</Line>}
      {deadline.former.map((line) => (
        <Line key={line.due}>
          <del>{time(line.due)}</del>
        </Line>
      ))}
    </>
  )
}

function Line({ strong = false, children }: { readonly strong?: boolean; readonly children: ReactNode }): ReactElement {
  return (
    <Box component="span" sx={(theme) => ({ display: 'block', ...(strong ? { color: theme.colours.text } : {}) })}>
      {children}
    </Box>
  )
}

import type { TFunction } from 'i18next'
import type { BarEntry, BarRow } from '../../../shared/clock/leave-by.ts'
import { localTime } from '../../../shared/clock/local-time.ts'
import { clockText, dateText, displayText } from '../../../shared/clock/time-text.ts'
import type { Stage } from '../../../shared/report/stage.ts'

/** A row of the bar as the core gives it. */
export interface NumberedRow extends BarRow {
  readonly number: number
}

/** "21:10" on the day of `now`, else with weekday and date; local time of the deadline's zone. */
export function shortTime(instant: number, zone: string, now: number, language: string): string {
  const then = localTime(instant, zone)
  if (dateText(then) === dateText(localTime(now, zone))) return clockText(then)
  // The offset stands in the details; here the room is for what must be done.
  return displayText(instant, zone, language).replace(/ \([^)]*\)$/, '')
}

/** What the bar says about its most urgent row. @param left how much time is left, in words. */
export function barSentence(t: TFunction<'deadlines'>, entry: BarEntry<NumberedRow>, left: string, now: number, language: string): string {
  const { deadline, number } = entry.row
  const parts = {
    number,
    stage: stageWord(t, deadline.stage),
    stageInside: t(`stageInside.${deadline.stage}`),
    due: shortTime(deadline.due, deadline.zone, now, language),
    leave: shortTime(entry.leaveBy, deadline.zone, now, language),
    left,
  }
  if (entry.undecided) return t('undecided', parts)
  if (entry.left.kind === 'unknown') return t('unknown', parts)
  if (entry.left.kind === 'range') {
    if (!entry.left.least.overdue) return t('range', parts)
    if (!entry.left.most.overdue) return t('perhapsOverdue', parts)
  }
  switch (entry.level) {
    case 'normal':
      return t('running', parts)
    case 'high':
      return t('high', parts)
    case 'critical':
      return t('critical', parts)
    case 'overdue':
      return t('overdue', parts)
  }
}

/** A stage as people call it. */
export function stageWord(t: TFunction<'deadlines'>, stage: Stage): string {
  return t(`stage.${stage}`)
}

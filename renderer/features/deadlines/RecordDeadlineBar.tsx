import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { barState, doubtOf, type BarEntry, type Level } from '../../../shared/clock/leave-by.ts'
import { displayText, utcDisplayText } from '../../../shared/clock/time-text.ts'
import { useNow } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { DeadlineBar, type DeadlineTone } from '../../app/frame/DeadlineBar.tsx'
import { durationText } from '../../ui/duration-text.ts'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { anomalyText, jumpText, leftText } from '../clock/clock-words.ts'
import { incidentPaths } from '../incident/index.ts'
import { barSentence, stageWord } from './deadline-words.ts'
import type {} from './texts.ts'

type Bar = ReplyTo<'deadlines.bar'>
type Row = Bar['deadlines'][number]

const tones: Readonly<Record<Level, DeadlineTone>> = { normal: 'running', high: 'high', critical: 'critical', overdue: 'critical' }

/**
 * The deadline bar of the frame: asks the core twice a minute and counts on in between.
 * @param locked on a locked screen: deadlines stay in sight, and nothing leads from them into the record.
 */
export function RecordDeadlineBar({ locked = false }: { readonly locked?: boolean }): ReactElement {
  const { t, i18n } = useTranslation('deadlines')
  const { t: tUi } = useTranslation('ui')
  const { t: tClock } = useTranslation('clock')
  const [, navigate] = useLocation()
  const { value: bar } = useQuery('deadlines.bar', {}, { every: 30_000 })
  const now = useNow(1000)
  if (bar === undefined) return <DeadlineBar tone="quiet" main="" announcement="" />
  const state = barState<Row>(bar.deadlines, now, doubtOf(bar))
  const clock = <ClockFacts bar={bar} now={now} />
  if (state.kind === 'none') return <DeadlineBar tone="quiet" main={t('none')} announcement={t('none')} details={clock} />
  const { first, entries } = state
  const { row } = first
  const others = new Set(entries.map((entry) => entry.row.incident)).size - 1
  return (
    <DeadlineBar
      tone={first.undecided && first.level === 'normal' ? 'high' : tones[first.level]}
      main={barSentence(t, first, first.left.kind === 'known' ? durationText(tUi, first.remaining) : leftText(tClock, first.left), now, i18n.language)}
      // Without the minutes, so that a screen reader hears a change of state and not every tick.
      announcement={`${stageWord(t, row.deadline.stage)} INC-${String(row.number)} ${first.level} ${first.left.kind}`}
      action={locked ? undefined : {
        label: first.undecided ? t('decide') : t('open', { number: row.number }),
        onPress: () => navigate(first.undecided ? incidentPaths.decide(row.incident) : incidentPaths.part(row.incident, 'chronology')),
      }}
      more={others > 0 && !locked ? { label: t('more', { count: others }), onPress: () => navigate(incidentPaths.list) } : undefined}
      details={
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Typography variant="h2">{t('details.title')}</Typography>
          {entries.slice(0, 6).map((entry) => (
            <EntryFacts key={`${entry.row.incident} ${entry.row.deadline.key}`} entry={entry} />
          ))}
          {clock}
        </Box>
      }
    />
  )
}

function EntryFacts({ entry }: { readonly entry: BarEntry<Row> }): ReactElement {
  const { t, i18n } = useTranslation('deadlines')
  const { t: tUi } = useTranslation('ui')
  const { t: tClock } = useTranslation('clock')
  const { deadline, number } = entry.row
  const time = (instant: number): string => `${displayText(instant, deadline.zone, i18n.language)}, ${utcDisplayText(instant, deadline.zone, i18n.language)}`
  return (
    <Box>
      <Typography sx={{ fontWeight: 700 }}>{`${stageWord(t, deadline.stage)}, INC-${String(number)}`}</Typography>
      <KeyValue
        facts={[
          { label: t('details.due'), value: time(deadline.due) },
          { label: t('details.leave'), value: time(entry.leaveBy) },
          entry.left.kind === 'known'
            ? { label: entry.remaining.overdue ? t('details.over') : t('details.left'), value: durationText(tUi, entry.remaining) }
            : { label: t('details.range'), value: leftText(tClock, entry.left) },
          { label: t('details.from'), value: `${t(`anchor.${deadline.anchor.name}`)}, ${displayText(deadline.anchor.instant, deadline.zone, i18n.language)}` },
          { label: t('details.rule'), value: `${deadline.source.title}, Art ${deadline.source.article}${deadline.provisional ? `; ${t('details.provisional')}` : ''}` },
        ]}
      />
    </Box>
  )
}

function ClockFacts({ bar, now }: { readonly bar: Bar; readonly now: number }): ReactElement {
  const { t, i18n } = useTranslation('deadlines')
  const { t: tClock } = useTranslation('clock')
  const minute = (at: number): number => Math.floor(at / 60_000) * 60_000
  const told = (at: number): string => `${displayText(minute(at), bar.zone, i18n.language)}, ${utcDisplayText(minute(at), bar.zone, i18n.language)}`
  const compared =
    bar.stated === null
      ? t('details.clockUnchecked')
      : t('details.clockStated', { time: displayText(bar.stated.at, bar.zone, i18n.language), length: jumpText(tClock, bar.stated.difference) })
  const { time } = bar
  const parts = { lower: told(now - (bar.now - time.lower)), upper: told(now), time: told(now) }
  const shown = time.open ? tClock('page.orLater', parts) : time.isRange ? tClock('page.between', parts) : told(now)
  return (
    <KeyValue
      facts={[
        { label: t('details.clock'), value: shown },
        { label: t('details.trust'), value: time.state === 'confirmed' ? tClock('page.state.confirmed') : compared },
        ...(time.state !== 'suspect' ? [] : [{ label: t('details.why'), value: `${time.why === null ? tClock('did.stated-earlier') : anomalyText(tClock, time.why, bar.zone, i18n.language)} ${tClock('doubt.judged')}` }]),
      ]}
    />
  )
}

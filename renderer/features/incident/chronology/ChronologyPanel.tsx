import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { dateText } from '../../../../shared/clock/time-text.ts'
import { localTime } from '../../../../shared/clock/local-time.ts'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import { useCoreClock } from '../../../api/core-clock.ts'
import { useCommand, useQuery } from '../../../api/hooks.ts'
import { Empty } from '../../../ui/Empty.tsx'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { tracesIn, useReportWords } from '../../report/index.ts'
import { ChronologyItem } from './ChronologyItem.tsx'
import { chronologyCounts, chronologyRows, type ChronologyRow } from './chronology-rows.ts'
import type { EnteredLine } from './entered-line.ts'
import { EntryEditor } from './EntryEditor.tsx'
import { TraceOffer } from './TraceOffer.tsx'
import { useTypedLine } from './typed-lines.ts'

/** What happened, newest first, with the line that takes the next entry above it. */
export function ChronologyPanel({ view }: { readonly view: IncidentView }): ReactElement {
  const { t } = useTranslation('incident')
  const { language } = useReportWords()
  const { clock } = useCoreClock()
  const { incident } = view
  const [typed, setTyped] = useTypedLine(incident.id)
  const [offered, setOffered] = useState<ReturnType<typeof tracesIn>>([])
  const add = useCommand('chronology.add')
  const link = useCommand('affected.set')
  const { value: register } = useQuery('assets.list', { site: incident.site })
  const assets = register?.assets ?? []
  const { value: clocks } = useQuery('timeSources.list', { site: incident.site })
  const timeSources = clocks?.timeSources ?? []
  const rows = chronologyRows(view.chronology)
  const counts = chronologyCounts(rows)
  const keep = async (line: EnteredLine): Promise<void> => {
    const outcome = await add.run({ incident: incident.id, instant: line.instant, text: line.text, source: line.source, important: line.important, timeSource: line.timeSource })
    if (!outcome.ok) return
    // The next line is often read off the same clock.
    setTyped({ line: '', keepComma: false, timeSource: line.timeSource })
    setOffered(tracesIn(line.text))
    const called = assets.filter((asset) => line.mentions.includes(asset.name) && !view.affected.some((row) => row.record === asset.id))
    for (const asset of called) await link.run({ incident: incident.id, kind: 'asset', record: asset.id, affected: true })
  }
  return (
    <Box>
      <EntryEditor
        label={t('entry.label')}
        help={t('entry.example')}
        typed={typed}
        onTyped={setTyped}
        zone={incident.zone}
        now={() => clock.now()}
        names={assets.map((asset) => asset.name)}
        timeSources={timeSources}
        busy={add.busy}
        keepLabel={t('entry.add')}
        importantLabel={t('entry.addImportant')}
        onKeep={(line) => void keep(line)}
      />
      {add.error === null ? null : <ErrorNotice error={add.error} />}
      {link.error === null ? null : <ErrorNotice error={link.error} />}
      {offered.length === 0 ? null : <TraceOffer view={view} traces={offered} onDone={() => setOffered([])} />}
      {rows.length === 0 ? (
        <Empty title={t('chronology.emptyTitle')} what={t('chronology.emptyWhat')} />
      ) : (
        <>
          <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText, marginTop: 1 })}>
            {t('chronology.counts', { count: counts.standing, important: counts.important, corrected: counts.corrected })}
          </Typography>
          {byDay([...rows].reverse(), incident.zone).map((day) => (
            <Box key={day.date} component="section" aria-label={dayTitle(day.rows, incident.zone, language)}>
              <Typography variant="h3" component="h2" sx={(theme) => ({ position: 'sticky', top: 0, zIndex: 1, paddingBlock: 1, marginTop: 1, backgroundColor: theme.colours.background })}>
                {dayTitle(day.rows, incident.zone, language)}
              </Typography>
              <Box component="ol" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
                {day.rows.map((row) => (
                  <ChronologyItem key={row.entry.id} row={row} view={view} names={assets.map((asset) => asset.name)} timeSources={timeSources} />
                ))}
              </Box>
            </Box>
          ))}
        </>
      )}
    </Box>
  )
}

interface Day {
  readonly date: string
  readonly rows: readonly ChronologyRow[]
}

function byDay(rows: readonly ChronologyRow[], zone: string): Day[] {
  const days = new Map<string, ChronologyRow[]>()
  for (const row of rows) {
    const date = dateText(localTime(row.entry.instant, zone))
    const day = days.get(date)
    if (day === undefined) days.set(date, [row])
    else day.push(row)
  }
  return [...days].map(([date, own]) => ({ date, rows: own }))
}

function dayTitle(rows: readonly ChronologyRow[], zone: string, language: string): string {
  const instant = rows[0]?.entry.instant ?? 0
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(instant)
}

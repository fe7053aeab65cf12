import MoreIcon from '@mui/icons-material/MoreHoriz'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { earlierInstant, fromWallMillis, readLocal } from '../../../../shared/clock/local-time.ts'
import { shownText, type ChronologyReading, type ReadingFacts, type TimeSource } from '../../../../shared/clock/time-source.ts'
import type { ChronologyEntry } from '../../../../shared/incident/incident.ts'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import { useCoreClock } from '../../../api/core-clock.ts'
import { useCommand } from '../../../api/hooks.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { clockOnly, shortTime } from '../../../ui/short-time.ts'
import { jumpText } from '../../clock/clock-words.ts'
import { useReportWords } from '../../report/index.ts'
import { useAuthorName } from '../incident-words.ts'
import type { ChronologyRow } from './chronology-rows.ts'
import { ClaimMark } from './ClaimMark.tsx'
import { EntryEditor } from './EntryEditor.tsx'
import { entryLine } from './parse-entry.ts'
import { correctedText } from './reading-text.ts'
import type { TypedLine } from './typed-line.ts'

/** One entry with its former wordings. A correction is a new entry; nothing is ever overwritten. */
export function ChronologyItem({
  row,
  view,
  names,
  timeSources,
}: {
  readonly row: ChronologyRow
  readonly view: IncidentView
  readonly names: readonly string[]
  /** Other clocks of the site. */
  readonly timeSources: readonly TimeSource[]
}): ReactElement {
  const { t } = useTranslation('incident')
  const { clock } = useCoreClock()
  const { entry } = row
  const zone = view.incident.zone
  const reading = view.readings.find((candidate) => candidate.entry === entry.id) ?? null
  const [editing, setEditing] = useState<TypedLine | null>(null)
  const correct = useCommand('chronology.correct')
  /** Where no clock is named, an entry that keeps its time keeps what that rests on. */
  const replace = async ({ timeSource, ...part }: Partial<Pick<ChronologyEntry, 'instant' | 'text' | 'source' | 'important' | 'withdrawn'>> & { readonly timeSource?: string | null }): Promise<void> => {
    const { instant, text, source, important, withdrawn } = { ...entry, ...part }
    const named = timeSource === undefined ? {} : { timeSource }
    const outcome = await correct.run({ incident: view.incident.id, supersedes: entry.id, instant, text, source, important, withdrawn, ...named })
    if (outcome.ok) setEditing(null)
  }
  return (
    <Box component="li" sx={(theme) => ({ borderTop: `1px solid ${theme.colours.line}`, paddingBlock: 0.75 })}>
      {editing !== null ? (
        <EntryEditor
          label={t('entry.correctLabel')}
          typed={editing}
          onTyped={setEditing}
          zone={zone}
          now={() => clock.now()}
          names={names}
          timeSources={timeSources}
          busy={correct.busy}
          keepLabel={t('entry.saveCorrection')}
          importantLabel={t('entry.saveImportant')}
          onKeep={({ timeSource, important, mentions: _mentions, ...line }) => {
            // A clock that was taken off the list cannot be named again; the entry keeps it as long as its time stays.
            const named = timeSource === null && reading !== null && editing.timeSource === undefined ? {} : { timeSource }
            void replace({ ...line, ...named, important: important || entry.important })
          }}
          onCancel={() => setEditing(null)}
          autoFocus
        />
      ) : (
        <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start' }}>
          <Typography sx={{ fontWeight: 700, minWidth: '3rem', paddingTop: '10px' }}>
            <time dateTime={new Date(entry.instant).toISOString()}>{clockOnly(entry.instant, zone)}</time>
          </Typography>
          <Box sx={{ flex: 1, minWidth: 0, paddingTop: '10px' }}>
            <Typography sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>{row.withdrawn ? <del>{entry.text}</del> : entry.text}</Typography>
            <Marks row={row} />
            {reading === null ? null : <ReadOff facts={reading.facts} zone={zone} />}
            {row.former.map((former) => (
              <Former key={former.id} former={former} zone={zone} />
            ))}
          </Box>
          {row.withdrawn ? null : <EntryMenu entry={entry} onCorrect={() => setEditing(editedLine(entry, reading, timeSources, zone))} onReplace={(part) => void replace(part)} />}
        </Box>
      )}
      {correct.error === null ? null : <ErrorNotice error={correct.error} />}
    </Box>
  )
}

/** The line of an entry as it was typed: a time that was read off another clock stands there as that clock showed it, while it is still kept. */
function editedLine(entry: ChronologyEntry, reading: ChronologyReading | null, timeSources: readonly TimeSource[], zone: string): TypedLine {
  const kept = reading !== null && timeSources.some(({ id }) => id === reading.source) ? reading : null
  if (kept === null) return { line: entryLine(entry, zone), keepComma: false, ...(reading === null ? { timeSource: null } : {}) }
  const shown = earlierInstant(readLocal(fromWallMillis(kept.facts.shown), zone))
  return { line: entryLine({ ...entry, instant: shown }, zone), keepComma: false, timeSource: kept.source }
}

/** What the other clock showed, by how much it was off, and how exact the corrected time is. */
function ReadOff({ facts, zone }: { readonly facts: ReadingFacts; readonly zone: string }): ReactElement {
  const { t } = useTranslation('incident')
  const { t: tClock } = useTranslation('clock')
  const { name, shown, aheadSeconds } = facts
  const off = aheadSeconds === 0 ? tClock('source.right') : tClock(aheadSeconds > 0 ? 'source.ahead' : 'source.behind', { length: jumpText(tClock, aheadSeconds * 1_000) })
  const summer = facts.noSummerTime ? `, ${tClock('source.noSummerShort')}` : ''
  return (
    <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText, overflowWrap: 'anywhere' })}>
      {t('reading.shown', { name, shown: shownText(shown), off: `${off}${summer}` })} {correctedText(t, facts, clockOnly(facts.corrected, zone))}
    </Typography>
  )
}

function Marks({ row }: { readonly row: ChronologyRow }): ReactElement {
  const { t } = useTranslation('incident')
  const authorName = useAuthorName()
  const { entry } = row
  const facts = [
    ...(row.withdrawn ? [t('chronology.withdrawn')] : []),
    ...(entry.source === '' ? [] : [t('chronology.from', { source: entry.source })]),
    t('chronology.by', { author: authorName(entry.author) }),
  ]
  return (
    <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText, display: 'flex', flexWrap: 'wrap', columnGap: 1.5 })}>
      {entry.important && !row.withdrawn ? (
        <Box component="strong" sx={(theme) => ({ color: theme.colours.text, display: 'inline-flex', alignItems: 'center', gap: 0.5 })}>
          <Box component="svg" viewBox="0 0 16 16" width={12} height={12} aria-hidden>
            <path d="M2 1h9l3 4-3 4H4v6H2z" fill="currentColor" />
          </Box>
          {t('chronology.important')}
        </Box>
      ) : null}
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      {entry.author === 'station' ? <ClaimMark incident={entry.incident} entry={entry.id} /> : null}
    </Typography>
  )
}

function Former({ former, zone }: { readonly former: ChronologyEntry; readonly zone: string }): ReactElement {
  const { t } = useTranslation('incident')
  const { language } = useReportWords()
  return (
    <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText, overflowWrap: 'anywhere' })}>
      {t('chronology.before')}{' '}
      <del>
        {shortTime(former.instant, zone, language)} {former.text}
        {former.source === '' ? '' : `, ${former.source}`}
      </del>
    </Typography>
  )
}

function EntryMenu({
  entry,
  onCorrect,
  onReplace,
}: {
  readonly entry: ChronologyEntry
  onCorrect(): void
  onReplace(part: { readonly important?: boolean; readonly withdrawn?: boolean }): void
}): ReactElement {
  const { t } = useTranslation('incident')
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  const choose = (action: () => void) => (): void => {
    setOpen(false)
    action()
  }
  return (
    <>
      <IconButton ref={anchor} aria-label={t('entry.menu', { text: entry.text.slice(0, 60) })} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(true)}>
        <MoreIcon fontSize="small" />
      </IconButton>
      <Menu open={open} anchorEl={() => anchor.current} onClose={() => setOpen(false)}>
        <MenuItem onClick={choose(onCorrect)}>{t('entry.correct')}</MenuItem>
        <MenuItem onClick={choose(() => onReplace({ important: !entry.important }))}>{entry.important ? t('entry.unmark') : t('entry.mark')}</MenuItem>
        <MenuItem onClick={choose(() => onReplace({ withdrawn: true }))}>{t('entry.withdraw')}</MenuItem>
      </Menu>
    </>
  )
}

import MoreIcon from '@mui/icons-material/MoreHoriz'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChronologyEntry } from '../../../../shared/incident/incident.ts'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import { useCoreClock } from '../../../api/core-clock.ts'
import { useCommand } from '../../../api/hooks.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { clockOnly, shortTime } from '../../../ui/short-time.ts'
import { useReportWords } from '../../report/index.ts'
import { useAuthorName } from '../incident-words.ts'
import type { ChronologyRow } from './chronology-rows.ts'
import { EntryEditor } from './EntryEditor.tsx'
import { entryLine } from './parse-entry.ts'

/** One entry with its former wordings. A correction is a new entry; nothing is ever overwritten. */
export function ChronologyItem({ row, view, names }: { readonly row: ChronologyRow; readonly view: IncidentView; readonly names: readonly string[] }): ReactElement {
  const { t } = useTranslation('incident')
  const { clock } = useCoreClock()
  const { entry } = row
  const zone = view.incident.zone
  const [editing, setEditing] = useState<{ readonly line: string; readonly keepComma: boolean } | null>(null)
  const correct = useCommand('chronology.correct')
  const replace = async (part: Partial<Pick<ChronologyEntry, 'instant' | 'text' | 'source' | 'important' | 'withdrawn'>>): Promise<void> => {
    const { instant, text, source, important, withdrawn } = { ...entry, ...part }
    const outcome = await correct.run({ incident: view.incident.id, supersedes: entry.id, instant, text, source, important, withdrawn })
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
          busy={correct.busy}
          keepLabel={t('entry.saveCorrection')}
          importantLabel={t('entry.saveImportant')}
          onKeep={({ instant, text, source, important }) => void replace({ instant, text, source, important: important || entry.important })}
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
            {row.former.map((former) => (
              <Former key={former.id} former={former} zone={zone} />
            ))}
          </Box>
          {row.withdrawn ? null : <EntryMenu entry={entry} onCorrect={() => setEditing({ line: entryLine(entry, zone), keepComma: false })} onReplace={(part) => void replace(part)} />}
        </Box>
      )}
      {correct.error === null ? null : <ErrorNotice error={correct.error} />}
    </Box>
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

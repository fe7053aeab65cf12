import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import TextField from '@mui/material/TextField'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { correctReading, shownAt, type TimeSource } from '../../../../shared/clock/time-source.ts'
import type { Instant } from '../../../../shared/ports/clock.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { matchesSearch } from '../../../ui/table/search.ts'
import type {} from '../incident-words.ts'
import { EntryEcho } from './EntryEcho.tsx'
import type { TypedLine } from './typed-line.ts'
import type { EnteredLine } from './entered-line.ts'
import { instantOf, openMention, parseEntry } from './parse-entry.ts'
import { TimeSourceChoice } from './TimeSourceChoice.tsx'

const minute = 60_000

/**
 * One line of the chronology with its meaning below. Enter keeps it, Ctrl+Enter keeps it as important, `@` offers the assets by name.
 */
export function EntryEditor({
  label,
  help,
  typed,
  onTyped,
  zone,
  now,
  names,
  timeSources = [],
  busy,
  keepLabel,
  importantLabel,
  onKeep,
  onCancel,
  autoFocus = false,
}: {
  readonly label: string
  readonly help?: string
  readonly typed: TypedLine
  onTyped(typed: TypedLine): void
  readonly zone: string
  now(): Instant
  readonly names: readonly string[]
  /** Other clocks of the site that a time may have been read off. */
  readonly timeSources?: readonly TimeSource[]
  readonly busy: boolean
  readonly keepLabel: string
  readonly importantLabel: string
  onKeep(line: EnteredLine): void
  onCancel?(): void
  readonly autoFocus?: boolean
}): ReactElement {
  const { t } = useTranslation('incident')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [closedAt, setClosedAt] = useState<number | null>(null)
  // The moment of a doubled hour that the person chose, for exactly this line.
  const [reading, setReading] = useState<{ readonly line: string; readonly instant: Instant } | null>(null)
  const source = timeSources.find(({ id }) => id === typed.timeSource) ?? null
  // A clock that is off shows another "now": what is typed is understood against that.
  const shownNow = source === null ? now() : shownAt(now(), zone, source)
  const entry = parseEntry(typed.line, { zone, now: shownNow, names, keepComma: typed.keepComma })
  const instant = reading !== null && reading.line === typed.line ? reading.instant : instantOf(entry, shownNow)
  // Without a time in front it is now, and now needs no other clock.
  const readOff = entry.time === null ? null : source
  const mention = openMention(typed.line, caret)
  const offers = mention === null || closedAt === mention.from ? [] : names.filter((name) => matchesSearch(mention.typed, [name]) && name.toLowerCase() !== mention.typed.toLowerCase()).slice(0, 6)
  const offered = Math.min(chosen, offers.length - 1)
  useEffect(() => {
    if (autoFocus) input.current?.focus()
  }, [autoFocus])

  const keep = (important: boolean): void => {
    if (busy || instant === null || entry.text === '') return
    onKeep({ instant: entry.time === null ? now() - (now() % minute) : instant, timeSource: readOff?.id ?? null, text: entry.text, source: entry.source, important, mentions: entry.mentions })
  }
  const take = (name: string): void => {
    if (mention === null) return
    const line = `${typed.line.slice(0, mention.from)}@${name}${typed.line.slice(caret)}`
    onTyped({ ...typed, line })
    setClosedAt(mention.from)
    input.current?.focus()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (offers.length > 0) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      const name = offers[offered]
      if (step !== 0) setChosen((offered + step + offers.length) % offers.length)
      else if ((event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey && name !== undefined) take(name)
      else if (event.key === 'Escape' && mention !== null) setClosedAt(mention.from)
      else return
      event.preventDefault()
      return
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      keep(event.ctrlKey || event.metaKey)
    }
    if (event.key === 'Escape' && onCancel !== undefined) {
      event.preventDefault()
      onCancel()
    }
  }
  return (
    <Box>
      <Box component="label" htmlFor={id} sx={{ fontWeight: 700 }}>
        {label}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginTop: 0.5 }}>
        <Box sx={{ position: 'relative', flex: '1 1 20rem', minWidth: 0 }}>
          <TextField
            id={id}
            inputRef={input}
            value={typed.line}
            placeholder={help}
            onChange={(event) => {
              onTyped({ ...typed, line: event.target.value, keepComma: event.target.value === '' ? false : typed.keepComma })
              setCaret(event.target.selectionStart ?? event.target.value.length)
              setChosen(0)
            }}
            onSelect={(event) => setCaret((event.target as HTMLInputElement).selectionStart ?? 0)}
            onKeyDown={onKey}
            slotProps={{
              htmlInput: {
                maxLength: 2000,
                autoComplete: 'off',
                spellCheck: false,
                'aria-describedby': `${id}e`,
                'aria-keyshortcuts': 'Control+Enter',
                role: 'combobox',
                'aria-autocomplete': 'list',
                'aria-expanded': offers.length > 0,
                'aria-controls': `${id}o`,
                'aria-activedescendant': offers.length > 0 ? `${id}o${offered}` : undefined,
              },
            }}
          />
          <Box
            id={`${id}o`}
            role="listbox"
            aria-label={t('entry.assets')}
            sx={(theme) => ({
              display: offers.length === 0 ? 'none' : 'block',
              position: 'absolute',
              zIndex: 3,
              left: 0,
              right: 0,
              top: '100%',
              marginTop: '2px',
              backgroundColor: theme.colours.raised,
              border: `1px solid ${theme.colours.lineStrong}`,
              borderRadius: `${theme.sizes.radius}px`,
              boxShadow: theme.shadows[8],
            })}
          >
            {offers.map((name, index) => (
              <ButtonBase
                key={name}
                id={`${id}o${index}`}
                role="option"
                aria-selected={index === offered}
                tabIndex={-1}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => take(name)}
                sx={(theme) => ({
                  display: 'block',
                  width: '100%',
                  textAlign: 'left',
                  padding: '10px 12px',
                  font: 'inherit',
                  backgroundColor: index === offered ? theme.colours.selectedRow : 'transparent',
                })}
              >
                {name}
              </ButtonBase>
            ))}
          </Box>
        </Box>
        <ActionButton action={{ label: keepLabel, busy, onPress: () => keep(false) }} />
        <ActionButton action={{ label: importantLabel, keys: 'Control+Enter', busy, onPress: () => keep(true) }} />
        {onCancel === undefined ? null : <ActionButton action={{ label: t('entry.cancel'), onPress: onCancel }} weight="plain" />}
      </Box>
      {timeSources.length === 0 ? null : <TimeSourceChoice value={typed.timeSource ?? null} timeSources={timeSources} onChange={(timeSource) => onTyped({ ...typed, timeSource })} />}
      <Box id={`${id}e`}>
        <EntryEcho
          typed={typed}
          entry={entry}
          instant={entry.time === null && instant !== null ? now() - (now() % minute) : instant}
          reading={readOff === null || instant === null ? null : correctReading(instant, zone, readOff)}
          zone={zone}
          now={now()}
          onKeepComma={(keepComma) => {
            onTyped({ ...typed, keepComma })
            input.current?.focus()
          }}
          onReading={(chosenInstant) => {
            setReading({ line: typed.line, instant: chosenInstant })
            input.current?.focus()
          }}
        />
      </Box>
    </Box>
  )
}

import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { KeyboardEvent, ReactElement, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText, offsetText } from '../../../shared/clock/time-text.ts'
import { readTyped } from '../../../shared/clock/typed-time.ts'
import type { TypedTime } from '../../../shared/clock/typed-time.ts'
import type { Instant } from '../../../shared/ports/clock.ts'
import { useReadOnly } from '../permitted.ts'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldTexts } from './FieldFrame.tsx'
import { editText } from './instant-text.ts'

/** A date and time in the zone of the site. The value is an instant, or null while empty, not understood or not decided. */
export interface InstantFieldProps extends FieldTexts {
  readonly value: Instant | null
  onChange(value: Instant | null): void
  onBlur?(): void
  readonly name?: string
  readonly ref?: Ref<HTMLInputElement>
  /** IANA zone in which the person thinks. */
  readonly zone: string
  /** The clock of the core, not of this window, where they differ. */
  now(): Instant
  /** A bare clock time may lie ahead and then means today; else it means the last time the clock showed it. */
  readonly mayLieAhead?: boolean
  /** Without the "Now" button: for a time that must be read off another clock. */
  readonly typedOnly?: boolean
  readonly disabled?: boolean
  readonly autoFocus?: boolean
}

const minute = 60_000
const day = 24 * 60 * minute

/**
 * One field for date and time, 24 hours: type `23:50`, `2350`, `23.11. 23:50` or `2026-11-23 23:50`, or press "Now".
 * Arrow keys step a minute, Page keys a day. What was understood stands below in full, with its offset.
 */
export function InstantField({
  value,
  onChange,
  onBlur,
  name,
  ref,
  zone,
  now,
  mayLieAhead = false,
  typedOnly = false,
  disabled: disabledHere = false,
  autoFocus = false,
  ...texts
}: InstantFieldProps): ReactElement {
  const disabled = useReadOnly() || disabledHere
  const { t, i18n } = useTranslation('ui')
  const language = i18n.language
  // What is typed, while it differs from the value: null means the field shows the value.
  const [typed, setTyped] = useState<string | null>(null)
  const [left, setLeft] = useState(false)
  const text = typed ?? (value === null ? '' : editText(value, zone, language))
  const read = (input: string): TypedTime => readTyped(input, { zone, now: now(), tolerance: mayLieAhead ? day : 5 * minute })
  const reading = typed === null || typed.trim() === '' ? null : read(typed)

  const type = (input: string): void => {
    setTyped(input)
    setLeft(false)
    const next = input.trim() === '' ? null : read(input)
    onChange(next?.kind === 'understood' ? next.instant : null)
  }
  const take = (instant: Instant): void => {
    setTyped(null)
    onChange(instant)
  }
  const takeNow = (): void => {
    const instant = now()
    take(instant - (instant % minute))
  }
  const onKey = (event: KeyboardEvent): void => {
    const step = stepOf(event.key)
    if (step === null || value === null) return
    event.preventDefault()
    take(value + step)
  }
  const problem =
    left && reading?.kind === 'not-understood'
      ? t('instant.notUnderstood')
      : left && reading?.kind === 'no-such-date'
        ? t('instant.noSuchDate')
        : left && reading?.kind === 'skipped'
          ? t('instant.skipped')
          : texts.error
  return (
    <FieldFrame {...texts} error={problem}>
      {(wiring) => (
        <>
          <Box sx={{ display: 'flex', gap: 1 }}>
            <TextField
              id={wiring.id}
              value={text}
              placeholder={t('instant.placeholder')}
              onChange={(event) => type(event.target.value)}
              onKeyDown={onKey}
              onBlur={() => {
                setLeft(true)
                if (reading?.kind === 'understood') setTyped(null)
                onBlur?.()
              }}
              name={name}
              inputRef={ref}
              error={wiring.invalid}
              disabled={disabled}
              autoFocus={autoFocus}
              sx={{ maxWidth: '16rem' }}
              slotProps={{
                htmlInput: {
                  'aria-describedby': [`${wiring.id}echo`, wiring.describedBy].filter((part) => part !== undefined).join(' '),
                  autoComplete: 'off',
                  spellCheck: false,
                },
              }}
            />
            {typedOnly ? null : (
              <Button disabled={disabled} onClick={takeNow} aria-describedby={wiring.labelId}>
                {t('instant.now')}
              </Button>
            )}
          </Box>
          {reading?.kind === 'doubled' ? (
            <Doubled first={reading.first} second={reading.second} value={value} zone={zone} onChoose={onChange} />
          ) : null}
          <Typography id={`${wiring.id}echo`} role="status" sx={{ marginTop: 0.5, minHeight: '1.5em' }}>
            {value === null ? '' : echo(t, displayText(value, zone, language), dayOf(value, read))}
          </Typography>
        </>
      )}
    </FieldFrame>
  )

  function dayOf(instant: Instant, reader: (input: string) => TypedTime): 'today' | 'yesterday' | 'tomorrow' | 'other' {
    const back = reader(new Date(instant).toISOString())
    return 'day' in back ? back.day : 'other'
  }
}

function echo(t: ReturnType<typeof useTranslation<'ui'>>['t'], when: string, relative: 'today' | 'yesterday' | 'tomorrow' | 'other'): string {
  switch (relative) {
    case 'today':
      return t('instant.today', { when })
    case 'yesterday':
      return t('instant.yesterday', { when })
    case 'tomorrow':
      return t('instant.tomorrow', { when })
    case 'other':
      return when
  }
}

function stepOf(key: string): number | null {
  switch (key) {
    case 'ArrowUp':
      return minute
    case 'ArrowDown':
      return -minute
    case 'PageUp':
      return day
    case 'PageDown':
      return -day
    default:
      return null
  }
}

/** The clocks went back: the same reading twice. */
function Doubled({
  first,
  second,
  value,
  zone,
  onChoose,
}: {
  readonly first: Instant
  readonly second: Instant
  readonly value: Instant | null
  readonly zone: string
  onChoose(value: Instant): void
}): ReactElement {
  const { t } = useTranslation('ui')
  const time = editText(first, zone, 'en').slice(-5)
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, marginTop: 1 }} role="status">
      <Typography>{t('instant.doubledQuestion', { time })}</Typography>
      <ToggleButtonGroup exclusive value={value} onChange={(_event, chosen: Instant | null) => (chosen === null ? undefined : onChoose(chosen))}>
        <ToggleButton value={first}>{t('instant.first', { offset: offsetText(first, zone) })}</ToggleButton>
        <ToggleButton value={second}>{t('instant.second', { offset: offsetText(second, zone) })}</ToggleButton>
      </ToggleButtonGroup>
    </Box>
  )
}

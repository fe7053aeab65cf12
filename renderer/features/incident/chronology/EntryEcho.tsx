import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText, offsetText } from '../../../../shared/clock/time-text.ts'
import type { ReadingFacts } from '../../../../shared/clock/time-source.ts'
import type { Instant } from '../../../../shared/ports/clock.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { clockOnly } from '../../../ui/short-time.ts'
import { useReportWords } from '../../report/index.ts'
import { correctedText } from './reading-text.ts'
import type { TypedLine } from './typed-line.ts'
import type { ParsedEntry } from './parse-entry.ts'

/** What a line was understood as, before it is kept. */
export function EntryEcho({
  typed,
  entry,
  instant,
  reading,
  zone,
  now,
  onKeepComma,
  onReading,
}: {
  readonly typed: TypedLine
  readonly entry: ParsedEntry
  /** `null`: not one moment yet. */
  readonly instant: Instant | null
  /** The time was read off another clock: what it shows and what follows; `null`: it was not. */
  readonly reading: ReadingFacts | null
  readonly zone: string
  readonly now: Instant
  onKeepComma(keep: boolean): void
  onReading(instant: Instant): void
}): ReactElement {
  const { t } = useTranslation('incident')
  const { language } = useReportWords()
  if (typed.line.trim() === '') {
    return (
      <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText, minHeight: '3em', marginTop: 0.5 })}>
        {t('entry.how')}
      </Typography>
    )
  }
  const when = instant === null ? null : entry.time === null ? t('entry.now', { time: clockOnly(instant, zone) }) : displayText(instant, zone, language)
  return (
    <Box role="status" sx={{ marginTop: 0.5, minHeight: '3em', display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 0.5 }}>
      {when === null ? <Trouble entry={entry} zone={zone} now={now} onReading={onReading} /> : <Part label={reading === null ? t('entry.when') : t('entry.shown', { name: reading.name })}>{when}</Part>}
      {reading === null ? null : <Part label={t('entry.corrected')}>{correctedText(t, reading, displayText(reading.corrected, zone, language))}</Part>}
      <Part label={t('entry.what')}>{entry.text === '' ? t('entry.nothing') : entry.text}</Part>
      {entry.source === '' ? null : (
        <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}>
          <Part label={t('entry.source')}>{entry.source}</Part>
          <ActionButton action={{ label: t('entry.noSource'), onPress: () => onKeepComma(true) }} weight="plain" />
        </Box>
      )}
      {typed.keepComma ? <ActionButton action={{ label: t('entry.asSource'), onPress: () => onKeepComma(false) }} weight="plain" /> : null}
      {entry.mentions.length === 0 ? null : <Part label={t('entry.links')}>{entry.mentions.join(', ')}</Part>}
    </Box>
  )
}

function Part({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactElement {
  return (
    <Typography component="span" sx={{ overflowWrap: 'anywhere' }}>
      <Box component="span" sx={(theme) => ({ color: theme.colours.quietText, fontSize: '0.8125rem' })}>
        {label}
      </Box>{' '}
      {children}
    </Typography>
  )
}

/** The time in front is not one moment: say why, or let the person choose. */
function Trouble({ entry, zone, now, onReading }: { readonly entry: ParsedEntry; readonly zone: string; readonly now: Instant; onReading(instant: Instant): void }): ReactElement {
  const { t } = useTranslation('incident')
  const { time } = entry
  if (time?.kind === 'doubled' || time?.kind === 'skipped') {
    const [first, second] = time.kind === 'doubled' ? [time.first, time.second] : [time.earlier, time.later]
    return (
      <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Typography component="span">{t(time.kind === 'doubled' ? 'entry.doubled' : 'entry.skipped')}</Typography>
        {[first, second].map((at) => (
          <ActionButton key={at} action={{ label: `${clockOnly(at, zone)} (${offsetText(at, zone)})`, onPress: () => onReading(at) }} />
        ))}
      </Box>
    )
  }
  return (
    <Typography component="span" sx={(theme) => ({ color: theme.colours.critical })}>
      {t('entry.noSuchTime', { example: clockOnly(now, zone) })}
    </Typography>
  )
}

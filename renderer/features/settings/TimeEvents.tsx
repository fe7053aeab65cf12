import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { isAnomaly } from '../../../shared/clock/bounds.ts'
import { displayText, zoneName } from '../../../shared/clock/time-text.ts'
import { useQuery } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { anomalyText, jumpText, type ClockT } from '../clock/clock-words.ts'

type Clock = ReplyTo<'clock.events'>
type Event = Clock['events'][number]

/** A watch within this many milliseconds of the PC shows the same. */
const same = 1_000

/** Everything that was noticed and said about the clock, in plain sentences, newest first. */
export function TimeEvents({ clock }: { readonly clock: Clock }): ReactElement {
  const { t, i18n } = useTranslation('clock')
  const personName = usePersonName()
  const { zone } = clock.reading
  if (clock.events.length === 0) return <Typography>{t('page.eventsNone')}</Typography>
  return (
    <>
      <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>
        {t('page.eventsWhat')}
        {clock.isCut ? ` ${t('page.eventsCut', { count: clock.events.length })}` : ''}
      </Typography>
      <Box component="ol" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {clock.events.map((event) => (
          <Box component="li" key={event.id} sx={(theme) => ({ borderTop: `1px solid ${theme.colours.line}`, paddingBlock: 1, '&:first-of-type': { borderTop: 'none' } })}>
            <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>
              {displayText(event.reading.at, zone, i18n.language)}
            </Typography>
            <Typography>{eventText(t, event, personName, zone, i18n.language)}</Typography>
          </Box>
        ))}
      </Box>
    </>
  )
}

function eventText(t: ClockT, event: Event, personName: (id: string) => string | null, zone: string, language: string): string {
  const { kind, difference, reading, before, instant, reason } = event
  if (isAnomaly(kind)) {
    const did = anomalyText(t, { kind, at: reading.at, difference }, zone, language)
    return kind === 'zone' && before !== null ? `${did} ${t('page.zoneFrom', { before: zoneName(before.zone), after: zoneName(reading.zone) })}` : did
  }
  const by = event.actor === 'station' ? t('page.station') : (personName(event.actor) ?? t('page.somebody'))
  switch (kind) {
    case 'stated': {
      const parts = { by, said: displayText(instant ?? 0, zone, language) }
      const off = difference ?? 0
      if (Math.abs(off) < same) return t('page.statedSame', parts)
      return t('page.stated', { ...parts, length: jumpText(t, off), direction: t(off > 0 ? 'page.ahead' : 'page.behind') })
    }
    case 'confirmed':
      return t('page.confirmed', { by })
    case 'limit':
      return t('page.limitSet', { by, reason: reason ?? '' })
    case 'checkpoint':
      return ''
  }
}

/** Name of a person while it is kept, else what the person does; `null` where neither is known. */
export function usePersonName(): (id: string) => string | null {
  const { value } = useQuery('people.list', {})
  return (id) => {
    const person = value?.people.find((candidate) => candidate.id === id)
    if (person === undefined) return null
    return person.name ?? (person.function === '' ? null : person.function)
  }
}

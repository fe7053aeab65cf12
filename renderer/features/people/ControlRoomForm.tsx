import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FormStep } from '../../ui/form/FormStep.tsx'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { InstantField } from '../../ui/form/InstantField.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { Section } from '../../ui/Section.tsx'
import type {} from './texts.ts'

/** A line for the chronology from a locked screen. It says that nobody was confirmed; whoever wrote it can claim it later. */
export function ControlRoomForm(): ReactElement {
  const { t, i18n } = useTranslation('people')
  const { clock, zone } = useCoreClock()
  const { value } = useQuery('controlRoom.incidents', {})
  const add = useCommand('chronology.add')
  const [incident, setIncident] = useState<string | null>(null)
  const [instant, setInstant] = useState<number | null>(null)
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const [saved, setSaved] = useState<string | undefined>(undefined)
  const incidents = value?.incidents ?? []
  const chosen = incident ?? incidents[0]?.id ?? null

  async function send(): Promise<void> {
    setTried(true)
    if (chosen === null || text.trim() === '') return
    const at = instant ?? clock.now()
    const outcome = await add.run({ incident: chosen, instant: at, text, important: false, source: '' })
    if (!outcome.ok) return
    setText('')
    setInstant(null)
    setTried(false)
    setSaved(t('controlRoom.saved', { time: displayText(clock.now(), zone, i18n.language) }))
  }

  return (
    <Section title={t('controlRoom.title')}>
      <FormStep title={t('controlRoom.title')} titleHidden lead={t('controlRoom.lead')} forward={{ label: t('controlRoom.forward'), busy: add.busy, onPress: () => void send() }} saved={saved}>
        {incidents.length > 1 ? (
          <ChoiceInput label={t('controlRoom.incident')} value={chosen} onChange={setIncident} choices={incidents.map(({ id, number, siteName }) => ({ value: id, label: `INC-${String(number)}, ${siteName}` }))} placeholder="" />
        ) : incidents[0] === undefined ? null : (
          <Typography sx={{ fontWeight: 700 }}>{`INC-${String(incidents[0].number)}, ${incidents[0].siteName}`}</Typography>
        )}
        <TextInput label={t('controlRoom.text')} value={text} onChange={setText} lines={3} maxLength={2000} error={tried && text.trim() === '' ? t('required') : undefined} />
        <InstantField label={t('controlRoom.when')} help={t('controlRoom.whenHelp')} value={instant} onChange={setInstant} zone={zone} now={() => clock.now()} />
        {add.error === null ? null : <ErrorNotice error={add.error} />}
      </FormStep>
    </Section>
  )
}

import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useReportWords } from '../report/report-words.ts'
import { placeProblem, type Place } from './carry-out.ts'
import { sizeText } from './size-text.ts'

/** The drives and folders that are there now, each with its room; looked up again all the time. */
export function PlaceList({
  places,
  chosen,
  room,
  onChoose,
  disabled,
}: {
  readonly places: readonly Place[]
  readonly chosen: string | null
  /** Bytes that are needed. */
  readonly room: number
  onChoose(id: string): void
  readonly disabled: boolean
}): ReactElement {
  const { t } = useTranslation('transfer')
  const { language } = useReportWords()
  const explain = (place: Place): string => {
    const problem = placeProblem(place, room)
    if (problem !== null) return t(`place.${problem}`, { room: sizeText(room, language) })
    const free = place.freeBytes === null ? t('place.freeUnknown') : t('place.free', { size: sizeText(place.freeBytes, language) })
    return `${t(`place.${place.kind}`)}, ${free}`
  }
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {places.some(({ kind }) => kind === 'removable') ? null : <Notice title={t('place.none')}>{places.length === 0 ? t('place.noneTodo') : t('place.noneFolder')}</Notice>}
      {places.length === 0 ? null : (
        <RadioInput
          label={t('place.label')}
          help={t('place.help')}
          value={chosen}
          onChange={onChoose}
          disabled={disabled}
          choices={places.map((place) => ({ value: place.id, label: place.label, explanation: explain(place) }))}
        />
      )}
    </Box>
  )
}

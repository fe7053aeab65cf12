import Box from '@mui/material/Box'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCoreClock } from '../../api/core-clock.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { InstantField } from '../../ui/form/InstantField.tsx'
import { isBackwards, periodChoices, periodOf, type Period } from './period.ts'
import type {} from './texts.ts'
import { useRecordZone } from './use-record-zone.ts'

/** Narrows what is shown to a period. */
export function PeriodChoice({ period, onChange }: { readonly period: Period; onChange(period: Period): void }): ReactElement {
  const { t } = useTranslation('audit')
  const { clock } = useCoreClock()
  const zone = useRecordZone()
  const [own, setOwn] = useState(period)
  const backwards = isBackwards(own)
  const change = (next: Period): void => {
    setOwn(next)
    if (!isBackwards(next)) onChange(next)
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'flex-end' }}>
      <Box sx={{ width: '16rem' }}>
        <ChoiceInput
          label={t('history.period')}
          value={period.choice}
          onChange={(choice) => change(periodOf(choice, clock.now()))}
          choices={periodChoices.map((choice) => ({ value: choice, label: t(`history.${choice}`) }))}
          placeholder={t('history.all')}
        />
      </Box>
      {period.choice === 'own' ? (
        <>
          <InstantField label={t('history.from')} value={own.from} onChange={(from) => change({ ...own, choice: 'own', from })} zone={zone} now={() => clock.now()} mayLieAhead />
          <InstantField label={t('history.to')} value={own.to} onChange={(to) => change({ ...own, choice: 'own', to })} zone={zone} now={() => clock.now()} mayLieAhead error={backwards ? t('history.order') : undefined} />
          <ActionButton action={{ label: t('history.clear'), onPress: () => change(periodOf('own', clock.now())) }} />
        </>
      ) : null}
    </Box>
  )
}

import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { zoneName } from '../../../shared/clock/time-text.ts'
import { FieldFrame, type FieldTexts } from '../../ui/form/FieldFrame.tsx'
import { matchesSearch } from '../../ui/table/search.ts'

/** A time zone by its name in the tz database: type to find a city. */
export function ZoneInput({ value, onChange, onBlur, ...texts }: FieldTexts & { readonly value: string; onChange(value: string): void; onBlur?(): void }): ReactElement {
  const { t } = useTranslation('settings')
  const { t: tUi } = useTranslation('ui')
  const options = useMemo(() => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), value])], [value])
  return (
    <FieldFrame {...texts}>
      {(wiring) => (
        <Autocomplete
          disableClearable
          id={wiring.id}
          options={options}
          value={value}
          onChange={(_event, next) => onChange(next)}
          onBlur={onBlur}
          getOptionLabel={zoneName}
          filterOptions={(all, { inputValue }) => all.filter((zone) => matchesSearch(inputValue, [zoneName(zone)]))}
          autoHighlight
          openText={tUi('list.open')}
          closeText={tUi('list.close')}
          noOptionsText={t('list.nothing')}
          renderInput={(params) => (
            <TextField {...params} error={wiring.invalid} slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, 'aria-describedby': wiring.describedBy } }} />
          )}
        />
      )}
    </FieldFrame>
  )
}

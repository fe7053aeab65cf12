import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { reportingCountries } from '../../../shared/report/choices.ts'
import { FieldFrame, type FieldTexts } from '../../ui/form/FieldFrame.tsx'
import { matchesSearch } from '../../ui/table/search.ts'
import { countryName } from '../editing/countries.ts'
import { useReportWords } from '../report/report-words.ts'

/** Several countries by name: type to find, Enter to add. */
export function CountriesInput({ value, onChange, ...texts }: FieldTexts & { readonly value: readonly string[]; onChange(value: string[]): void }): ReactElement {
  const { t } = useTranslation('settings')
  const { language } = useReportWords()
  const collator = new Intl.Collator(language)
  const name = (code: string): string => countryName(code, language)
  const options = [...new Set<string>([...reportingCountries, ...value])].sort((a, b) => collator.compare(name(a), name(b)))
  return (
    <FieldFrame {...texts}>
      {(wiring) => (
        <Autocomplete
          multiple
          id={wiring.id}
          options={options}
          value={[...value]}
          onChange={(_event, next) => onChange([...next])}
          getOptionLabel={(code) => `${name(code)} (${code})`}
          filterOptions={(all, { inputValue }) => all.filter((code) => matchesSearch(inputValue, [name(code), code]))}
          autoHighlight
          disableCloseOnSelect
          openText={t('list.open')}
          closeText={t('list.close')}
          clearText={t('list.clear')}
          noOptionsText={t('list.nothing')}
          renderInput={(params) => (
            <TextField
              {...params}
              error={wiring.invalid}
              placeholder={value.length > 0 ? '' : t('list.countries')}
              slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, 'aria-describedby': wiring.describedBy } }}
            />
          )}
        />
      )}
    </FieldFrame>
  )
}

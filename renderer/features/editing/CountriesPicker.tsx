import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldWiring } from '../../ui/form/FieldFrame.tsx'
import { matchesSearch } from '../../ui/table/search.ts'

/** Several countries by name, to be put into a frame: type to find, Enter to add. */
export function CountriesPicker<Code extends string>({
  wiring,
  options,
  nameOf,
  placeholder,
  nothing,
  value,
  onChange,
}: {
  readonly wiring: FieldWiring
  /** ISO 3166-1 alpha-2. */
  readonly options: readonly Code[]
  /** A country by its code, in the language of the window. */
  nameOf(code: Code): string
  /** Stands in the field while nothing is chosen. */
  readonly placeholder: string
  /** Stands in the list when nothing has the typed name. */
  readonly nothing: string
  readonly value: readonly Code[]
  onChange(value: Code[]): void
}): ReactElement {
  const { t, i18n } = useTranslation('ui')
  const collator = new Intl.Collator(i18n.language)
  return (
    <Autocomplete
      multiple
      id={wiring.id}
      options={[...options].sort((a, b) => collator.compare(nameOf(a), nameOf(b)))}
      value={[...value]}
      onChange={(_event, next) => onChange([...next])}
      getOptionLabel={(code) => `${nameOf(code)} (${code})`}
      filterOptions={(all, { inputValue }) => all.filter((code) => matchesSearch(inputValue, [nameOf(code), code]))}
      autoHighlight
      disablePortal
      disableCloseOnSelect
      openText={t('list.open')}
      closeText={t('list.close')}
      clearText={t('list.clear')}
      noOptionsText={nothing}
      renderInput={(params) => (
        <TextField
          {...params}
          error={wiring.invalid}
          placeholder={value.length > 0 ? '' : placeholder}
          slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, 'aria-describedby': wiring.describedBy } }}
        />
      )}
    />
  )
}

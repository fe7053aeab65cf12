import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { reportingCountries } from '../../../../shared/report/choices.ts'
import { noneValue, unknownValue } from '../../../../shared/report/value.ts'
import { FieldFrame } from '../../../ui/form/FieldFrame.tsx'
import { matchesSearch } from '../../../ui/table/search.ts'
import { useReportWords } from '../report-words.ts'
import type { FieldProps } from './field-props.ts'
import { OtherAnswers } from './OtherAnswers.tsx'

/** States by name: type to find, Enter to add. */
export function MemberStatesAnswer({ texts, value, onChange }: FieldProps<'member-states'>): ReactElement {
  const { t } = useTranslation('report-form')
  const { words, language } = useReportWords()
  const collator = new Intl.Collator(language)
  const options = [...reportingCountries].sort((a, b) => collator.compare(words.countries[a], words.countries[b]))
  return (
    <FieldFrame {...texts}>
      {(wiring) => (
        <>
          <Autocomplete
            multiple
            id={wiring.id}
            options={options}
            value={Array.isArray(value) ? value : []}
            onChange={(_event, next) => onChange(next.length === 0 ? null : [...next])}
            getOptionLabel={(country) => `${words.countries[country]} (${country})`}
            filterOptions={(all, { inputValue }) => all.filter((country) => matchesSearch(inputValue, [words.countries[country], country]))}
            autoHighlight
            disablePortal
            disableCloseOnSelect
            openText={t('list.open')}
            closeText={t('list.close')}
            clearText={t('list.clear')}
            noOptionsText={t('list.nothing')}
            renderInput={(params) => (
              <TextField
                {...params}
                error={wiring.invalid}
                placeholder={Array.isArray(value) && value.length > 0 ? '' : t('states.placeholder')}
                slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, 'aria-describedby': wiring.describedBy } }}
              />
            )}
          />
          <OtherAnswers<typeof noneValue | typeof unknownValue>
            answers={[
              { value: noneValue, label: words.values.none },
              { value: unknownValue, label: words.values.unknown },
            ]}
            value={typeof value === 'string' ? value : null}
            onChange={onChange}
            describedBy={wiring.labelId}
          />
        </>
      )}
    </FieldFrame>
  )
}

import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { reportingCountries } from '../../../shared/report/choices.ts'
import { FieldFrame, type FieldTexts } from '../../ui/form/FieldFrame.tsx'
import { countryName } from '../editing/countries.ts'
import { CountriesPicker } from '../editing/CountriesPicker.tsx'
import { useReportWords } from '../report/report-words.ts'

/** Several countries, those that are none of the reporting ones kept in the list. */
export function CountriesInput({ value, onChange, ...texts }: FieldTexts & { readonly value: readonly string[]; onChange(value: string[]): void }): ReactElement {
  const { t } = useTranslation('settings')
  const { language } = useReportWords()
  return (
    <FieldFrame {...texts}>
      {(wiring) => (
        <CountriesPicker<string>
          wiring={wiring}
          options={[...new Set<string>([...reportingCountries, ...value])]}
          nameOf={(code) => countryName(code, language)}
          placeholder={t('list.countries')}
          nothing={t('list.nothing')}
          value={value}
          onChange={onChange}
        />
      )}
    </FieldFrame>
  )
}

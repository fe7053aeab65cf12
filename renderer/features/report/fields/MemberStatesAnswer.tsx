import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { reportingCountries } from '../../../../shared/report/choices.ts'
import { noneValue, unknownValue } from '../../../../shared/report/value.ts'
import { FieldFrame } from '../../../ui/form/FieldFrame.tsx'
import { CountriesPicker } from '../../editing/CountriesPicker.tsx'
import { useReportWords } from '../report-words.ts'
import type { FieldProps } from './field-props.ts'
import { OtherAnswers } from './OtherAnswers.tsx'

/** States by name, or none, or not known yet. */
export function MemberStatesAnswer({ texts, value, onChange }: FieldProps<'member-states'>): ReactElement {
  const { t } = useTranslation('report-form')
  const { words } = useReportWords()
  return (
    <FieldFrame {...texts}>
      {(wiring) => (
        <>
          <CountriesPicker
            wiring={wiring}
            options={reportingCountries}
            nameOf={(country) => words.countries[country]}
            placeholder={t('states.placeholder')}
            nothing={t('list.nothing')}
            value={Array.isArray(value) ? value : []}
            onChange={(next) => onChange(next.length === 0 ? null : next)}
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

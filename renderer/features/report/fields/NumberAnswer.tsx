import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { unknownValue, type NumberValue } from '../../../../shared/report/value.ts'
import { FieldFrame } from '../../../ui/form/FieldFrame.tsx'
import { useReportWords } from '../report-words.ts'
import type { FieldProps } from './field-props.ts'
import { numberText, readNumber } from './number-text.ts'
import { OtherAnswers } from './OtherAnswers.tsx'

/** An amount with its unit, counted or estimated, or "not known yet". */
export function NumberAnswer({ field, texts, value, onChange }: FieldProps<'number'>): ReactElement {
  const { t } = useTranslation('report-form')
  const { words, language } = useReportWords()
  const stated = typeof value === 'object' ? value : null
  // What is typed, while it differs from the value: null means the field shows the value.
  const [typed, setTyped] = useState<string | null>(null)
  const [basis, setBasis] = useState<NumberValue['basis']>(stated?.basis ?? 'estimated')
  const text = typed ?? (stated === null ? '' : numberText(stated.value, language))
  const maximum = field.maximum ?? 1e12
  const wrong = typed !== null && typed.trim() !== '' && readNumber(typed, maximum) === null
  const type = (input: string): void => {
    setTyped(input)
    const amount = readNumber(input, maximum)
    onChange(amount === null ? null : { value: amount, basis })
  }
  return (
    <FieldFrame {...texts} error={wrong ? t('number.notUnderstood', { maximum: numberText(maximum, language) }) : texts.error}>
      {(wiring) => (
        <>
          <TextField
            id={wiring.id}
            value={value === unknownValue ? '' : text}
            placeholder={value === unknownValue ? words.values.unknown : undefined}
            onChange={(event) => type(event.target.value)}
            onBlur={() => {
              if (!wrong) setTyped(null)
            }}
            error={wiring.invalid}
            sx={{ maxWidth: '16rem' }}
            slotProps={{
              htmlInput: { 'aria-describedby': wiring.describedBy, inputMode: 'decimal', autoComplete: 'off' },
              input: field.unit === undefined ? {} : { endAdornment: <InputAdornment position="end">{words.units[field.unit]}</InputAdornment> },
            }}
          />
          {stated === null ? null : (
            <OtherAnswers
              answers={[
                { value: 'counted', label: t('number.counted') },
                { value: 'estimated', label: t('number.estimated') },
              ]}
              value={stated.basis}
              onChange={(next) => {
                if (next === null) return
                setBasis(next)
                onChange({ value: stated.value, basis: next })
              }}
              describedBy={wiring.labelId}
            />
          )}
          <OtherAnswers
            answers={[{ value: unknownValue, label: words.values.unknown }]}
            value={value === unknownValue ? unknownValue : null}
            onChange={(other) => {
              setTyped(null)
              onChange(other)
            }}
            describedBy={wiring.labelId}
          />
        </>
      )}
    </FieldFrame>
  )
}

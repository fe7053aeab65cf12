import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { unknownValue } from '../../../../shared/report/value.ts'
import { FieldFrame } from '../../../ui/form/FieldFrame.tsx'
import { useReportWords } from '../report-words.ts'
import type { FieldProps } from './field-props.ts'
import { OtherAnswers } from './OtherAnswers.tsx'

/** A line or a text, or "not known yet". What was typed comes back when "not known" is taken back. */
export function TextAnswer({ field, texts, value, onChange }: FieldProps<'text' | 'long-text'>): ReactElement {
  const { words } = useReportWords()
  const [before, setBefore] = useState('')
  const isUnknown = value === unknownValue
  return (
    <FieldFrame {...texts}>
      {(wiring) => (
        <>
          <TextField
            id={wiring.id}
            value={isUnknown ? '' : (value ?? '')}
            placeholder={isUnknown ? words.values.unknown : undefined}
            onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
            error={wiring.invalid}
            multiline={field.type === 'long-text'}
            minRows={field.type === 'long-text' ? 3 : 1}
            maxRows={14}
            slotProps={{ htmlInput: { 'aria-describedby': wiring.describedBy, maxLength: field.maxLength, autoComplete: 'off', spellCheck: false } }}
          />
          <OtherAnswers
            answers={[{ value: unknownValue, label: words.values.unknown }]}
            value={isUnknown ? unknownValue : null}
            onChange={(other) => {
              if (other === null) return onChange(before === '' ? null : before)
              setBefore(value ?? '')
              onChange(unknownValue)
            }}
            describedBy={wiring.labelId}
          />
        </>
      )}
    </FieldFrame>
  )
}

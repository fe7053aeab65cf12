import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { noneValue, unknownValue } from '../../../../shared/report/value.ts'
import { FieldFrame } from '../../../ui/form/FieldFrame.tsx'
import { useReportWords } from '../report-words.ts'
import type { FieldProps } from './field-props.ts'
import { OtherAnswers } from './OtherAnswers.tsx'

/** Numbers or names, one a line: what is pasted from a list stays a list. */
export function IdentifierAnswer({ field, texts, value, onChange }: FieldProps<'identifiers'>): ReactElement {
  const { words } = useReportWords()
  const [typed, setTyped] = useState<string | null>(null)
  const lines = Array.isArray(value) ? value.join('\n') : ''
  return (
    <FieldFrame {...texts}>
      {(wiring) => (
        <>
          <TextField
            id={wiring.id}
            multiline
            minRows={2}
            maxRows={12}
            value={typed ?? lines}
            placeholder={value === unknownValue ? words.values.unknown : value === noneValue ? words.values.none : undefined}
            onChange={(event) => {
              setTyped(event.target.value)
              const items = readLines(event.target.value, field.maxItems ?? 100)
              onChange(items.length === 0 ? null : items)
            }}
            onBlur={() => setTyped(null)}
            error={wiring.invalid}
            slotProps={{ htmlInput: { 'aria-describedby': wiring.describedBy, autoComplete: 'off', spellCheck: false } }}
          />
          <OtherAnswers<typeof noneValue | typeof unknownValue>
            answers={[
              { value: noneValue, label: words.values.none },
              { value: unknownValue, label: words.values.unknown },
            ]}
            value={typeof value === 'string' ? value : null}
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

/** Entries of a pasted list, parted by lines, commas or semicolons, each once. */
export function readLines(text: string, most: number): string[] {
  const items = text.split(/[\n;,]/).map((item) => item.trim()).filter((item) => item !== '')
  return [...new Set(items)].slice(0, most)
}

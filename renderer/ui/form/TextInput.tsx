import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import type { ReactElement, Ref } from 'react'
import { useReadOnly } from '../permitted.ts'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldTexts } from './FieldFrame.tsx'

/** A line or several lines of text. The names of the value props are those of react-hook-form's `field`. */
export interface TextInputProps extends FieldTexts {
  readonly value: string
  onChange(value: string): void
  onBlur?(): void
  readonly name?: string
  readonly ref?: Ref<HTMLInputElement | HTMLTextAreaElement>
  /** More than one line: grows with its text from this many lines on. */
  readonly lines?: number
  /** Stands inside the field at its end, e.g. "m³/h". */
  readonly unit?: string
  readonly kind?: 'text' | 'password' | 'number' | 'tel' | 'email'
  readonly autoComplete?: string
  readonly maxLength?: number
  readonly disabled?: boolean
  readonly autoFocus?: boolean
  /** Width in characters for what is short by nature (a code, a number). */
  readonly characters?: number
}

/** A labelled text field. `number` keeps text and a numeric keypad: the caller reads the number. */
export function TextInput({
  value,
  onChange,
  onBlur,
  name,
  ref,
  lines,
  unit,
  kind = 'text',
  autoComplete = 'off',
  maxLength,
  disabled = false,
  autoFocus = false,
  characters,
  ...texts
}: TextInputProps): ReactElement {
  const readOnly = useReadOnly()
  return (
    <FieldFrame {...texts}>
      {(wiring) => (
        <TextField
          id={wiring.id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
          name={name}
          inputRef={ref}
          error={wiring.invalid}
          disabled={disabled}
          autoFocus={autoFocus}
          multiline={lines !== undefined}
          minRows={lines}
          type={kind === 'number' ? 'text' : kind}
          sx={characters === undefined ? {} : { maxWidth: `${characters + 4}ch`, minWidth: '8rem' }}
          slotProps={{
            htmlInput: {
              'aria-describedby': wiring.describedBy,
              autoComplete,
              maxLength,
              readOnly,
              spellCheck: false,
              ...(kind === 'number' ? { inputMode: 'decimal' } : {}),
            },
            input: unit === undefined ? {} : { endAdornment: <InputAdornment position="end">{unit}</InputAdornment> },
          }}
        />
      )}
    </FieldFrame>
  )
}

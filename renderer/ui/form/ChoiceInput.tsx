import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { ReactElement, Ref } from 'react'
import { useReadOnly } from '../permitted.ts'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldTexts } from './FieldFrame.tsx'

/** One thing to choose. */
export interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly disabled?: boolean
}

/** Exactly one of a list; empty until chosen. For two to four choices that matter, prefer `RadioInput`. */
export function ChoiceInput<Value extends string>({
  value,
  onChange,
  onBlur,
  name,
  ref,
  choices,
  placeholder,
  disabled = false,
  ...texts
}: FieldTexts & {
  readonly value: Value | null
  /** `NoInfer`: the choices say what the value is, so that a state setter fits. */
  onChange(value: NoInfer<Value>): void
  onBlur?(): void
  readonly name?: string
  readonly ref?: Ref<HTMLElement>
  readonly choices: readonly Choice<Value>[]
  /** Shown while nothing is chosen. */
  readonly placeholder: string
  readonly disabled?: boolean
}): ReactElement {
  const readOnly = useReadOnly()
  return (
    <FieldFrame {...texts}>
      {(wiring) => (
        <TextField
          select
          id={wiring.id}
          value={value ?? ''}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.target.value)
            if (chosen !== undefined) onChange(chosen.value)
          }}
          onBlur={onBlur}
          name={name}
          inputRef={ref}
          error={wiring.invalid}
          disabled={disabled}
          slotProps={{
            select: {
              readOnly,
              ...(readOnly ? { IconComponent: NoArrow } : {}),
              displayEmpty: true,
              // The select itself is labelled by a label element of ours, which MUI does not know.
              SelectDisplayProps: { 'aria-labelledby': `${wiring.labelId} ${wiring.id}`, 'aria-describedby': wiring.describedBy },
              renderValue: (shown) => choices.find((choice) => choice.value === shown)?.label ?? placeholder,
              MenuProps: { slotProps: { list: { 'aria-labelledby': wiring.labelId } } },
            },
          }}
        >
          {choices.map((choice) => (
            <MenuItem key={choice.value} value={choice.value} disabled={choice.disabled ?? false}>
              {choice.label}
            </MenuItem>
          ))}
        </TextField>
      )}
    </FieldFrame>
  )
}

/** What cannot be opened shows no arrow. */
function NoArrow(): null {
  return null
}

import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import type { ReactElement, Ref } from 'react'
import { useReadOnly } from '../permitted.ts'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldTexts } from './FieldFrame.tsx'
import type { Choice } from './ChoiceInput.tsx'

/** Exactly one of a few choices, all in sight, each with an optional explanation. */
export function RadioInput<Value extends string>({
  value,
  onChange,
  onBlur,
  name,
  ref,
  choices,
  disabled: disabledHere = false,
  ...texts
}: FieldTexts & {
  readonly value: Value | null
  onChange(value: NoInfer<Value>): void
  onBlur?(): void
  readonly name?: string
  readonly ref?: Ref<HTMLInputElement>
  readonly choices: readonly (Choice<Value> & { readonly explanation?: string })[]
  readonly disabled?: boolean
}): ReactElement {
  const disabled = useReadOnly() || disabledHere
  return (
    <FieldFrame {...texts} group>
      {(wiring) => (
        <RadioGroup
          aria-labelledby={wiring.labelId}
          {...(name === undefined ? {} : { name })}
          value={value}
          onBlur={onBlur}
          onChange={(_event, chosen) => {
            const found = choices.find((choice) => choice.value === chosen)
            if (found !== undefined) onChange(found.value)
          }}
        >
          {choices.map((choice, index) => (
            <FormControlLabel
              key={choice.value}
              value={choice.value}
              disabled={disabled || choice.disabled === true}
              control={<Radio {...(index === 0 ? { slotProps: { input: { ref: ref ?? null } } } : {})} />}
              label={
                choice.explanation === undefined ? (
                  choice.label
                ) : (
                  <>
                    {choice.label}
                    <Typography component="span" variant="body2" sx={(theme) => ({ display: 'block', color: theme.colours.quietText })}>
                      {choice.explanation}
                    </Typography>
                  </>
                )
              }
            />
          ))}
        </RadioGroup>
      )}
    </FieldFrame>
  )
}

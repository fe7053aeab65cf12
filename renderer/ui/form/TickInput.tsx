import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import type { ReactElement } from 'react'
import { useReadOnly } from '../permitted.ts'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldTexts } from './FieldFrame.tsx'
import type { Choice } from './ChoiceInput.tsx'

/** Any number of a few choices. An empty tick means "not chosen", never "no": ask with `AnswerButtons` where no is an answer. */
export function TickInput<Value extends string>({
  value,
  onChange,
  onBlur,
  choices,
  disabled = false,
  ...texts
}: FieldTexts & {
  readonly value: readonly Value[]
  onChange(value: readonly NoInfer<Value>[]): void
  onBlur?(): void
  readonly choices: readonly Choice<Value>[]
  readonly disabled?: boolean
}): ReactElement {
  const readOnly = useReadOnly()
  return (
    <FieldFrame {...texts} group>
      {() =>
        choices.map((choice) => (
          <FormControlLabel
            key={choice.value}
            sx={{ display: 'flex' }}
            disabled={disabled || readOnly || choice.disabled === true}
            control={
              <Checkbox
                checked={value.includes(choice.value)}
                onBlur={onBlur}
                onChange={(_event, ticked) =>
                  // In the order of the choices, so that the same ticks always give the same value.
                  onChange(choices.map((other) => other.value).filter((other) => (other === choice.value ? ticked : value.includes(other))))
                }
              />
            }
            label={choice.label}
          />
        ))
      }
    </FieldFrame>
  )
}

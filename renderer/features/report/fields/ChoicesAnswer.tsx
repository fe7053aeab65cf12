import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import type { ReactElement } from 'react'
import { choiceSetOf, choicesOf, noneValue, unknownValue } from '../../../../shared/report/value.ts'
import { FieldFrame } from '../../../ui/form/FieldFrame.tsx'
import { useReportWords } from '../report-words.ts'
import { choiceWord } from './ChoiceAnswer.tsx'
import type { FieldProps } from './field-props.ts'
import { OtherAnswers } from './OtherAnswers.tsx'

/** Any number of a closed list; "none" and "not known yet" are answers of their own. */
export function ChoicesAnswer({ field, texts, value, onChange }: FieldProps<'choices'>): ReactElement {
  const { words } = useReportWords()
  const set = choiceSetOf(field)
  const chosen = Array.isArray(value) ? value : []
  return (
    <FieldFrame {...texts} group>
      {(wiring) => (
        <>
          <Box>
            {choicesOf(field).map((choice) => (
              <FormControlLabel
                key={choice}
                sx={{ display: 'flex' }}
                control={
                  <Checkbox
                    checked={chosen.includes(choice)}
                    onChange={(_event, ticked) => {
                      const next = choicesOf(field).filter((other) => (other === choice ? ticked : chosen.includes(other)))
                      onChange(next.length === 0 ? null : [...next])
                    }}
                  />
                }
                label={choiceWord(words, set, choice)}
              />
            ))}
          </Box>
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

import type { ReactElement } from 'react'
import type { ChoiceSetId } from '../../../../shared/report/choices.ts'
import { choiceSetOf, choicesOf, unknownValue } from '../../../../shared/report/value.ts'
import { RadioInput } from '../../../ui/form/RadioInput.tsx'
import type { ReportTexts } from '../../../../shared/report/texts/report-texts.ts'
import { useReportWords } from '../report-words.ts'
import type { FieldProps } from './field-props.ts'

/** Exactly one of a closed list, or "not known yet"; all in sight. */
export function ChoiceAnswer({ field, texts, value, onChange }: FieldProps<'choice'>): ReactElement {
  const { words } = useReportWords()
  const set = choiceSetOf(field)
  return (
    <RadioInput
      {...texts}
      value={value}
      onChange={onChange}
      choices={[...choicesOf(field).map((choice) => ({ value: choice, label: choiceWord(words, set, choice) })), { value: unknownValue, label: words.values.unknown }]}
    />
  )
}

/** The word of a value of a closed list. */
export function choiceWord(words: ReportTexts, set: ChoiceSetId, value: string): string {
  const names: Readonly<Record<string, string>> = words.choices[set]
  return names[value] ?? value
}

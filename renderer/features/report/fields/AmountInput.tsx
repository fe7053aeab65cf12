import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { TextInput } from '../../../ui/form/TextInput.tsx'
import { useReportWords } from '../report-words.ts'
import { numberText, readNumber } from './number-text.ts'

/** A whole number in a row; empty is not known. */
export function AmountInput({ label, value, onChange, maximum }: { readonly label: string; readonly value: number | null; onChange(value: number | null): void; readonly maximum: number }): ReactElement {
  const { t } = useTranslation('report-form')
  const { language } = useReportWords()
  const [typed, setTyped] = useState<string | null>(null)
  const read = (text: string): number | null => {
    const amount = readNumber(text, maximum)
    return amount === null ? null : Math.round(amount)
  }
  const wrong = typed !== null && typed.trim() !== '' && read(typed) === null
  return (
    <TextInput
      label={label}
      kind="number"
      value={typed ?? (value === null ? '' : numberText(value, language))}
      onChange={(text) => {
        setTyped(text)
        onChange(read(text))
      }}
      onBlur={() => {
        if (!wrong) setTyped(null)
      }}
      error={wrong ? t('number.notUnderstood', { maximum: numberText(maximum, language) }) : undefined}
    />
  )
}

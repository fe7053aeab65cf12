import { z } from 'zod'
import { numberText, readNumber } from '../report/fields/number-text.ts'

/** An amount as it is typed: empty is "not known". @param whole only whole numbers. */
export function amountTextSchema(maximum: number, whole: boolean): z.ZodType<string, string> {
  return z.string().refine((text) => {
    if (text.trim() === '') return true
    const amount = readNumber(text, maximum)
    return amount !== null && (!whole || Number.isInteger(amount))
  })
}

/** The amount of a field that `amountTextSchema` let through; `null` is not known. */
export function amountOf(text: string, maximum: number): number | null {
  return text.trim() === '' ? null : readNumber(text, maximum)
}

/** An amount as it stands in its field. */
export function amountText(amount: number | null, language: string): string {
  return amount === null ? '' : numberText(amount, language)
}

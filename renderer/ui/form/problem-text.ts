import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

/** The part of a react-hook-form error that says what kind of problem it is; with a zod resolver `type` is zod's issue code. */
export interface FieldProblem {
  readonly type?: string | undefined
  readonly message?: string | undefined
}

/** The sentence below a field for a problem that a schema found. A schema's own English message is never shown. */
export function problemText(t: TFunction<'ui'>, problem: FieldProblem | undefined): string | undefined {
  if (problem === undefined) return undefined
  switch (problem.type) {
    case 'too_small':
    case 'required':
      return t('problem.tooSmall')
    case 'too_big':
      return t('problem.tooBig')
    case 'invalid_format':
      return t('problem.format')
    case 'invalid_type':
    case 'invalid_value':
      return t('problem.missing')
    default:
      return t('problem.other')
  }
}

/** `problemText` in the language of the screen. */
export function useProblemText(): (problem: FieldProblem | undefined) => string | undefined {
  const { t } = useTranslation('ui')
  return (problem) => problemText(t, problem)
}

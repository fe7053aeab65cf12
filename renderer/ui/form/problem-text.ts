import { useTranslation } from 'react-i18next'

/** The part of a react-hook-form error that says what kind of problem it is; with a zod resolver `type` is zod's issue code. */
export interface FieldProblem {
  readonly type?: string | undefined
  readonly message?: string | undefined
}

/** Keys of the sentences below a field. */
type ProblemKey = `ui:problem.${'missing' | 'tooSmall' | 'tooBig' | 'format' | 'other'}`

/**
 * The sentence below a field for a problem that a schema found. A schema's own English message is never shown.
 * @param t of a `useTranslation` with several namespaces, `ui` among them; else take `useProblemText`
 */
export function problemText(t: (key: ProblemKey) => string, problem: FieldProblem | undefined): string | undefined {
  if (problem === undefined) return undefined
  switch (problem.type) {
    case 'too_small':
    case 'required':
      return t('ui:problem.tooSmall')
    case 'too_big':
      return t('ui:problem.tooBig')
    case 'invalid_format':
      return t('ui:problem.format')
    case 'invalid_type':
    case 'invalid_value':
      return t('ui:problem.missing')
    default:
      return t('ui:problem.other')
  }
}

/** `problemText` in the language of the screen. */
export function useProblemText(): (problem: FieldProblem | undefined) => string | undefined {
  const { t } = useTranslation(['common', 'ui'])
  return (problem) => problemText(t, problem)
}

import type { TFunction } from 'i18next'

/** The part of a react-hook-form error that says what kind of problem it is; with a zod resolver `type` is zod's issue code. */
export interface FieldProblem {
  readonly type?: string | undefined
  readonly message?: string | undefined
}

/** Keys of the sentences below a field. */
type ProblemKey = `ui:problem.${'missing' | 'tooSmall' | 'tooBig' | 'format' | 'other'}`

/**
 * The sentence below a field for a problem that a schema found. A schema's own English message is never shown.
 * @param t of `useTranslation('ui')`, or of one with several namespaces, `ui` among them
 */
export function problemText(t: TFunction<'ui'> | ((key: ProblemKey) => string), problem: FieldProblem | undefined): string | undefined {
  return problem === undefined ? undefined : (t as (key: ProblemKey) => string)(keyOf(problem))
}

function keyOf(problem: FieldProblem): ProblemKey {
  switch (problem.type) {
    case 'too_small':
    case 'required':
      return 'ui:problem.tooSmall'
    case 'too_big':
      return 'ui:problem.tooBig'
    case 'invalid_format':
      return 'ui:problem.format'
    case 'invalid_type':
    case 'invalid_value':
      return 'ui:problem.missing'
    default:
      return 'ui:problem.other'
  }
}

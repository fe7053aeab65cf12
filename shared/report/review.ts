import { z } from 'zod'
import type { ReportContent } from './content.ts'
import type { ReportFacts } from './facts.ts'
import { applies, articleOf, fieldsOf } from './field.ts'
import { reviewItemSchema } from './review-item.ts'
import { futureWarnings, warningsOf } from './review-warnings.ts'
import { asksWhatIsDoneToFindOut } from './stage.ts'
import type { Stage } from './stage.ts'
import { isOpen } from './value.ts'

/** What a reviewer sees beside the sheet. Only `missingByLaw` blocks a release. */
export const reviewSchema = z.strictObject({
  missingByLaw: z.array(reviewItemSchema),
  askedByForm: z.array(reviewItemSchema),
  open: z.array(reviewItemSchema),
  notKnown: z.array(reviewItemSchema),
  warnings: z.array(reviewItemSchema),
})
export type Review = z.output<typeof reviewSchema>

/**
 * Judges a form: what the Directive asks and is missing, what forms of authorities ask, what else is open, what is answered
 * "not known" (from the notification on with the question what is being done to find out), and what looks wrong.
 */
export function review(stage: Stage, content: ReportContent, facts: ReportFacts): Review {
  const result: Review = { missingByLaw: [], askedByForm: [], open: [], notKnown: [], warnings: [] }
  for (const field of fieldsOf(stage)) {
    if (!applies(field, content)) continue
    const value = content[field.id]
    const article = articleOf(stage, field.id)
    if (isOpen(value)) {
      const requirement = field.stages[stage]
      if (requirement === 'law') result.missingByLaw.push({ field: field.id, code: 'missing', article })
      else if (requirement === 'form') result.askedByForm.push({ field: field.id, code: 'asked', article: null })
      else result.open.push({ field: field.id, code: 'open', article: null })
    } else if (value === 'unknown') {
      const asks = asksWhatIsDoneToFindOut(stage) && field.stages[stage] !== 'optional'
      const answered = (content.findingOut?.[field.id] ?? '').trim() !== ''
      result.notKnown.push({ field: field.id, code: asks && !answered ? 'not-known-and-nobody-asks' : 'not-known', article })
    }
  }
  result.warnings.push(...warningsOf(stage, content, facts))
  return result
}

/** The review as a person sees it at a moment (UTC ms): instants that lie after it are warned about too. */
export function reviewAt(stage: Stage, content: ReportContent, facts: ReportFacts, now: number): Review {
  const result = review(stage, content, facts)
  return { ...result, warnings: [...result.warnings, ...futureWarnings(content, now)] }
}

/** Whether nothing that the Directive asks is missing. */
export function mayBeReleased(result: Review): boolean {
  return result.missingByLaw.length === 0
}

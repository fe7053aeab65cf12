import type { BlockId } from '../../../shared/report/field-definition.ts'
import { blocks } from '../../../shared/report/field-definition.ts'
import { applies, fieldsOf, fieldsOfBlock, type FieldId, type ReportField } from '../../../shared/report/field.ts'
import type { ReportContent } from '../../../shared/report/content.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import { isOpen } from '../../../shared/report/value.ts'
import { maximumFieldsAStep } from '../../ui/form/field-count.ts'

/** One step of a report's form. */
export interface ReportStep {
  /** Stands in the address: `law`, `services`, `services-2`. */
  readonly id: string
  /** `law`: what an early warning must carry and nothing else. */
  readonly block: BlockId | 'law'
  /** Which part of a block that is too long for one step, from 1; 1 of 1 for the rest. */
  readonly part: number
  readonly parts: number
  readonly fields: readonly ReportField[]
}

/**
 * The steps of a stage, in the order of the sheet, at most seven fields each. An early warning begins with what the Directive asks of
 * it; everything after that is a free choice. The steps do not depend on answers, so a link to a step always leads somewhere.
 */
export function stepsOf(stage: Stage): ReportStep[] {
  const first = stage === 'early-warning' ? fieldsOf(stage).filter((field) => field.stages[stage] === 'law') : []
  const steps: ReportStep[] = first.length === 0 ? [] : [{ id: 'law', block: 'law', part: 1, parts: 1, fields: first }]
  for (const block of blocks) {
    const fields = fieldsOfBlock(stage, block).filter((field) => !first.includes(field))
    const parts = inParts(fields)
    parts.forEach((part, index) => {
      steps.push({ id: index === 0 ? block : `${block}-${index + 1}`, block, part: index + 1, parts: parts.length, fields: part })
    })
  }
  return steps
}

/** The step that asks a field; `null` where the stage does not ask it. */
export function stepOfField(steps: readonly ReportStep[], id: string): ReportStep | null {
  return steps.find((step) => step.fields.some((field) => field.id === id)) ?? null
}

/** Parts of about equal length. A field that hangs on the answer before it stays in the same part. */
function inParts(fields: readonly ReportField[]): ReportField[][] {
  if (fields.length === 0) return []
  const size = Math.ceil(fields.length / Math.ceil(fields.length / maximumFieldsAStep))
  const parts: ReportField[][] = []
  for (const field of fields) {
    const part = parts[parts.length - 1]
    const belongs = part?.some((earlier) => earlier.id === field.appliesWhen?.field) === true && part.length < maximumFieldsAStep
    if (part === undefined || (part.length >= size && !belongs)) parts.push([field])
    else part.push(field)
  }
  return parts
}

/** How a step stands: what it still asks, and what was answered "not known". */
export interface StepStanding {
  /** Questions that apply now. */
  readonly asked: number
  readonly open: number
  /** Open questions that the law asks. */
  readonly openByLaw: number
  readonly notKnown: number
}

/** Counts what is left in a step. Questions whose condition does not hold are not counted. */
export function standingOf(step: ReportStep, stage: Stage, content: ReportContent): StepStanding {
  const standing = { asked: 0, open: 0, openByLaw: 0, notKnown: 0 }
  for (const field of step.fields) {
    if (!applies(field, content)) continue
    const value = content[field.id]
    standing.asked += 1
    if (isOpen(value)) {
      standing.open += 1
      if (field.stages[stage] === 'law') standing.openByLaw += 1
    } else if (value === 'unknown') standing.notKnown += 1
  }
  return standing
}

/** The fields of a step that are asked now. */
export function askedFields(step: ReportStep, content: ReportContent): readonly ReportField[] {
  return step.fields.filter((field) => applies(field, content))
}

/** The step after one, for "go on"; `null` after the last, where the review follows. */
export function stepAfter(steps: readonly ReportStep[], id: string): ReportStep | null {
  const at = steps.findIndex((step) => step.id === id)
  return at === -1 ? null : (steps[at + 1] ?? null)
}

/** The step before one. */
export function stepBefore(steps: readonly ReportStep[], id: string): ReportStep | null {
  const at = steps.findIndex((step) => step.id === id)
  return steps[at - 1] ?? null
}

/** Whether a field asks "what are you doing to find out?" for a "not known" at this stage. */
export function asksFindingOut(field: ReportField, stage: Stage, value: ReportContent[FieldId]): boolean {
  return stage !== 'early-warning' && field.stages[stage] !== 'optional' && value === 'unknown'
}

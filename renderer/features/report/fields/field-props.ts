import type { Stage } from '../../../../shared/report/stage.ts'
import type { ReportField } from '../../../../shared/report/field.ts'
import type { FieldType } from '../../../../shared/report/field-definition.ts'
import type { ValueByType } from '../../../../shared/report/value.ts'
import type { Instant } from '../../../../shared/ports/clock.ts'
import type { FieldTexts } from '../../../ui/form/FieldFrame.tsx'

/** What the fields of a form need to know of the incident around them. */
export interface FormContext {
  readonly stage: Stage
  /** IANA zone of the incident. */
  readonly zone: string
  /** Site whose registers are offered. */
  readonly site: string
  /** The core's clock, UTC ms. */
  now(): Instant
}

/** What the control of one type of field gets. */
export interface FieldProps<T extends FieldType> {
  readonly field: ReportField
  readonly texts: FieldTexts
  /** `null` while the question is open. */
  readonly value: ValueByType[T] | null
  onChange(value: ValueByType[T] | null): void
  readonly context: FormContext
}

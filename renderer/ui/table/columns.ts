import type { ReactNode } from 'react'

/** One column. `value` is what is sorted, searched and exported; `cell` is what is shown, where that differs. */
export interface DataColumn<Row> {
  readonly id: string
  readonly label: string
  value(row: Row): string | number | null
  cell?(row: Row): ReactNode
  /** CSS width; columns without one share what is left. */
  readonly width?: string
  /** Numbers stand at the right. */
  readonly numeric?: boolean
}

/** A chip that narrows the list. Several pressed chips of one `group` widen each other; groups narrow each other. */
export interface DataFilter<Row> {
  readonly id: string
  readonly label: string
  readonly group?: string
  matches(row: Row): boolean
}

/** The local log of unexpected faults. Never holds free text of the record, names or keys. */
export interface Log {
  /** Writes one line and returns the id that the screen shows beside `internal`. */
  fault(where: string, error: unknown): string
  note(where: string, text: string): void
}

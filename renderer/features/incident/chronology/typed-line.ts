/** What the editor holds; the owner keeps it, so that nothing typed is lost by leaving. */
export interface TypedLine {
  readonly line: string
  readonly keepComma: boolean
  /** Id of the clock that the time in front was read off; `null` or absent: a right clock. */
  readonly timeSource?: string | null
}

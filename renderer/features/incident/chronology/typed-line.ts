/** What the editor holds; the owner keeps it, so that nothing typed is lost by leaving. */
export interface TypedLine {
  readonly line: string
  readonly keepComma: boolean
}

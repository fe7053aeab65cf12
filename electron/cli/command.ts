/** Where a command writes its lines. */
export interface Output {
  /** One line of the result, for people and programs. */
  line(text: string): void
  /** One sentence about what went wrong. */
  complain(text: string): void
}

/** Exit codes of every command. */
export const exitCodes = { good: 0, bad: 1, usage: 2 } as const

/** One command of `cofferdam`. */
export interface Command {
  readonly name: string
  /** What stands behind the name in `--help`. */
  readonly usage: string
  /** One sentence. */
  readonly summary: string
  /** @returns the exit code. */
  run(argv: readonly string[], output: Output): Promise<number>
}

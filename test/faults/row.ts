/** One kind of fault that is injected again and again. */
export interface FaultRow {
  readonly name: string
  /** What must hold, in a sentence for `--help`. */
  readonly property: string
  /** How often at scale 1: the count that a release must pass. */
  readonly count: number
  /** How often at a tenth, where a tenth of `count` would take too long for every change. Printed like any other count. */
  readonly tenth?: number
  /** Why it cannot run on this machine, or `null`. */
  readonly cannot: () => string | null
  /** Injects the fault `count` times; `say` adds a figure that is not a verdict. @returns what went wrong, one line each; empty when all held. */
  readonly run: (count: number, seed: number, say: (text: string) => void) => Promise<readonly string[]>
}

/** One kind of fault that is injected again and again. */
export interface FaultRow {
  readonly name: string
  /** What must hold, in a sentence for `--help`. */
  readonly property: string
  /** How often at scale 1: the count that a release must pass. */
  readonly count: number
  /** Why it cannot run on this machine, or `null`. */
  readonly cannot: () => string | null
  /** Injects the fault `count` times. @returns what went wrong, one line each; empty when all held. */
  readonly run: (count: number, seed: number) => Promise<readonly string[]>
}

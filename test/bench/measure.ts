import { performance } from 'node:perf_hooks'

/** One row of the bench: our way against a floor, both measured in turn in the same run. */
export interface BenchRow {
  readonly name: string
  /** Largest ratio that is good. */
  readonly goal: number
  /** What both sides do, for `--help`. */
  readonly about: string
  /** Prepares both sides; `ours` and `floor` are then called alternately. */
  prepare(): Promise<BenchSides>
}

/** The two sides of a row. Each call does the whole work once and returns its milliseconds. */
export interface BenchSides {
  ours(): Promise<number>
  floor(): Promise<number>
  /** What else was seen, one line each; a line that ends in `short` fails the row. */
  notes?(): readonly string[]
  end(): Promise<void>
}

/** Milliseconds that some work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** The line a row prints. */
export interface BenchResult {
  readonly name: string
  readonly ours: number
  readonly floor: number
  readonly ratio: number
  readonly goal: number
  readonly notes: readonly string[]
}

/**
 * Measures a row: one round that is not counted, then `repeats` rounds of ours and floor in turn; medians. The ratio is the median of
 * the rounds' own ratios, so that a machine that drifts does not favour one side.
 */
export async function measure(row: BenchRow, repeats: number): Promise<BenchResult> {
  const sides = await row.prepare()
  try {
    await sides.ours()
    await sides.floor()
    const ours: number[] = []
    const floor: number[] = []
    for (let round = 0; round < repeats; round += 1) {
      ours.push(await sides.ours())
      floor.push(await sides.floor())
    }
    const ratios = ours.map((value, index) => value / (floor[index] ?? Number.NaN))
    return { name: row.name, ours: median(ours), floor: median(floor), ratio: median(ratios), goal: row.goal, notes: sides.notes?.() ?? [] }
  } finally {
    await sides.end()
  }
}

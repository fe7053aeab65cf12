import type { Stage } from '../report/stage.ts'
import type { Anchor } from './anchor.ts'
import { belongsToStage } from './anchor.ts'
import type { Confirmation, Stated, Statement } from './statement.ts'
import { hasSecondPerson, isStated } from './statement.ts'

/** A statement with all its corrections. */
export interface Chain {
  readonly law: string | null
  readonly anchor: Anchor
  readonly stage: Stage | null
  /** Id of the first statement. */
  readonly root: string
  /** All statements, in the order of recording. */
  readonly history: readonly Statement[]
  /** What is said now: the last statement, or `null` when it was withdrawn. */
  readonly current: Stated | null
}

/**
 * Which statement counts per law, anchor and stage, with its history.
 * `request`, `released` and `submitted` may be stated several times: each first statement starts a chain of its own.
 * All other anchors have one chain a law.
 * @param statements of one incident, in the order of recording (the store's sequence, not `recordedAt`: the PC clock may jump).
 */
export function effective(statements: readonly Statement[]): Chain[] {
  const groups = new Map<string, Statement[]>()
  const keys = new Map<string, string>()
  for (const statement of statements) {
    const key = chainKey(statement, keys)
    keys.set(statement.id, key)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [statement])
    else group.push(statement)
  }
  return [...groups.values()].flatMap((history) => toChain(history))
}

function chainKey(statement: Statement, keys: ReadonlyMap<string, string>): string {
  const name = JSON.stringify([statement.law, statement.anchor, statement.stage])
  if (!belongsToStage(statement.anchor)) return name
  const earlier = statement.supersedes === null ? undefined : keys.get(statement.supersedes)
  return earlier ?? `${name}${statement.id}`
}

function toChain(history: readonly Statement[]): Chain[] {
  const first = history[0]
  const last = history[history.length - 1]
  if (first === undefined || last === undefined) return []
  const { law, anchor, stage } = first
  return [{ law, anchor, stage, root: first.id, history, current: isStated(last) ? last : null }]
}

/**
 * The chains of one anchor that hold for a law: those made for it, else those made for every law (`law: null`).
 * @param stage `null` for anchors without a stage.
 */
export function chainsOf(chains: readonly Chain[], law: string | null, anchor: Anchor, stage: Stage | null = null): Chain[] {
  const named = chains.filter((chain) => chain.anchor === anchor && chain.stage === stage)
  const own = named.filter((chain) => chain.law === law)
  return own.length > 0 ? own : named.filter((chain) => chain.law === null)
}

/**
 * What is said now about an anchor; of several (two versions submitted) the earliest instant. `null` when nothing is stated.
 */
export function currentStatement(chains: readonly Chain[], law: string | null, anchor: Anchor, stage: Stage | null = null): Stated | null {
  let found: Stated | null = null
  for (const { current } of chainsOf(chains, law, anchor, stage)) {
    if (current !== null && (found === null || current.instant < found.instant)) found = current
  }
  return found
}

/**
 * The statement of a chain that counts where a later instant would buy time: the earliest one since the last that a second
 * person confirmed. A withdrawal counts only when a second person confirmed it.
 */
export function countingStatement(chain: Chain, confirmations: readonly Confirmation[]): Stated | null {
  let counting: Stated | null = null
  for (const statement of chain.history) {
    const confirmed = hasSecondPerson(statement, confirmations)
    if (!isStated(statement)) {
      if (confirmed) counting = null
    } else if (counting === null || confirmed || statement.instant <= counting.instant) {
      counting = statement
    }
  }
  return counting
}

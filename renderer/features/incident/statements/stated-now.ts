import type { Anchor } from '../../../../shared/clock/anchor.ts'
import { effective, type Chain } from '../../../../shared/clock/chain.ts'
import type { Stated, Statement } from '../../../../shared/clock/statement.ts'

/** The newest word of a chain, a withdrawal included. */
export function lastOf(chain: Chain): Statement | null {
  return chain.history[chain.history.length - 1] ?? null
}

/** What is stated now about an anchor that belongs to no stage; `null` when nothing is, or when it was withdrawn. */
export function statedNow(statements: readonly Statement[], anchor: Anchor): Stated | null {
  return effective(statements).find((chain) => chain.anchor === anchor)?.current ?? null
}

/** The statement a new one about this anchor has to name: the last of its chain, a withdrawal included; `null` for a first one. */
export function correctable(statements: readonly Statement[], anchor: Anchor): Statement | null {
  const own = effective(statements).find((chain) => chain.anchor === anchor)
  return own === undefined ? null : lastOf(own)
}

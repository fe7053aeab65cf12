import type { PackageFaultCode } from '../../shared/package/fault.ts'
import type { VerdictCode } from '../../shared/package/verdict.ts'
import type { PackageTrust } from '../../shared/package/verify.ts'
import type { Dice } from './dice.ts'
import type { TamperWorld } from './tamper-world.ts'

/** What a tampered package is expected to give. */
export interface Tampering {
  /** What was done, for a failing case. */
  readonly what: string
  readonly bytes: Uint8Array
  readonly trust: PackageTrust
  readonly now?: number
  readonly expected: VerdictCode
  /** The first fault, where only one is right. */
  readonly fault?: PackageFaultCode
}

/** A way of tampering: throws the dice and gives one case. */
export type Tamperer = (world: TamperWorld, dice: Dice) => Tampering

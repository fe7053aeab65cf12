import type { Verdict } from '../../shared/package/verdict.ts'
import { verifyBytes } from '../support/package-fixtures.ts'
import { Dice } from './dice.ts'
import { bitFlip, cleanPackage, cutOrGrown } from './tamper-bytes.ts'
import { addedFile, editedFile, editedManifest, mixedPackages, removedFile, renamedFile, sanitised } from './tamper-files.ts'
import { keyState, replayed, strangerOrUnknown } from './tamper-keys.ts'
import { otherCertificate, otherKey, otherNamespace, oddSignature, spoiledExtras } from './tamper-signatures.ts'
import { hostileZip, rebuiltZip } from './tamper-zip.ts'
import { tamperWorld } from './tamper-world.ts'
import type { Tamperer, Tampering } from './tampering.ts'

/** One numbered case. */
export interface TamperCase extends Tampering {
  readonly number: number
  readonly kind: TamperClass
}

/** Every class of tampering. `clean` is the control: it must be genuine. */
export const tamperClasses = {
  clean: cleanPackage,
  'bit-flip': bitFlip,
  'cut-or-grown': cutOrGrown,
  'added-file': addedFile,
  'removed-file': removedFile,
  'renamed-file': renamedFile,
  'edited-file': editedFile,
  'edited-manifest': editedManifest,
  'mixed-packages': mixedPackages,
  sanitised,
  'rebuilt-zip': rebuiltZip,
  'hostile-zip': hostileZip,
  'other-key': otherKey,
  'other-certificate': otherCertificate,
  'other-namespace': otherNamespace,
  'odd-signature': oddSignature,
  'spoiled-extras': spoiledExtras,
  'key-state': keyState,
  replayed,
  'stranger-or-unknown': strangerOrUnknown,
} as const satisfies Record<string, Tamperer>

/** Name of a class. */
export type TamperClass = keyof typeof tamperClasses

/** Gives `count` cases that follow from `seed` alone, one class after the other; each case has dice of its own. */
export function* tamperCases(seed: number, count: number): Generator<TamperCase, void, undefined> {
  const world = tamperWorld()
  const kinds = Object.keys(tamperClasses) as TamperClass[]
  for (let number = 0; number < count; number++) {
    const kind = kinds[number % kinds.length] ?? 'clean'
    yield { number, kind, ...tamperClasses[kind](world, new Dice(seed * 1_000_003 + number, Math.floor(number / kinds.length))) }
  }
}

/** Verifies one case and says what is wrong with the verdict, or `null`. An error thrown is a failure too. */
export function judgeTamperCase(tampered: TamperCase): string | null {
  const name = `${tampered.kind} #${tampered.number} (${tampered.what})`
  let verdict: Verdict
  try {
    verdict = verifyBytes(tampered.bytes, tampered.trust, tampered.now)
  } catch (error) {
    return `${name}: threw ${String(error)}`
  }
  const fault = verdict.fault === null ? '' : ` ${verdict.fault.code} ${verdict.fault.subject}`
  if (verdict.code !== tampered.expected) return `${name}: expected ${tampered.expected}, got ${verdict.code}${fault}`
  if (tampered.fault !== undefined && verdict.fault?.code !== tampered.fault) return `${name}: expected ${tampered.fault}, got${fault}`
  if ((verdict.code === 'not-genuine') !== (verdict.fault !== null)) return `${name}: verdict and fault disagree`
  if (verdict.code === 'not-genuine' && (verdict.head !== null || verdict.received !== null)) return `${name}: shows what is not proven`
  return null
}

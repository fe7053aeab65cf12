import { existsSync, readFileSync, statSync } from 'node:fs'
import { keyringLimit, keyringText, readKeyring, type Keyring } from '../../shared/person/keyring-format.ts'
import { writeDurably } from './durable-file.ts'
import { isUndamaged } from './keyring.ts'

/** What the two keyring files of a store came to. */
export type KeyringState =
  | { readonly kind: 'missing' }
  /** Files are there and none of them is whole. */
  | { readonly kind: 'damaged' }
  /** Written by a newer program: the store must be left alone. */
  | { readonly kind: 'newer' }
  /** Whole keyrings, highest generation first. Their hmac can only be checked once one of them has given the data key. */
  | { readonly kind: 'found'; readonly keyrings: readonly [Keyring, ...Keyring[]]; readonly needsRepair: boolean }

/** Paths of the keyring and its second copy. */
export interface KeyringPaths {
  readonly keyring: string
  readonly keyringCopy: string
}

/**
 * Reads both copies. A keyring that asks for a newer store than `knownVersion` counts as newer, before anything else is opened.
 * A file that is there and cannot be read counts as damaged while the other one is whole.
 * @throws the error of the operating system when no whole one is left and a file could not be read.
 */
export function readKeyrings(paths: KeyringPaths, knownVersion: number): KeyringState {
  let fault: { readonly error: unknown } | null = null
  const texts = [paths.keyring, paths.keyringCopy].map((path) => {
    try {
      return readIfThere(path)
    } catch (error) {
      fault = { error }
      return ''
    }
  })
  if (texts.every((text) => text === null)) return { kind: 'missing' }
  const whole: Keyring[] = []
  let newer = false
  for (const text of texts) {
    if (text === null) continue
    const reading = readKeyring(text)
    // A damaged number must not pass for a later version while the other copy is whole: what claims to be newer proves it by its sum.
    if (reading.kind === 'newer' && hasGoodSum(text)) return { kind: 'newer' }
    if (reading.kind === 'newer') newer = true
    if (reading.kind === 'keyring' && isUndamaged(reading.keyring)) whole.push(reading.keyring)
  }
  if (newer && whole.length === 0) return { kind: 'newer' }
  whole.sort((a, b) => b.generation - a.generation)
  const [best, ...rest] = whole
  // As a rule both files hold the same text, and then one look at it is enough.
  const others = rest.filter((keyring) => best !== undefined && keyringText(keyring) !== keyringText(best))
  if (best === undefined) {
    throwFault(fault)
    return { kind: 'damaged' }
  }
  if (best.storeVersion > knownVersion) return { kind: 'newer' }
  return { kind: 'found', keyrings: [best, ...others], needsRepair: texts.some((text) => text !== keyringText(best)) }
}

/**
 * Paths of the copies that are there and are not the keyring that opened the store, nor an earlier one: kept under another name before
 * they are written anew. An earlier generation is not kept, because it may open with a passphrase that was replaced for good reason.
 */
export function brokenKeyrings(paths: KeyringPaths, right: Keyring): string[] {
  return [paths.keyring, paths.keyringCopy].filter((path) => {
    const text = readIfPossible(path)
    if (text === null || text === keyringText(right)) return false
    const reading = readKeyring(text)
    return reading.kind !== 'keyring' || !isUndamaged(reading.keyring) || reading.keyring.generation >= right.generation
  })
}

/**
 * Writes both copies, the second one first: at every moment at least one whole keyring is on disk, and the newer one wins.
 * @throws store-read-only, store-full.
 */
export function writeKeyrings(paths: KeyringPaths, keyring: Keyring, mode = 0o600): void {
  const bytes = Buffer.from(keyringText(keyring), 'utf8')
  writeDurably(paths.keyringCopy, bytes, mode)
  writeDurably(paths.keyring, bytes, mode)
}

/** Whether a keyring of a form that this program does not know is as its writer left it. */
function hasGoodSum(text: string): boolean {
  try {
    return isUndamaged(JSON.parse(text) as Keyring)
  } catch {
    return false
  }
}

function throwFault(fault: { readonly error: unknown } | null): void {
  if (fault !== null) throw fault.error
}

/** What cannot be read, as a folder of that name cannot, is as good as a broken copy. */
function readIfPossible(path: string): string | null {
  try {
    return readIfThere(path)
  } catch {
    return ''
  }
}

function readIfThere(path: string): string | null {
  if (!existsSync(path)) return null
  const found = statSync(path)
  // A file far larger than any keyring is not one; reading it could take all memory, and a pipe would be waited for.
  return !found.isFile() || found.size > keyringLimit ? '' : readFileSync(path, 'utf8')
}

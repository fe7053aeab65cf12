import { toHex, utf8 } from '../../shared/package/bytes.ts'
import { canonicalJson } from '../../shared/package/canonical-json.ts'
import { PackageFault, type PackageFaultCode } from '../../shared/package/fault.ts'
import { followKeyChanges, keyChangeFiles, readKeyChange, readKeyChanges, signKeyChange, type KeyChange, type ReadKeyChange } from '../../shared/package/key-change.ts'
import { keyFileBytes, readKeyBytes, type KeyFiles } from '../../shared/package/key-file.ts'
import { keysJsonText } from '../../shared/package/keys-json.ts'
import { keyFingerprint, publicKeyLine } from '../../shared/package/ssh-key.ts'
import { signSshsig, type Namespace } from '../../shared/package/sshsig.ts'
import { nodeEd25519, nodeHash } from '../../electron/core/crypto.ts'
import { bytesFor, codeFor, composePorts, fixtureEntity, releasedAt, verifyPorts } from '../support/package-fixtures.ts'
import { Dice } from './dice.ts'
import { changed } from './tamper-world.ts'

/** One key change file as it came on a stick, what is trusted where it is read, and what must be said of it. */
export interface KeyChangeCase {
  readonly what: string
  readonly bytes: Uint8Array
  readonly known: readonly Uint8Array[]
  readonly accepted: readonly Pick<ReadKeyChange, 'sha256'>[]
  /** Number of the highest list seen; absent: none. */
  readonly seen?: number
  /** The fault it must have; `null` must be taken over; `any`: whichever, but not taken over. */
  readonly fault: PackageFaultCode | null | 'any'
}

const entity = fixtureEntity()
const [seedA, seedB, seedC, thief] = [entity.entitySeed, bytesFor('second entity seed'), bytesFor('third entity seed'), bytesFor('thief seed')] as const
const publicKey = (seed: Uint8Array) => nodeEd25519.publicKey(seed)
const [keyA, keyB, keyC, thiefKey] = [publicKey(seedA), publicKey(seedB), publicKey(seedC), publicKey(thief)] as const

function change(number: number, from: Uint8Array, to: Uint8Array, previous: ReadKeyChange | null, fields: Partial<KeyChange> = {}): ReadKeyChange {
  const signed = signKeyChange({ entity: entity.code, number, previous: previous?.sha256 ?? null, changedAt: releasedAt + number, keys: 10 * number, ...fields }, { from, to }, composePorts)
  return readKeyChange(signed, 'here', verifyPorts)
}

const first = change(1, seedA, seedB, null)
const second = change(2, seedB, seedC, first)
/** What a thief who holds the first key can make. */
const forged = change(1, seedA, thief, null)

function list(number: number, seed: Uint8Array, code = entity.code) {
  const text = keysJsonText({ ...entity.keysJson, entity: code, number, keys: code === entity.code ? entity.keysJson.keys : [] })
  return { text, number, signature: signSshsig(utf8(text), 'cofferdam-keys', { seed }, composePorts) }
}

function carried(changes: readonly ReadKeyChange[], keys: ReturnType<typeof list>): KeyFiles {
  return keyChangeFiles(entity.code, changes, keys, entity.anchor).files
}

const one = carried([first], list(10, seedB))
const two = carried([first, second], list(25, seedC))
const path = 'changes/001.json'
const zip = (files: KeyFiles) => keyFileBytes(files, nodeHash)

/** A statement as somebody with given seeds would make it, whatever it says. */
function written(statement: Readonly<Record<string, unknown>>, by: { readonly old: Uint8Array; readonly new: Uint8Array }, namespace: Namespace = 'cofferdam-key-change'): KeyFiles {
  const bytes = utf8(canonicalJson(statement as never))
  const sign = (seed: Uint8Array) => utf8(signSshsig(bytes, namespace, { seed }, composePorts))
  return changed(one, { [path]: bytes, [`${path}.old.sig`]: sign(by.old), [`${path}.new.sig`]: sign(by.new) })
}

const honest = { old: seedA, new: seedB }
const said = first.change
/** Each makes one case; over many rounds every one has its turn. */
const makers: readonly ((dice: Dice) => KeyChangeCase)[] = [
  () => ({ what: 'the true change', bytes: zip(one), known: [keyA], accepted: [], fault: null }),
  () => ({ what: 'two changes at once, by the first key', bytes: zip(two), known: [keyA], accepted: [], fault: null }),
  () => ({ what: 'two changes, one was accepted', bytes: zip(two), known: [keyA, keyB], accepted: [first], fault: null }),
  () => ({ what: 'two changes, only the second key is known', bytes: zip(two), known: [keyB], accepted: [], fault: null }),
  () => ({ what: 'nothing is known of the entity', bytes: zip(one), known: [], accepted: [], fault: 'key-change-not-from-anchor' }),
  () => ({ what: 'another key is known', bytes: zip(one), known: [thiefKey], accepted: [], fault: 'key-change-not-from-anchor' }),
  () => ({ what: 'accepted before', bytes: zip(one), known: [keyA, keyB], accepted: [first], seen: 10, fault: 'replayed' }),
  () => ({ what: 'only the list is new', bytes: zip(one), known: [keyA, keyB], accepted: [first], seen: 9, fault: null }),
  () => ({ what: 'a list without a change', bytes: zip(carried([], list(7, seedA))), known: [keyA], accepted: [], seen: 6, fault: null }),
  () => ({ what: 'a list that was seen', bytes: zip(carried([], list(7, seedA))), known: [keyA], accepted: [], seen: 7, fault: 'replayed' }),
  () => ({ what: 'a list by a thief', bytes: zip(carried([], list(7, thief))), known: [keyA], accepted: [], fault: 'key-change-not-from-anchor' }),
  () => ({ what: 'a newer list by the replaced key', bytes: zip(carried([], list(99, seedA))), known: [keyA, keyB], accepted: [first], seen: 10, fault: 'replayed' }),
  () => ({ what: 'a list by the site key', bytes: zip(changed(carried([], list(7, seedA)), { 'keys/keys.json.sig': utf8(signSshsig(utf8(list(7, seedA).text), 'cofferdam-keys', entity.keys.signer, composePorts)) })), known: [keyA], accepted: [], fault: 'keys-not-by-entity' }),
  () => ({ what: 'replayed after a later change', bytes: zip(one), known: [keyA, keyB, keyC], accepted: [first, second], fault: 'replayed' }),
  () => ({ what: 'the new key is known from its card', bytes: zip(one), known: [keyA, keyB], accepted: [], seen: 10, fault: 'replayed' }),
  () => ({ what: 'another history by the first key, after a true change', bytes: zip(carried([forged], list(10, thief))), known: [keyA, keyB], accepted: [first], fault: 'history-forked' }),
  () => ({ what: 'another second change by the first key', bytes: zip(carried([first, change(2, seedB, thief, first)], list(30, thief))), known: [keyA, keyB, keyC], accepted: [first, second], fault: 'history-forked' }),
  () => ({ what: 'old signature by a thief', bytes: zip(written(said, { ...honest, old: thief })), known: [keyA], accepted: [], fault: 'key-change-not-by-both' }),
  () => ({ what: 'new signature by a thief', bytes: zip(written(said, { ...honest, new: thief })), known: [keyA], accepted: [], fault: 'key-change-not-by-both' }),
  () => ({ what: 'both signatures by the new key', bytes: zip(written(said, { old: seedB, new: seedB })), known: [keyA], accepted: [], fault: 'key-change-not-by-both' }),
  () => ({ what: 'both signatures by the old key', bytes: zip(written(said, { old: seedA, new: seedA })), known: [keyA], accepted: [], fault: 'key-change-not-by-both' }),
  () => ({ what: 'signatures exchanged', bytes: zip(written(said, { old: seedB, new: seedA })), known: [keyA], accepted: [], fault: 'key-change-not-by-both' }),
  () => ({ what: 'no old signature', bytes: zip(changed(one, { [`${path}.old.sig`]: null })), known: [keyA], accepted: [], fault: 'file-missing' }),
  () => ({ what: 'no new signature', bytes: zip(changed(one, { [`${path}.new.sig`]: null })), known: [keyA], accepted: [], fault: 'file-missing' }),
  (dice) => ({ what: 'another namespace', bytes: zip(written(said, honest, dice.pick(['cofferdam-keys', 'cofferdam-package', 'cofferdam-statement']))), known: [keyA], accepted: [], fault: 'namespace-wrong' }),
  () => ({ what: 'by the certified site key', bytes: zip(changed(one, { [`${path}.old.sig`]: utf8(signSshsig(utf8(first.text), 'cofferdam-key-change', entity.keys.signer, composePorts)) })), known: [keyA], accepted: [], fault: 'key-change-not-by-both' }),
  () => ({ what: 'for another entity', bytes: zip(written({ ...said, entity: codeFor('other') }, honest)), known: [keyA], accepted: [], fault: 'keys-invalid' }),
  () => ({ what: 'to the thief, signed by thief and thief', bytes: zip(written({ ...said, to: publicKeyLine(thiefKey) }, { old: thief, new: thief })), known: [keyA], accepted: [], fault: 'key-change-not-by-both' }),
  () => ({ what: 'to itself', bytes: zip(written({ ...said, to: said.from }, { old: seedA, new: seedA })), known: [keyA], accepted: [], fault: 'key-change-invalid' }),
  (dice) => ({ what: 'another number', bytes: zip(written({ ...said, number: 2 + dice.roll(90), previous: toHex(dice.bytes(32)) }, honest)), known: [keyA], accepted: [], fault: 'key-change-invalid' }),
  () => ({ what: 'a field more', bytes: zip(written({ ...said, more: true }, honest)), known: [keyA], accepted: [], fault: 'key-change-invalid' }),
  () => ({ what: 'another format word', bytes: zip(written({ ...said, format: 'cofferdam-package' }, honest)), known: [keyA], accepted: [], fault: 'key-change-invalid' }),
  () => ({ what: 'a chain that does not follow', bytes: zip(carried([first, change(2, thief, seedC, first)], list(25, seedC))), known: [keyA], accepted: [], fault: 'key-change-invalid' }),
  () => ({ what: 'a chain that names another statement before', bytes: zip(carried([first, change(2, seedB, seedC, forged)], list(25, seedC))), known: [keyA], accepted: [], fault: 'key-change-invalid' }),
  () => ({ what: 'the list of keys by the old key', bytes: zip(carried([first], list(11, seedA))), known: [keyA], accepted: [], fault: 'keys-not-by-entity' }),
  () => ({ what: 'the list of keys by a thief', bytes: zip(carried([first], list(11, thief))), known: [keyA], accepted: [], fault: 'keys-not-by-entity' }),
  () => ({ what: 'a list of keys from before the change', bytes: zip(carried([first], list(9, seedB))), known: [keyA], accepted: [], fault: 'keys-invalid' }),
  () => ({ what: 'the list of keys of another entity', bytes: zip(carried([first], list(11, seedB, codeFor('other')))), known: [keyA], accepted: [], fault: 'keys-invalid' }),
  (dice) => ({ what: 'a file more', bytes: zip(changed(one, { [dice.pick(['more.txt', 'changes/003.json', 'keys/allowed_signers', 'changes/001.json.sig'])]: utf8('x') })), known: [keyA], accepted: [], fault: 'file-extra' }),
  (dice) => {
    const spoiled = dice.pick([...one.keys()].filter((name) => name !== 'README.txt'))
    const bytes = one.get(spoiled)?.slice() ?? new Uint8Array(1)
    const at = dice.roll(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.roll(7))
    return { what: `a bit of ${spoiled}`, bytes: zip(changed(one, { [spoiled]: bytes })), known: [keyA], accepted: [], fault: 'any' }
  },
  (dice) => {
    const bytes = zip(two)
    return { what: 'cut short', bytes: bytes.slice(0, dice.roll(bytes.length)), known: [keyA], accepted: [], fault: 'any' }
  },
  (dice) => ({ what: 'noise', bytes: dice.bytes(dice.roll(400)), known: [keyA], accepted: [], fault: 'any' }),
]

/** How many kinds of cases there are. */
export const keyChangeKinds = makers.length

/** Gives `count` cases that follow from `seed` alone. */
export function* keyChangeCases(seed: number, count: number): Generator<KeyChangeCase, void, undefined> {
  for (let number = 0; number < count; number++) {
    const make = makers[number % makers.length]
    if (make !== undefined) yield make(new Dice(seed * 1_000_003 + number))
  }
}

/** Reads one case as the record does. @returns what is wrong with the answer, or `null`. */
export function judgeKeyChangeCase(tried: KeyChangeCase): string | null {
  const { what, fault } = tried
  const found = faultOf(tried)
  if (fault === 'any' ? found !== null : found === fault) return null
  return `key change, ${what}: expected ${String(fault)}, got ${String(found)}`
}

function faultOf({ bytes, known, accepted, seen }: KeyChangeCase): PackageFaultCode | null {
  const zipped = readKeyBytes(bytes, verifyPorts)
  if ('fault' in zipped) return zipped.fault.code
  try {
    followKeyChanges(readKeyChanges(zipped.files, verifyPorts), { trusted: known, accepted, seen: seen ?? null })
    return null
  } catch (error) {
    if (error instanceof PackageFault) return error.code
    throw error
  }
}

/** The true change of the fixture's entity, for whoever has its old key card. */
export const trueChange = { bytes: zip(one), anchor: entity.anchor, to: keyFingerprint(keyB, nodeHash) } as const

/** The same entity's next list of keys, after that change. */
export const newerList = zip(carried([first], list(12, seedB)))

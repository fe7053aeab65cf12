import { z } from 'zod'
import { codeSchema, instantSchema, sha256Schema } from '../contract/schema.ts'
import type { Ed25519, Hash } from '../ports/crypto.ts'
import { judgeBareSignature } from './bare-signature.ts'
import { equalBytes, readUtf8, toHex, utf8 } from './bytes.ts'
import { canonicalJson } from './canonical-json.ts'
import { PackageFault } from './fault.ts'
import { keyFileReadme } from './key-file-readme.ts'
import { requireFile, type KeyFiles } from './key-file.ts'
import { parseKeysJson, type KeysJson } from './keys-json.ts'
import { parsePublicKeyLine, publicKeyLine } from './ssh-key.ts'
import { parseSshsig, signSshsig, type Namespace } from './sshsig.ts'
import { parseCanonical } from './strict-json.ts'
import { judgeKeysSignature, type SignaturePorts } from './verify-signer.ts'

/** A public key as one line without comment. */
export const keyLineSchema = z.string().regex(/^ssh-ed25519 [A-Za-z0-9+/]{68}$/)

/** The statement that an entity's key was replaced by another (docs/package-format.md, section 14). Signed by both keys. */
export const keyChangeSchema = z.strictObject({
  v: z.literal(1),
  format: z.literal('cofferdam-key-change'),
  entity: codeSchema,
  /** Counts the changes of this entity's key from 1. */
  number: z.number().int().min(1).max(100),
  /** SHA-256 of the statement before; `null` exactly for the first. */
  previous: sha256Schema.nullable(),
  /** The old and the new key, `ssh-ed25519 <base64>`. */
  from: keyLineSchema,
  to: keyLineSchema,
  changedAt: instantSchema,
  /** Number of the first keys.json that the new key signed. From it on the old key signs no list. */
  keys: z.number().int().min(1),
})

/** The statement that an entity's key was replaced by another. */
export type KeyChange = z.output<typeof keyChangeSchema>

/** A statement with both signatures, as it is kept and carried. */
export interface SignedKeyChange {
  /** Canonical JSON. */
  readonly text: string
  readonly oldSignature: string
  readonly newSignature: string
}

/** A statement that was read: both signatures hold. */
export interface ReadKeyChange extends SignedKeyChange {
  readonly change: KeyChange
  /** 32 bytes each. */
  readonly from: Uint8Array
  readonly to: Uint8Array
  readonly sha256: string
}

/** What a key file says: the newest list of keys, and every change of the entity's key so far. */
export interface KeyChanges {
  readonly entity: string
  readonly changes: readonly ReadKeyChange[]
  /** The key that signed the list, 32 bytes: the newest one of the entity. */
  readonly newest: Uint8Array
  readonly keys: KeysJson
}

const namespace = 'cofferdam-key-change' satisfies Namespace

/** Signs a change by the old and by the new key. */
export function signKeyChange(fields: KeyChangeFields, seeds: { readonly from: Uint8Array; readonly to: Uint8Array }, ports: SigningPorts): SignedKeyChange {
  const half = signHalfKeyChange(fields, { from: seeds.from, to: ports.ed25519.publicKey(seeds.to) }, ports)
  return completeKeyChange(half, seeds.to, ports)
}

/** What a statement says beside the two keys. */
export type KeyChangeFields = Pick<KeyChange, 'entity' | 'number' | 'previous' | 'changedAt' | 'keys'>

/** A statement that the old key signed; whoever holds the new one makes it count. */
export type HalfKeyChange = Pick<SignedKeyChange, 'text' | 'oldSignature'>

interface SigningPorts {
  readonly hash: Pick<Hash, 'sha512'>
  readonly ed25519: Ed25519
}

/** Signs a change by the old key alone, where the new one lies elsewhere. @param keys.to the new public key, 32 bytes */
export function signHalfKeyChange(fields: KeyChangeFields, keys: { readonly from: Uint8Array; readonly to: Uint8Array }, ports: SigningPorts): HalfKeyChange {
  const text = canonicalJson(keyChangeSchema.parse({ v: 1, format: 'cofferdam-key-change', ...fields, from: publicKeyLine(ports.ed25519.publicKey(keys.from)), to: publicKeyLine(keys.to) }))
  return { text, oldSignature: signSshsig(utf8(text), namespace, { seed: keys.from }, ports) }
}

/** Adds the signature of the new key. */
export function completeKeyChange({ text, oldSignature }: HalfKeyChange, to: Uint8Array, ports: SigningPorts): SignedKeyChange {
  return { text, oldSignature, newSignature: signSshsig(utf8(text), namespace, { seed: to }, ports) }
}

/** The files that carry an entity's newest list of keys and all changes of its own key, and how the whole is called. */
export function keyChangeFiles(entity: string, changes: readonly ReadKeyChange[], keys: { readonly text: string; readonly signature: string; readonly number: number }, anchor: string): { readonly name: string; readonly files: KeyFiles } {
  const files = new Map<string, Uint8Array>([
    ['README.txt', utf8(keyFileReadme({ entity, number: keys.number, changes: changes.map(({ change }) => ({ path: pathOf(change.number), from: change.from, to: change.to })), anchor }))],
    ['keys/keys.json', utf8(keys.text)],
    ['keys/keys.json.sig', utf8(keys.signature)],
  ])
  for (const [path, bytes] of changeFiles(changes)) files.set(path, bytes)
  return { name: `${entity}_keys_${String(keys.number)}.zip`, files }
}

/** The files of some changes. */
export function changeFiles(changes: readonly ReadKeyChange[]): KeyFiles {
  const files = new Map<string, Uint8Array>()
  for (const { change, text, oldSignature, newSignature } of changes) {
    const path = pathOf(change.number)
    files.set(path, utf8(text)).set(`${path}.old.sig`, utf8(oldSignature)).set(`${path}.new.sig`, utf8(newSignature))
  }
  return files
}

/** Where the statement of a change lies in a key file. */
export function pathOf(number: number): string {
  return `changes/${String(number).padStart(3, '0')}.json`
}

/**
 * Reads one statement and both its signatures.
 * @throws PackageFault `json-not-canonical`, `key-change-invalid`, `signature-invalid`, `namespace-wrong`, `key-change-not-by-both`,
 * `signature-wrong`
 */
export function readKeyChange(signed: SignedKeyChange, subject: string, ports: SignaturePorts): ReadKeyChange {
  const half = readHalfKeyChange(signed, subject, ports)
  judgeBareSignature(signed.newSignature, utf8(signed.text), { namespace, by: half.to, subject: `${subject}.new.sig`, otherwise: 'key-change-not-by-both' }, ports)
  return { ...half, newSignature: signed.newSignature }
}

/** A statement that was read and that the old key signed. */
export type ReadHalfKeyChange = Omit<ReadKeyChange, 'newSignature'>

/** Reads a statement that only the old key signed. @throws as `readKeyChange` */
export function readHalfKeyChange({ text, oldSignature }: HalfKeyChange, subject: string, ports: SignaturePorts): ReadHalfKeyChange {
  const bytes = utf8(text)
  const parsed = keyChangeSchema.safeParse(parseCanonical(bytes, subject))
  if (!parsed.success) throw new PackageFault('key-change-invalid', subject)
  const change = parsed.data
  const [from, to] = [keyOf(change.from, subject), keyOf(change.to, subject)]
  if (equalBytes(from, to) || (change.number === 1) !== (change.previous === null)) throw new PackageFault('key-change-invalid', subject)
  judgeBareSignature(oldSignature, bytes, { namespace, by: from, subject: `${subject}.old.sig`, otherwise: 'key-change-not-by-both' }, ports)
  return { text, oldSignature, change, from, to, sha256: toHex(ports.hash.sha256(bytes)) }
}

function keyOf(line: string, subject: string): Uint8Array {
  try {
    return parsePublicKeyLine(line).publicKey
  } catch {
    throw new PackageFault('key-change-invalid', subject)
  }
}

/**
 * Reads a key file: the exact set of files, an unbroken chain of changes of one entity from the first on, and the newest list of keys signed by
 * the newest key. It says nothing about whom to believe.
 * @throws PackageFault `file-missing`, `file-extra`, `json-not-canonical`, `key-change-invalid`, `key-change-not-by-both`, `signature-*`,
 * `namespace-wrong`, `keys-invalid`, `keys-not-by-entity`
 */
export function readKeyChanges(files: KeyFiles, ports: SignaturePorts): KeyChanges {
  const changes = readChangeChain(files, ports)
  const known = new Set(['README.txt', 'keys/keys.json', 'keys/keys.json.sig', ...changes.flatMap(({ change }) => ['', '.old.sig', '.new.sig'].map((end) => pathOf(change.number) + end))])
  for (const path of files.keys()) if (!known.has(path)) throw new PackageFault('file-extra', path)
  const last = changes.at(-1)
  const keysBytes = requireFile(files, 'keys/keys.json')
  const signature = requireFile(files, 'keys/keys.json.sig')
  const newest = last?.to ?? parseSshsig(readUtf8(signature) ?? '', ports.ed25519, 'keys/keys.json.sig').publicKey
  judgeKeysSignature(signature, keysBytes, newest, ports)
  const keys = parseKeysJson(keysBytes)
  if (last !== undefined && (keys.entity !== last.change.entity || keys.number < last.change.keys)) throw new PackageFault('keys-invalid', 'keys/keys.json')
  return { entity: keys.entity, changes, newest, keys }
}

/**
 * Reads the statements of a file from the first on: an unbroken chain of one entity.
 * @param last leave out a statement that lacks the signature of the new key.
 * @throws PackageFault as `readKeyChanges`
 */
export function readChangeChain(files: KeyFiles, ports: SignaturePorts, last: 'whole' | 'half' = 'whole'): ReadKeyChange[] {
  const changes: ReadKeyChange[] = []
  for (let number = 1; files.has(pathOf(number)) && (last === 'whole' || files.has(`${pathOf(number)}.new.sig`)); number++) {
    const path = pathOf(number)
    const read = readKeyChange({ text: textOf(files, path), oldSignature: textOf(files, `${path}.old.sig`), newSignature: textOf(files, `${path}.new.sig`) }, path, ports)
    if (read.change.number !== number || !followsChange(read, changes.at(-1))) throw new PackageFault('key-change-invalid', path)
    changes.push(read)
  }
  return changes
}

/** Whether a statement goes on where the one before ended; anything may be the first. */
export function followsChange(read: ReadHalfKeyChange, before: ReadHalfKeyChange | undefined): boolean {
  return before === undefined || (read.change.entity === before.change.entity && read.change.previous === before.sha256 && equalBytes(read.from, before.to) && read.change.keys > before.change.keys)
}

/** The text of one file of the chain. @throws PackageFault `file-missing`, `key-change-invalid` when it is not UTF-8 */
export function textOf(files: KeyFiles, path: string): string {
  const text = readUtf8(requireFile(files, path))
  if (text === null) throw new PackageFault('key-change-invalid', path)
  return text
}

/** What somebody already trusts and knows of an entity. */
export interface KnownKeys {
  /** Keys of the entity that are trusted, 32 bytes each. */
  readonly trusted: readonly Uint8Array[]
  /** Changes that were taken over before, oldest first. */
  readonly accepted: readonly Pick<ReadKeyChange, 'sha256'>[]
  /** Number of the highest list of keys seen; `null`: none. */
  readonly seen: number | null
}

/**
 * Whether somebody may take over what a key file says.
 * @returns the trusted key it starts from, and the changes that are new; none: only the list is.
 * @throws PackageFault `key-change-not-from-anchor` when none of the trusted keys signed the list or was replaced, `replayed` when nothing here is
 * new, `history-forked` when another history of the key was accepted before
 */
export function followKeyChanges(file: KeyChanges, { trusted, accepted, seen }: KnownKeys): { readonly from: Uint8Array; readonly next: readonly ReadKeyChange[] } {
  file.changes.slice(0, accepted.length).forEach((read, index) => {
    if (read.sha256 !== accepted[index]?.sha256) throw new PackageFault('history-forked', pathOf(index + 1))
  })
  if (file.changes.length < accepted.length) throw new PackageFault('replayed', 'keys/keys.json')
  const isTrusted = (key: Uint8Array) => trusted.some((one) => equalBytes(one, key))
  if (isTrusted(file.newest)) {
    if (seen !== null && file.keys.number <= seen) throw new PackageFault('replayed', 'keys/keys.json')
    return { from: file.newest, next: [] }
  }
  const start = file.changes.findLast(({ from }) => isTrusted(from))
  if (start === undefined) throw new PackageFault('key-change-not-from-anchor', 'keys/keys.json.sig')
  return { from: start.from, next: file.changes.slice(accepted.length) }
}

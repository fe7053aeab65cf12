import { z } from 'zod'
import { codeSchema, idSchema, instantSchema, sha256Schema } from '../contract/schema.ts'
import { pdfSignatureSchema } from '../plant-certificate/pdf-signature.ts'
import { packageFaults } from './fault.ts'
import { keysJsonSchema } from './keys-json.ts'
import { packageHeadSchema, packageKinds } from './manifest.ts'

/**
 * The one answer about a package: closed and ordered, from best to worst (docs/package-format.md, "Verdicts").
 * Revoked is not genuine.
 */
export const verdictCodes = [
  'genuine',
  /** Genuine, and a higher version of it was received. */
  'genuine-replaced',
  /** Genuine, and the key's time has passed since. */
  'genuine-key-expired',
  /** The data is genuine, the file was re-packed or sanitised on the way: show nothing but `head` and report.json. */
  'rebuilt',
  /** Signed by a known signer; what it holds is for a later version of the program. */
  'content-unknown',
  /** Whole in itself, but nobody gave this verifier the anchor of that entity. */
  'unknown-signer',
  'not-genuine',
] as const

/** One verdict of the closed list. */
export type VerdictCode = (typeof verdictCodes)[number]

/** True for the verdicts that end with exit code 0: the file is what its signer released. */
export function isGenuine(code: VerdictCode): boolean {
  return code === 'genuine' || code === 'genuine-replaced' || code === 'genuine-key-expired'
}

/** What is looked at, in this order. */
export const checkNames = ['container', 'manifest', 'signature', 'anchor', 'keys', 'key', 'file', 'manifest-files', 'key-copy', 'content', 'approval', 'audit', 'continuity'] as const

/** What a verifier with memory noticed. None of them changes the verdict. */
export const findingCodes = [
  /** Neither memory nor an earlier package was given: a replay or a gap could not be seen. */
  'no-memory',
  /** This very package was received before. */
  'already-received',
  /** `count` earlier packages of this series were not received. */
  'gap',
  /** A later package of this series was received before this one. */
  'out-of-order',
  /** The sender's record continues from a backup, and says so. */
  'continued-from-backup',
  /** The sender's record is another one than before, which it does not explain. */
  'other-line',
  /** The package given to compare with is about another incident or recipient. */
  'after-unrelated',
  /** A newer list of keys than the one inside was used. */
  'newer-keys-known',
  /** Two lists of keys bear the same number and differ. */
  'keys-number-repeated',
  /** The key's time has passed since (also said where another verdict comes first). */
  'key-expired',
  /** The file name is not the one the package was released under. */
  'file-renamed',
  /** The sender's clock did not fit when this was released. */
  'clock-suspect',
] as const

/** What a verifier remembers of a package it accepted. */
export const receivedPackageSchema = z.strictObject({
  entity: codeSchema,
  site: codeSchema,
  incident: idSchema,
  /** The recipient's id as the sender has it. */
  recipient: idSchema,
  stage: z.string(),
  version: z.number().int(),
  line: z.string(),
  /** The line this one continues after a restore. */
  parentLine: z.string().nullable(),
  sequence: z.number().int(),
  /** SHA-256 of its SHA256SUMS; `null` where the file was rebuilt. */
  sums: sha256Schema.nullable(),
  previous: sha256Schema.nullable(),
  releasedAt: instantSchema,
})

/** What a verifier remembers of a package it accepted. */
export type ReceivedPackage = z.output<typeof receivedPackageSchema>

/** Everything a verifier remembers of one entity: the highest list of keys ever seen, and the packages. */
export const receivedMemorySchema = z.strictObject({
  v: z.literal(1),
  entity: codeSchema,
  keys: keysJsonSchema.nullable(),
  packages: z.array(receivedPackageSchema),
})

/** Everything a verifier remembers of one entity. JSON-safe. */
export type ReceivedMemory = z.output<typeof receivedMemorySchema>

const faultSchema = z.strictObject({ code: z.enum(packageFaults), subject: z.string() })

/** A verdict as it crosses the contract: JSON-safe, nothing in it but names, numbers and codes. */
export const verdictSchema = z.strictObject({
  code: z.enum(verdictCodes),
  /** Exercise and demo are said before the code. `null` when not even that could be read. */
  kind: z.enum(packageKinds).nullable(),
  /** The first fault; only with `not-genuine`. */
  fault: faultSchema.nullable(),
  /** Highest version received of the same report. */
  replacedBy: z.number().int().nullable(),
  /** Who says what to whom, from the signed report.json or evidence.json. `null` unless proven. */
  head: packageHeadSchema.nullable(),
  /** What the package says of itself, proven or not: for a sentence like "claims to be from". */
  claimed: z.strictObject({ content: z.string(), entity: codeSchema, entityName: z.string(), signer: z.string() }).nullable(),
  /** Fingerprints to compare with a key card. */
  signer: z.strictObject({ principal: z.string(), fingerprint: z.string(), entityFingerprint: z.string() }).nullable(),
  /** Where the sender's record of events stood at the release, from the signed manifest; `null` unless proven. */
  record: z.strictObject({ line: z.string(), sequence: z.number().int(), head: sha256Schema }).nullable(),
  /** What there is to say about a signature inside report.pdf; `null` where it carries none. It decides nothing. */
  pdfSignature: pdfSignatureSchema.nullable(),
  /** SHA-256 of SHA256SUMS: names the package in receipts and in the next package. */
  sums: sha256Schema.nullable(),
  checks: z.array(
    z.strictObject({
      check: z.enum(checkNames),
      /** File path, principal or fingerprint. */
      subject: z.string(),
      /** `changed`: altered or missing in a way that re-packing and sanitising cause. `unchecked`: nothing signed vouches for it. */
      result: z.enum(['ok', 'changed', 'unchecked', 'failed']),
      fault: z.enum(packageFaults).nullable(),
    }),
  ),
  findings: z.array(z.strictObject({ code: z.enum(findingCodes), count: z.number().int().nullable() })),
  /** What to remember; `null` unless the package was accepted. See `remember`. */
  received: receivedPackageSchema.nullable(),
  keys: keysJsonSchema.nullable(),
})

/** The answer about one package. */
export type Verdict = z.output<typeof verdictSchema>
/** One line of the list of checks. */
export type Check = Verdict['checks'][number]
/** One thing noticed. */
export type Finding = Verdict['findings'][number]
/** One fault with what it is about. */
export type FoundFault = z.output<typeof faultSchema>

/**
 * Memory of an entity after a verdict: the package is added once, the higher list of keys is kept. The same object when there is
 * nothing to add; `null` when there was and is nothing.
 */
export function remember(memory: ReceivedMemory | null, verdict: Verdict): ReceivedMemory | null {
  const { received, keys } = verdict
  if (received === null) return memory
  const before = memory ?? { v: 1 as const, entity: received.entity, keys: null, packages: [] }
  if (before.entity !== received.entity) throw new RangeError('memory of another entity')
  const newer = keys !== null && (before.keys === null || keys.number > before.keys.number)
  const same = (other: ReceivedPackage) =>
    other.line === received.line && other.incident === received.incident && other.recipient === received.recipient && other.sequence === received.sequence
  const known = before.packages.find(same)
  if (known !== undefined && (known.sums !== null || received.sums === null)) return newer ? { ...before, keys } : before
  return { ...before, keys: newer ? keys : before.keys, packages: [...before.packages.filter((other) => !same(other)), received] }
}

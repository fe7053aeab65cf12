import { z } from 'zod'
import { codeSchema, instantSchema } from '../contract/schema.ts'
import { canonicalJson } from './canonical-json.ts'
import { PackageFault } from './fault.ts'
import { plainLine } from './plain-line.ts'
import { principalPattern } from './ssh-certificate.ts'
import { parseCanonical } from './strict-json.ts'

/** What a key is for. A signature by a key outside its use is refused. */
export const keyUses = ['package', 'approve', 'statement'] as const

/** One use of the closed list. A reader accepts other words, so that a later list does not spoil the entries it knows. */
export type KeyUse = (typeof keyUses)[number]

/**
 * keys/keys.json: every key the entity ever certified, and when each was good. `number` grows with every issue; a
 * verifier goes by the highest number it has ever seen.
 */
export const keysJsonSchema = z.strictObject({
  v: z.literal(1),
  entity: codeSchema,
  number: z.number().int().min(1),
  issuedAt: instantSchema,
  keys: z
    .array(
      z.strictObject({
        principal: z.string().regex(principalPattern),
        /** As `ssh-keygen -l` prints it. */
        fingerprint: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/),
        use: z.string().regex(/^[a-z][a-z-]{1,31}$/),
        /** First instant of validity; `null` means from the beginning (the sender's clock is not to be trusted). */
        from: instantSchema.nullable(),
        /** Last instant of validity; `null` while in use. */
        to: instantSchema.nullable(),
        /** A revoked key is never good, whenever it signed. */
        revokedAt: instantSchema.nullable(),
        reason: plainLine(200).nullable(),
      }),
    )
    .max(10_000),
})

/** The list of keys of one entity. */
export type KeysJson = z.output<typeof keysJsonSchema>

/** One key of the list. */
export type ListedKey = KeysJson['keys'][number]

/** Canonical text of a list: what the entity key signs under `cofferdam-keys`. @throws ZodError when it does not fit the schema. */
export function keysJsonText(keys: KeysJson): string {
  return canonicalJson(keysJsonSchema.parse(keys))
}

/** Reads keys/keys.json. @throws PackageFault `json-not-canonical`, or `keys-invalid` when it does not fit the schema. */
export function parseKeysJson(bytes: Uint8Array): KeysJson {
  const subject = 'keys/keys.json'
  const parsed = keysJsonSchema.safeParse(parseCanonical(bytes, subject))
  if (!parsed.success || parsed.data.keys.some((key) => !key.principal.endsWith(`@${parsed.data.entity}`))) throw new PackageFault('keys-invalid', subject)
  return parsed.data
}

import { z } from 'zod'
import { instantSchema, sha256Schema, zoneSchema } from '../contract/schema.ts'
import { canonicalBytes } from './canonical-json.ts'
import { PackageFault } from './fault.ts'
import { plainLine } from './plain-line.ts'
import { parseCanonical } from './strict-json.ts'
import { verdictCodes } from './verdict.ts'

/**
 * A receipt: what a recipient says about a package it got. Brought back, it is an upper bound of the time of release that does not
 * rest on the sender's clock. Signed, where the recipient has a key, under `cofferdam-receipt`.
 */
export const receiptSchema = z.strictObject({
  v: z.literal(1),
  content: z.literal('receipt'),
  /** File name of the package without extension. */
  name: z.string().regex(/^[A-Za-z0-9._-]{1,96}$/),
  /** SHA-256 of its SHA256SUMS. */
  sums: sha256Schema,
  verdict: z.enum(verdictCodes),
  /** On the recipient's clock. */
  receivedAt: instantSchema,
  zone: zoneSchema,
  receivedBy: plainLine(160),
  /** The authority's own reference, empty where there is none. */
  reference: plainLine(80),
  note: plainLine(600),
})

/** A receipt. */
export type Receipt = z.output<typeof receiptSchema>

/** Bytes of a receipt. @throws ZodError when it does not fit the schema. */
export function receiptBytes(receipt: Receipt): Uint8Array {
  return canonicalBytes(receiptSchema.parse(receipt))
}

/** Reads a receipt. @throws PackageFault `json-not-canonical` or `content-invalid` */
export function parseReceipt(bytes: Uint8Array): Receipt {
  const parsed = receiptSchema.safeParse(parseCanonical(bytes, 'receipt'))
  if (!parsed.success) throw new PackageFault('content-invalid', 'receipt')
  return parsed.data
}

import { z } from 'zod'
import { sha256Schema } from '../contract/schema.ts'
import { canonicalBytes } from './canonical-json.ts'
import { PackageFault } from './fault.ts'
import { manifestFileSchema, packageHeadSchema } from './manifest.ts'
import { plainLine } from './plain-line.ts'
import { parseCanonical } from './strict-json.ts'

/** evidence.json: the signed index of an evidence package. */
export const evidenceJsonSchema = z.strictObject({
  ...packageHeadSchema.shape,
  content: z.literal('evidence'),
  stage: z.literal('evidence'),
  /** SHA-256 of the SHA256SUMS of the report it belongs to. */
  report: sha256Schema.nullable(),
  attachments: z
    .array(
      z.strictObject({
        ...manifestFileSchema.shape,
        /** The file's name at the plant, in its own letters. */
        name: plainLine(160),
        note: plainLine(300),
      }),
    )
    .max(9999),
})

/** The index of an evidence package. */
export type EvidenceJson = z.output<typeof evidenceJsonSchema>

/** Bytes of evidence.json. @throws ZodError when it does not fit the schema. */
export function evidenceJsonBytes(evidence: EvidenceJson): Uint8Array {
  return canonicalBytes(evidenceJsonSchema.parse(evidence))
}

/** Reads evidence.json. @throws PackageFault `json-not-canonical` or `content-invalid` */
export function parseEvidenceJson(bytes: Uint8Array): EvidenceJson {
  const parsed = evidenceJsonSchema.safeParse(parseCanonical(bytes, 'evidence.json'))
  if (!parsed.success) throw new PackageFault('content-invalid', 'evidence.json')
  return parsed.data
}

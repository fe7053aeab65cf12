import { z } from 'zod'
import { codeSchema, countrySchema, idSchema, instantSchema, sha256Schema, zoneSchema } from '../contract/schema.ts'
import { canonicalBytes } from './canonical-json.ts'
import { PackageFault } from './fault.ts'
import { plainLine } from './plain-line.ts'
import { principalPattern } from './ssh-certificate.ts'
import { parseCanonical } from './strict-json.ts'

/** The version of the package format that this code writes. It changes only when the common part does. */
export const packageVersion = 1

/** Everything a package can hold. Those after the first three are reserved: a verifier that does not know them says so. */
export const packageContents = ['report', 'evidence', 'audit', 'register', 'tasks', 'site', 'course', 'proof', 'key-request', 'key-certificate', 'receipt', 'update'] as const

/** Contents that this version writes and reads. */
export const knownContents = ['report', 'evidence', 'audit'] as const

/** One content that this version knows. */
export type KnownContent = (typeof knownContents)[number]

/** Whether it is meant: exercises and demonstrations are genuine too, and say so first. */
export const packageKinds = ['real', 'exercise', 'demo'] as const

/** One kind of package. */
export type PackageKind = (typeof packageKinds)[number]

/** How far the sender's clock can be believed: nobody looked, one person stated, a second confirmed, or something does not fit. */
export const clockStates = ['unchecked', 'stated', 'confirmed', 'suspect'] as const

const slug = (maximum: number) => z.string().max(maximum).regex(/^[a-z][a-z0-9-]*$/)
const lineId = z.string().regex(/^[0-9a-f]{16}$/)
const counter = z.number().int().min(1).max(999_999)

/** One file as the manifest lists it. */
export const manifestFileSchema = z.strictObject({
  path: z.string().min(1).max(100),
  size: z.number().int().min(0).max(0xffffffff),
  sha256: sha256Schema,
  mediaType: z.string().max(100).regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+(?:; charset=utf-8)?$/),
})

/** One file as the manifest lists it. */
export type ManifestFile = z.output<typeof manifestFileSchema>

const headShape = {
  v: z.literal(packageVersion),
  kind: z.enum(packageKinds),
  entity: z.strictObject({ code: codeSchema, name: plainLine(200), country: countrySchema, registrationNumber: plainLine(80).nullable() }),
  site: z.strictObject({ code: codeSchema, name: plainLine(200) }),
  incident: z.strictObject({ id: idSchema, number: z.string().regex(/^[A-Z]{2,8}-[1-9][0-9]{0,8}$/) }),
  /** Slug of the reporting stage; `evidence` for an evidence package, `audit` for an extract of the audit. Not a closed list: country rules may add stages. */
  stage: slug(24),
  /** Version within (site, incident, stage, recipient), from 1. */
  version: counter,
  recipient: z.strictObject({
    id: idSchema,
    kind: slug(16),
    name: plainLine(160),
    /** Short word used in the file name. */
    label: z.string().regex(/^[a-z0-9]{2,16}$/),
    /** Law under which it is reported. */
    regime: slug(32),
  }),
  /** Counts packages for (line, incident, recipient) from 1, reports and evidence together. */
  sequence: counter,
  /** Line of the sender's record. */
  line: lineId,
  /** Principal of the signing certificate, `<site>@<entity>`. */
  signer: z.string().regex(principalPattern),
  releasedAt: instantSchema,
}

/** What report.json, evidence.json and the first line of audit.jsonl carry in front of their own content, equal to the manifest. */
export const packageHeadSchema = z.strictObject({ content: z.enum(knownContents), ...headShape })

/** Who says what to whom: the fields that report.json and manifest.json share. */
export type PackageHead = z.output<typeof packageHeadSchema>

const manifestShape = {
  ...headShape,
  format: z.literal('cofferdam-package'),
  /** Minutes east of UTC on the sender's clock at `releasedAt`. */
  offset: z.number().int().min(-1440).max(1440),
  zone: zoneSchema,
  /** Where this line continues another after a restore; `null` for the first line. */
  parent: z.strictObject({ line: lineId, sequence: z.number().int().min(0), head: sha256Schema }).nullable(),
  /** SHA-256 of the SHA256SUMS of the package before this one for (line, incident, recipient); `null` for the first. */
  previous: sha256Schema.nullable(),
  /** The version this one replaces and the SHA-256 of its SHA256SUMS. */
  supersedes: z.strictObject({ version: counter, sums: sha256Schema }).nullable(),
  tlp: z.enum(['clear', 'green', 'amber', 'amber-strict', 'red']),
  language: z.string().regex(/^[a-z]{2}$/),
  /** Head of the audit chain just before the release. */
  audit: z.strictObject({ sequence: z.number().int().min(0), head: sha256Schema }),
  /** `difference`: stated time minus machine time, milliseconds; `null` when nobody stated a time. */
  clock: z.strictObject({ state: z.enum(clockStates), difference: z.number().int().nullable() }),
  app: z.strictObject({ name: plainLine(40), version: plainLine(40) }),
  files: z.array(manifestFileSchema).max(10_000),
}

/** manifest.json of a report. */
export const reportManifestSchema = z.strictObject({ content: z.literal('report'), ...manifestShape })

/** manifest.json of an evidence package; `report` is the SHA-256 of the SHA256SUMS of the report it belongs to. */
export const evidenceManifestSchema = z.strictObject({ content: z.literal('evidence'), ...manifestShape, stage: z.literal('evidence'), report: sha256Schema.nullable() })

/** Which rows of the audit an audit package shows in full. */
export const auditScopeSchema = z.strictObject({
  /** Wall clock of the rows, both ends included; `null`: no bound. */
  from: instantSchema.nullable(),
  to: instantSchema.nullable(),
  /** Only rows that name this record; `null`: every row. */
  record: z.strictObject({ kind: z.string().min(1).max(64), id: z.string().min(1).max(128) }).nullable(),
  /** Whether what each row changed, and why, is shown too. */
  bodies: z.boolean(),
})

/** Which rows of the audit an audit package shows in full. */
export type AuditScope = z.output<typeof auditScopeSchema>

/** manifest.json of an extract of the audit; `incident` names the extract itself, `AUD-<n>`. */
export const auditManifestSchema = z.strictObject({ content: z.literal('audit'), ...manifestShape, stage: z.literal('audit'), scope: auditScopeSchema })

/** manifest.json of a content that this version knows. */
export const manifestSchema = z.discriminatedUnion('content', [reportManifestSchema, evidenceManifestSchema, auditManifestSchema])

/** A manifest that this version knows completely. */
export type Manifest = z.output<typeof manifestSchema>

/** The common part that every manifest of every content and later version keeps. */
export const commonManifestSchema = z.looseObject({
  format: z.literal('cofferdam-package'),
  v: z.number().int().min(1),
  content: slug(24),
  kind: z.enum(packageKinds),
  entity: z.looseObject({ code: codeSchema, name: plainLine(200) }),
  signer: z.string().regex(principalPattern),
  releasedAt: instantSchema,
  files: z.array(manifestFileSchema).max(10_000),
})

/** The common part of a manifest. */
export type CommonManifest = z.output<typeof commonManifestSchema>

/** A manifest that was read: completely known, or only its common part. */
export type ReadManifest = { readonly known: Manifest; readonly common: CommonManifest } | { readonly known: null; readonly common: CommonManifest }

/** Bytes of manifest.json. @throws ZodError when it does not fit the schema. */
export function manifestBytes(manifest: Manifest): Uint8Array {
  return canonicalBytes(manifestSchema.parse(manifest))
}

/** Reads manifest.json. @throws PackageFault `json-not-canonical` or `manifest-invalid` */
export function parseManifest(bytes: Uint8Array): ReadManifest {
  const value = parseCanonical(bytes, 'manifest.json')
  const common = commonManifestSchema.safeParse(value)
  if (!common.success) throw new PackageFault('manifest-invalid', 'manifest.json')
  if (common.data.v !== packageVersion || !isKnownContent(common.data.content)) return { known: null, common: common.data }
  const known = manifestSchema.safeParse(value)
  if (!known.success || !agrees(known.data)) throw new PackageFault('manifest-invalid', 'manifest.json')
  return { known: known.data, common: common.data }
}

/** The shared head of a manifest. */
export function headOf(manifest: Manifest): PackageHead {
  const { v, content, kind, entity, site, incident, stage, version, recipient, sequence, line, signer, releasedAt } = manifest
  return { v, content, kind, entity, site, incident, stage, version, recipient, sequence, line, signer, releasedAt }
}

/** Rules between fields: the signer is the site, the first package has no predecessor, a version replaces an earlier one. */
function agrees(manifest: Manifest): boolean {
  return (
    manifest.signer === `${manifest.site.code}@${manifest.entity.code}` &&
    (manifest.sequence === 1) === (manifest.previous === null) &&
    (manifest.supersedes === null || manifest.supersedes.version < manifest.version) &&
    (manifest.content === 'report' ? manifest.stage !== 'evidence' && manifest.stage !== 'audit' : manifest.stage === manifest.content) &&
    (manifest.content !== 'audit' || standsAlone(manifest))
  )
}

/** An extract of the audit has no predecessor: what ties extracts together is the chain inside. */
function standsAlone(manifest: Manifest): boolean {
  return manifest.sequence === 1 && manifest.version === 1 && manifest.incident.number.startsWith('AUD-')
}

function isKnownContent(content: string): content is KnownContent {
  return (knownContents as readonly string[]).includes(content)
}

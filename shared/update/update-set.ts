import { z } from 'zod'
import { instantSchema, sha256Schema, textSchema } from '../contract/schema.ts'
import { canonicalBytes, type JsonValue } from '../package/canonical-json.ts'
import { PackageFault } from '../package/fault.ts'
import { parseCanonical } from '../package/strict-json.ts'
import { readVersion } from './version.ts'

/** The files of a set besides the installers. */
export const setFiles = { manifest: 'update.json', sums: 'SHA256SUMS', signature: 'SHA256SUMS.sig' } as const
/** Most bytes of each of them: they are read whole. */
export const setFileLimit = 65_536
/** Most bytes of an installer. */
export const installerLimit = 1_073_741_824

/** Systems that installers exist for, and the forms they come in there; the first one is taken where the program does not know how it was installed. */
export const installerForms = { linux: ['AppImage', 'deb'], win32: ['exe'] } as const
const platforms = ['linux', 'win32'] as const
const architectures = ['x64', 'arm64'] as const
const forms = ['AppImage', 'deb', 'exe'] as const
/** Form of an installer, which is the ending of its name. */
export type InstallerForm = (typeof forms)[number]

/** One installer of a set. */
export interface Installer {
  readonly name: string
  readonly platform: (typeof platforms)[number]
  readonly arch: (typeof architectures)[number]
  readonly form: InstallerForm
  /** Bytes. */
  readonly size: number
  readonly sha256: string
}

/** The only name that an installer may have: made from what it is, never taken from a stick. */
export function installerName(version: string, { platform, arch, form }: Pick<Installer, 'platform' | 'arch' | 'form'>): string {
  return `cofferdam-${version}-${platform}-${arch}.${form}`
}

/** The only name that the folder of a set may have. */
export function setFolder(version: string): string {
  return `cofferdam-${version}`
}

/** Version that the name of a folder tells, or `null` for a folder of another name. */
export function versionOfFolder(name: string): string | null {
  const version = name.startsWith('cofferdam-') ? name.slice('cofferdam-'.length) : ''
  return readVersion(version) === null ? null : version
}

const schemaNumber = z.number().int().min(1).max(9_999)
const notes = textSchema(4_000)

const manifestSchema = z
  .strictObject({
    v: z.literal(1),
    format: z.literal('cofferdam-update'),
    version: z.string().refine((text) => readVersion(text) !== null),
    releasedAt: instantSchema,
    /** Forms of the record: the oldest one that this version can bring up to date, and the one it writes. */
    record: z.strictObject({ from: schemaNumber, writes: schemaNumber }).refine(({ from, writes }) => from <= writes),
    notes: z.strictObject({ en: notes, de: notes }),
    files: z
      .array(
        z.strictObject({
          name: z.string().max(80),
          platform: z.enum(platforms),
          arch: z.enum(architectures),
          form: z.enum(forms),
          size: z.number().int().min(1).max(installerLimit),
          sha256: sha256Schema,
        }),
      )
      .min(1)
      .max(12),
  })
  .refine(({ version, files }) => files.every((file) => file.name === installerName(version, file)))
  .refine(({ files }) => files.every(({ platform, form }) => (installerForms[platform] as readonly InstallerForm[]).includes(form)))
  .refine(({ files }) => new Set(files.map(({ name }) => name)).size === files.length)

/** What the maker says of a version. */
export type UpdateManifest = z.output<typeof manifestSchema>

/** Bytes of `update.json`. @throws ZodError when the fields are not those of a manifest. */
export function manifestBytes(fields: UpdateManifest): Uint8Array {
  return canonicalBytes(manifestSchema.parse(fields) as JsonValue)
}

/** Reads `update.json`: canonical JSON, exactly the known fields, names that follow from the rest. `null` for anything else. */
export function readManifest(bytes: Uint8Array): UpdateManifest | null {
  try {
    const parsed = manifestSchema.safeParse(parseCanonical(bytes, setFiles.manifest))
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (error instanceof PackageFault) return null
    throw error
  }
}

import type { PackageFaultCode } from './fault.ts'

/** Longest path inside a package: it fits a 260-character Windows path together with the folder it is unpacked to. */
export const longestPath = 100

/** Longest package name without extension; `.zip.sig` keeps it under 105 characters. */
export const longestPackageName = 96

const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i

/**
 * What is wrong with a path inside a package, or null. Good paths have segments of `[A-Za-z0-9._-]` joined by `/`, no segment
 * that Windows reserves or that ends in a dot, and at most 100 characters.
 */
export function pathFault(path: string): PackageFaultCode | null {
  if (path === '') return 'zip-name-empty'
  if (/[\u0000-\u001f\u007f]/.test(path)) return 'zip-name-control'
  if (/[^\u0000-\u007f]/.test(path)) return 'zip-name-not-ascii'
  if (path.includes('\\')) return 'zip-name-backslash'
  if (path.startsWith('/')) return 'zip-name-absolute'
  if (/^[A-Za-z]:/.test(path)) return 'zip-name-drive'
  const segments = path.split('/')
  if (segments.includes('..')) return 'zip-name-parent'
  if (segments.some((segment) => !/^[A-Za-z0-9._-]+$/.test(segment) || segment.endsWith('.'))) return 'zip-name-unsafe'
  if (segments.some((segment) => reserved.test(segment))) return 'zip-name-reserved'
  return path.length > longestPath ? 'zip-name-too-long' : null
}

/** The parts of a package's file name; each is already ASCII by its own rule. */
export interface PackageNameParts {
  /** ISO 3166-1 alpha-2, `XX` until stated. */
  readonly country: string
  /** The site's 10-character code. */
  readonly site: string
  /** The incident's number, `INC-7`. */
  readonly incident: string
  readonly stage: string
  /** The recipient's label, a short word such as `bsi`. */
  readonly recipient: string
  readonly version: number
}

const namePattern = /^([A-Z]{2})_([a-z2-7]{10})_([A-Z]{2,8}-[1-9][0-9]{0,8})_([a-z][a-z0-9-]{0,23})_([a-z0-9]{2,16})_v([1-9][0-9]{0,5})$/

/** `<CC>_<site>_<incident>_<stage>_<recipient>_v<n>`, without extension. @throws RangeError when a part does not fit its pattern. */
export function packageName(parts: PackageNameParts): string {
  const name = `${parts.country}_${parts.site}_${parts.incident}_${parts.stage}_${parts.recipient}_v${parts.version}`
  if (!namePattern.test(name) || name.length > longestPackageName) throw new RangeError(`not a package name: ${name}`)
  return name
}

/** The name a package is released under, from its manifest (or its head). */
export function packageNameOf(manifest: {
  readonly entity: { readonly country: string }
  readonly site: { readonly code: string }
  readonly incident: { readonly number: string }
  readonly stage: string
  readonly recipient: { readonly label: string }
  readonly version: number
}): string {
  const { entity, site, incident, stage, recipient, version } = manifest
  return packageName({ country: entity.country, site: site.code, incident: incident.number, stage, recipient: recipient.label, version })
}

/** The parts of a package name without extension, or null. */
export function parsePackageName(name: string): PackageNameParts | null {
  const match = namePattern.exec(name)
  if (match === null || name.length > longestPackageName) return null
  const [, country = '', site = '', incident = '', stage = '', recipient = '', version = ''] = match
  return { country, site, incident, stage, recipient, version: Number(version) }
}

const folded: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss', æ: 'ae', Æ: 'Ae', ø: 'oe', Ø: 'Oe', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D' }

/**
 * Path of an attachment: `attachments/0001_<name>`. The person's file name becomes safe ASCII (umlauts written out, other marks
 * dropped, the rest `_`), its extension is kept and the whole stays under 100 characters. `number` counts from 1.
 */
export function attachmentPath(number: number, fileName: string): string {
  if (!Number.isInteger(number) || number < 1 || number > 9999) throw new RangeError('attachment number must be 1 to 9999')
  const ascii = [...fileName]
    .map((letter) => folded[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9.-]+/g, '_')
    .replace(/^[._]+|[._]+$/g, '')
  const dot = ascii.lastIndexOf('.')
  const extension = dot > 0 && ascii.length - dot <= 12 ? ascii.slice(dot) : ''
  const stem = (extension === '' ? ascii : ascii.slice(0, dot)).replace(/\.+$/, '')
  return `attachments/${String(number).padStart(4, '0')}_${(stem === '' ? 'file' : stem).slice(0, 60).replace(/\.+$/, '_')}${extension}`
}

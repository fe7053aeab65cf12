/** How much room there is on the disk of the record, from plenty to none. */
export const spaceLevels = ['ample', 'low', 'short', 'full', 'unknown'] as const
export type SpaceLevel = (typeof spaceLevels)[number]

/** What takes much room at once and can wait, unlike the record itself. */
export type SpaceUse = 'attachment' | 'import' | 'backup'

/** A number of bytes and why it is this one. */
interface Measure {
  readonly bytes: number
  readonly reason: string
}

/**
 * When the disk of the record counts as filling up.
 *
 * Source: none of law. SQLite can neither write nor delete on a full disk, so room for a commit has to be kept while there is some; the
 * numbers are ours and stand here so that they can be judged.
 */
export interface SpaceRule {
  readonly warnBelow: Measure
  readonly refuseBelow: Measure
  readonly reserve: Measure
}

/** The rule of the product. */
export const spaceRule: SpaceRule = {
  warnBelow: { bytes: 500_000_000, reason: 'room for one day with attachments and a backup of a large record: somebody can still order a disk or clear one in working hours' },
  refuseBelow: { bytes: 200_000_000, reason: 'what cannot wait (incidents, deadlines, reports) must not find the disk filled by what can: it needs far less than this for weeks' },
  reserve: { bytes: 32 * 1_048_576, reason: 'thousands of rows of the record and the moving of the whole log into the file at closing' },
}

/** Who is told at a level, and where. `manager`: whoever may manage the store and so can have room made. */
export interface SpaceNotice {
  readonly severity: 'medium' | 'high' | 'critical' | null
  readonly footer: 'nobody' | 'everyone'
  readonly overview: 'nobody' | 'manager' | 'everyone'
}

/** What is said to whom: a disk that fills slowly is no matter of the night shift, one that refuses something is everybody's. */
export const spaceNotices: Readonly<Record<SpaceLevel, SpaceNotice>> = {
  ample: { severity: null, footer: 'nobody', overview: 'nobody' },
  unknown: { severity: null, footer: 'nobody', overview: 'nobody' },
  low: { severity: 'medium', footer: 'everyone', overview: 'manager' },
  short: { severity: 'high', footer: 'everyone', overview: 'everyone' },
  full: { severity: 'critical', footer: 'everyone', overview: 'everyone' },
}

/**
 * The level of a disk.
 * @param freeBytes what this account may still write, or `null` where the system does not say.
 * @param reserveGiven whether what was kept in reserve had to be given up: then the disk was full a moment ago.
 */
export function spaceLevel(freeBytes: number | null, reserveGiven: boolean, rule: SpaceRule): SpaceLevel {
  if (freeBytes === null) return reserveGiven ? 'full' : 'unknown'
  if (reserveGiven && freeBytes < rule.refuseBelow.bytes) return 'full'
  if (freeBytes < rule.refuseBelow.bytes) return 'short'
  return freeBytes < rule.warnBelow.bytes ? 'low' : 'ample'
}

/**
 * Whether something that can wait may be taken in: after it there must still be what the record itself is kept room for. Where the
 * system does not say how much is free, nothing is refused for it.
 */
export function hasRoom(freeBytes: number | null, bytes: number, rule: SpaceRule): boolean {
  return freeBytes === null || freeBytes - bytes >= rule.refuseBelow.bytes
}

/** Whether the reserve may be put aside (again) without taking the room that it is meant to be the last of. */
export function mayReserve(freeBytes: number | null, rule: SpaceRule): boolean {
  return freeBytes !== null && hasRoom(freeBytes, rule.reserve.bytes, rule)
}

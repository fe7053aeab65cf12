import { concatBytes } from '../../shared/package/bytes.ts'
import type { ZipPlan } from '../../shared/package/zip-write.ts'
import { fixtureReport, trusting, zipBytes } from '../support/package-fixtures.ts'
import type { Dice } from './dice.ts'
import type { Tampering } from './tampering.ts'
import type { TamperWorld } from './tamper-world.ts'

/** Packages with nothing wrong, so that a verifier that refuses everything fails. */
export function cleanPackage({ entity, bytes, evidenceBytes, fullBytes }: TamperWorld, dice: Dice): Tampering {
  const trust = trusting(entity.anchor)
  const kind = dice.pick(['exercise', 'demo'] as const)
  const list: readonly [string, () => Uint8Array][] = [
    ['first', () => bytes[0]],
    ['second', () => bytes[1]],
    ['third', () => bytes[2]],
    ['evidence', () => evidenceBytes],
    ['approval and audit', () => fullBytes],
    [kind, () => zipBytes(fixtureReport(entity, { kind, language: dice.pick(['de', 'en']) }))],
  ]
  const [what, make] = dice.turn(list)
  return { what, bytes: make(), trust, expected: 'genuine' }
}

/** One bit flipped anywhere. What is right follows from the layout alone, as APPNOTE.TXT has it. */
export function bitFlip({ entity, series, bytes }: TamperWorld, dice: Dice): Tampering {
  const copy = bytes[0].slice()
  // Framing is a small part of the file: half of the flips aim at it.
  const framing = dice.roll(2) === 0
  const entry = dice.pick(series[0].plan.entries)
  const directoryStart = copy.length - series[0].plan.directory.length
  const at = !framing ? dice.roll(copy.length) : dice.roll(2) === 0 ? entry.offset + dice.roll(entry.header.length) : directoryStart + dice.roll(copy.length - directoryStart)
  const bit = dice.roll(8)
  copy[at] = (copy[at] ?? 0) ^ (1 << bit)
  const expected = isHarmless(series[0].plan, directoryStart, at, bit) ? 'rebuilt' : 'not-genuine'
  return { what: `bit ${bit} of byte ${at}`, bytes: copy, trust: trusting(entity.anchor), expected }
}

/** Bytes cut off, put in front or behind, or a comment. */
export function cutOrGrown({ entity, bytes }: TamperWorld, dice: Dice): Tampering {
  const whole = bytes[0]
  const trust = trusting(entity.anchor)
  const junk = dice.bytes(1 + dice.roll(200))
  const comment = whole.slice()
  new DataView(comment.buffer).setUint16(comment.length - 2, junk.length, true)
  const length = dice.roll(whole.length)
  const list: readonly Omit<Tampering, 'trust' | 'expected'>[] = [
    { what: `cut to ${length}`, bytes: whole.slice(0, length) },
    { what: `cut to ${whole.length - 1 - (length % 22)}`, bytes: whole.slice(0, whole.length - 1 - (length % 22)) },
    { what: 'front missing', bytes: whole.slice(1 + length / 2) },
    { what: 'data behind', bytes: concatBytes(whole, junk), fault: 'zip-trailing-data' },
    { what: 'data in front', bytes: concatBytes(junk, whole), fault: 'zip-header' },
    { what: 'comment', bytes: concatBytes(comment, junk), fault: 'zip-comment' },
    { what: 'twice', bytes: concatBytes(whole, whole), fault: 'zip-header' },
    { what: 'a hole in the middle', bytes: concatBytes(whole.slice(0, length), whole.slice(length + 1)) },
    { what: 'empty', bytes: new Uint8Array(0), fault: 'zip-unreadable' },
  ]
  return { ...dice.turn(list), trust, expected: 'not-genuine' }
}

/** Whether a flipped bit of a zip's framing lies in a field that says nothing about content: dates, versions, unused flags, attributes. */
export function isHarmless(plan: ZipPlan, directoryStart: number, at: number, bit: number): boolean {
  if (at < directoryStart) {
    const entry = plan.entries.find((candidate) => at >= candidate.offset && at < candidate.offset + candidate.header.length)
    return entry !== undefined && harmlessLocal(at - entry.offset, bit)
  }
  let start = directoryStart
  for (const entry of plan.entries) {
    const length = 46 + entry.path.length
    if (at < start + length) return harmlessCentral(at - start, bit)
    start += length
  }
  return false
}

function harmlessLocal(field: number, bit: number): boolean {
  if (field === 4 || field === 5 || (field >= 10 && field <= 13)) return true
  return harmlessFlag(field - 6, bit)
}

function harmlessCentral(field: number, bit: number): boolean {
  if ((field >= 4 && field <= 7) || (field >= 12 && field <= 15) || (field >= 36 && field <= 40)) return true
  // The upper half byte of the Unix mode is the type: only "regular file" (0x8000) is none too many.
  if (field === 41) return bit < 4 || bit === 7
  return harmlessFlag(field - 8, bit)
}

/** Bits 0, 3, 5, 6 and 13 change how content is read; the others do not. */
function harmlessFlag(byte: number, bit: number): boolean {
  if (byte === 0) return ![0, 3, 5, 6].includes(bit)
  return byte === 1 && bit !== 5
}

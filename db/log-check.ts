import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

/**
 * How the write-ahead log ends that a run left behind.
 * `whole`: every change that was ever confirmed is there. `torn`: behind the last whole change lies one more that is not whole: it was
 * being written when the power went, and so never confirmed, or its place on the disk is damaged. `damaged`: more than one change lies
 * behind the first bad place. Each commit waits for the disk before the next begins, so at least one of them had been confirmed.
 */
export type LogEnd = 'whole' | 'torn' | 'damaged'

const headerSize = 32
const frameHeaderSize = 24

/**
 * Looks at the write-ahead log of a store by its checksums, which stand over the encrypted bytes: no key is needed. SQLite itself reads up
 * to the first frame that does not fit and drops the rest without a word (file format, section 4.3), so this must be asked before.
 * No connection to the store may be open in this process: closing the handle would drop its locks.
 */
export function checkLog(path: string): LogEnd {
  if (!existsSync(path)) return 'whole'
  const handle = openSync(path, 'r')
  try {
    return endOf(handle, fstatSync(handle).size)
  } finally {
    closeSync(handle)
  }
}

function endOf(handle: number, size: number): LogEnd {
  if (size === 0) return 'whole'
  const header = Buffer.alloc(headerSize)
  const read = readSync(handle, header, 0, headerSize, 0)
  const log = read === headerSize ? logOf(header) : null
  if (log === null) return hasContent(handle, size) ? 'damaged' : 'torn'
  const frame = Buffer.alloc(frameHeaderSize + log.pageSize)
  const frames = Math.floor((size - headerSize) / frame.length)
  let sum: Sum = log.sum
  for (let number = 0; number < frames; number += 1) {
    if (readSync(handle, frame, 0, frame.length, headerSize + number * frame.length) < frame.length) break
    const next = log.add(log.add(sum, frame.subarray(0, 8)), frame.subarray(frameHeaderSize))
    const fits = belongs(frame, log) && frame.readUInt32BE(16) === next[0] && frame.readUInt32BE(20) === next[1]
    if (!fits) return behind(handle, log, { from: number, frames, length: frame.length })
    sum = next
  }
  return 'whole'
}

/** What the headers of the frames from the first bad one on tell: those of this round of the log carry its two salts. */
function behind(handle: number, log: Log, { from, frames, length }: { from: number; frames: number; length: number }): LogEnd {
  const header = Buffer.alloc(frameHeaderSize)
  let ends = 0
  let blank = false
  let after = false
  for (let number = from; number < frames; number += 1) {
    if (readSync(handle, header, 0, frameHeaderSize, headerSize + number * length) < frameHeaderSize) break
    if (belongs(header, log)) {
      // A blank before a frame of this round was written once: the file grows at its end only.
      if (ends > 0 || blank) after = true
      // Only the last frame of a change tells the size of the file after it.
      if (header.readUInt32BE(4) > 0) ends += 1
    } else if (!isEarlier(header, log)) {
      // Neither of this round nor of an earlier one: what stood here may have been the end of a change.
      if (header.some((byte) => byte !== 0)) ends += 1
      else blank = true
    }
  }
  if (after) return 'damaged'
  return ends > 0 ? 'torn' : 'whole'
}

type Sum = readonly [number, number]

interface Log {
  readonly pageSize: number
  readonly salts: Buffer
  /** How often this file was begun anew; each time the first salt goes up by one. */
  readonly rounds: number
  readonly sum: Sum
  add(sum: Sum, bytes: Buffer): Sum
}

function logOf(header: Buffer): Log | null {
  const magic = header.readUInt32BE(0)
  if (magic !== 0x377f0682 && magic !== 0x377f0683) return null
  const add = (sum: Sum, bytes: Buffer): Sum => checksum(sum, bytes, magic === 0x377f0683)
  const pageSize = header.readUInt32BE(8)
  const sum = add([0, 0], header.subarray(0, 24))
  if (sum[0] !== header.readUInt32BE(24) || sum[1] !== header.readUInt32BE(28)) return null
  return { pageSize, salts: header.subarray(16, 24), rounds: header.readUInt32BE(12), sum, add }
}

function belongs(frameHeader: Buffer, log: Log): boolean {
  return frameHeader.subarray(8, 16).equals(log.salts)
}

/** Whether a frame was left by an earlier round. */
function isEarlier(frameHeader: Buffer, log: Log): boolean {
  const back = (log.salts.readUInt32BE(0) - frameHeader.readUInt32BE(8)) >>> 0
  return back >= 1 && back <= log.rounds
}

/** The running sum of SQLite's file format, section 4.2: over pairs of 32-bit words in the order that the log's first word names. */
function checksum([first, second]: Sum, bytes: Buffer, bigEndian: boolean): Sum {
  let one = first
  let two = second
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at < bytes.length; at += 8) {
    one = (one + view.getUint32(at, !bigEndian) + two) >>> 0
    two = (two + view.getUint32(at + 4, !bigEndian) + one) >>> 0
  }
  return [one, two]
}

/** The header is written and synced before the first change; a log without one that is not blank has lost it. */
function hasContent(handle: number, size: number): boolean {
  const part = Buffer.alloc(64 * 1024)
  for (let at = headerSize; at < size; at += part.length) {
    const read = readSync(handle, part, 0, part.length, at)
    if (part.subarray(0, read).some((byte) => byte !== 0)) return true
  }
  return false
}

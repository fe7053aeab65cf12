import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { anchorText, type AnchorReason } from '../../shared/audit/anchor.ts'
import type { Instant } from '../../shared/ports/clock.ts'
import type { AuditHead } from '../../shared/ports/repositories.ts'
import { appendDurably } from './durable-file.ts'

/** anchor.log: one synced line for each moment at which the head of the record was noted outside the store. */
export interface AnchorLog {
  /** Writes a line now. @throws store-read-only, store-full. */
  write(head: AuditHead, at: Instant, why: AnchorReason): void
  /** Writes a line unless one was written within the last minute or nothing has changed since. */
  writeEachMinute(head: () => AuditHead, at: () => Instant): void
}

const minute = 60_000

/**
 * @param elapsed milliseconds that only go forward: the wall clock may be set back, and then no line would be written for hours.
 */
export function openAnchorLog(path: string, storeId: string, mode: number, elapsed: () => number = () => performance.now()): AnchorLog {
  let lastWritten = Number.NEGATIVE_INFINITY
  let lastSequence = -1
  function write(head: AuditHead, at: Instant, why: AnchorReason): void {
    appendDurably(path, anchorText({ storeId, line: head.line, sequence: head.sequence, head: head.hash, at, why }), mode)
    lastWritten = elapsed()
    lastSequence = head.sequence
  }
  return {
    write,
    writeEachMinute(head, at) {
      if (elapsed() - lastWritten < minute) return
      const now = head()
      if (now.sequence !== lastSequence) write(now, at(), 'minute')
    },
  }
}

/** Bytes that are read of the beginning, and of the end, of a log that is longer than both: many years of a busy plant. */
const readOfEachEnd = 32 * 1024 * 1024
/** No line of ours is longer. */
const longestLine = 1_000

/**
 * The lines of anchor.log, oldest first; none when there is no such file or it is none. Of one that somebody blew up, both ends are read:
 * what could not be held in memory must keep nobody from looking at the record.
 */
export function readAnchorLines(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isFile() !== true) return []
  const handle = openSync(path, 'r')
  try {
    if (found.size <= 2 * readOfEachEnd) return linesAt(handle, 0, found.size)
    return [...linesAt(handle, 0, readOfEachEnd), ...linesAt(handle, found.size - readOfEachEnd, readOfEachEnd)]
  } finally {
    closeSync(handle)
  }
}

function linesAt(handle: number, from: number, length: number): string[] {
  const bytes = Buffer.allocUnsafe(length)
  let size = 0
  for (let read = 1; read > 0 && size < length; size += read) read = readSync(handle, bytes, size, length - size, from + size)
  return bytes.toString('utf8', 0, size).split('\n').filter((line) => line.length <= longestLine)
}

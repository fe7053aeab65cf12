import { existsSync, readFileSync } from 'node:fs'
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

/** The lines of anchor.log, oldest first; none when there is no such file. */
export function readAnchorLines(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
}

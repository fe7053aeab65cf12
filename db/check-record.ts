import type { Hash } from '../shared/ports/crypto.ts'
import type { JobControl } from '../shared/ports/places.ts'
import type { RecordCheck } from '../shared/ports/work.ts'
import { checkContent } from './check-content.ts'
import { checkAnchors, checkChain, checkFile, logDamage } from './check.ts'
import type { Connection } from './sqlite.ts'

/**
 * Checks everything that can be checked without what left the PC: the file, the chain of events, anchor.log, what the tables say against
 * what the events told, and whether the log of an earlier run was damaged. The first fault ends it: what comes later would follow from it.
 * @param anchorLines lines of anchor.log, read before: whatever they name is then surely among the rows.
 * @throws cancelled through `control.check`.
 */
export function checkRecord(connection: Connection, hash: Pick<Hash, 'sha256' | 'startSha256'>, anchorLines: readonly string[], control: JobControl): RecordCheck {
  // A torn page explains a broken chain and may not even let it be read, so it is named first.
  if (!checkFile(connection, 'full').intact) return { intact: false, rows: 0, erasedBodies: 0, head: '', fault: 'file-damaged', faultSequence: null }
  control.check()
  const chain = checkChain(connection, hash, control)
  const told = { rows: chain.rows, erasedBodies: chain.erased.length, head: chain.head }
  if (chain.fault !== null) return { intact: false, ...told, fault: chain.fault.code, faultSequence: chain.fault.sequence }
  const anchors = checkAnchors(connection, hash, anchorLines, chain)
  if (anchors.fault !== null) return { intact: false, ...told, fault: `anchor-${anchors.fault.finding}`, faultSequence: anchors.fault.anchor.sequence }
  const content = checkContent(connection, hash, control)
  if (content !== null) return { intact: false, ...told, fault: 'record-differs', faultSequence: content.sequence }
  const log = logDamage(connection)
  if (log !== null) return { intact: false, ...told, fault: 'log-damaged', faultSequence: log }
  return { intact: true, ...told, fault: null, faultSequence: null }
}

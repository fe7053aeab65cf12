import type { ClockReading, Instant } from '../ports/clock.ts'
import type { Ids } from '../ports/ids.ts'
import type { Transaction } from '../ports/store.ts'
import { beforeMaking, type Anomaly, type ClockState } from './bounds.ts'
import type { ClockEvent } from './clock-event.ts'
import { clockAt } from './clock-record.ts'

/**
 * Writes an event for everything that was noticed about the PC's clock since the newest event, up to a reading just taken. Whoever writes
 * any other event of the clock calls this first, or what was noticed would be passed over.
 * @param madeAt a moment before which this program did not exist, UTC ms; 0 asks nothing.
 * @returns how many events were written.
 */
export function writeNoticed(transaction: Transaction, reading: ClockReading, ids: Ids, madeAt: Instant): number {
  const told = clockAt(transaction, reading)
  const early = beforeMaking(told.state, madeAt)
  for (const { anomaly, state } of told.found) write(transaction, anomaly, state, told.sequence, ids)
  if (early !== null) write(transaction, early.anomaly, early.state, told.sequence, ids)
  return told.found.length + (early === null ? 0 : 1)
}

function write(transaction: Transaction, anomaly: Anomaly, state: ClockState, sequence: number, ids: Ids): void {
  const { kind, reading, before, difference } = anomaly
  transaction.clockEvents.add(systemEvent({ kind, reading, before, difference, state, sequence }, ids), null)
  transaction.changed('clock', kind, null, { at: reading.at, before: before?.at ?? null, difference, zone: reading.zone })
}

/** An event that nobody spoke: the core saw it. */
export function systemEvent(parts: Pick<ClockEvent, 'kind' | 'reading' | 'before' | 'difference' | 'state' | 'sequence'>, ids: Ids): ClockEvent {
  return { v: 1, id: ids.id(), ...parts, instant: null, confirms: null, actor: 'system', isPerson: false, reason: null }
}

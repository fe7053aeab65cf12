import type { ClockReading, Instant } from '../ports/clock.ts'
import type { Ports } from '../ports/ports.ts'
import type { WriteStamp } from '../ports/store.ts'
import { beforeMaking } from './bounds.ts'
import { systemEvent, writeNoticed } from './clock-noticed.ts'
import { clockAt, lastKept } from './clock-record.ts'

/** Looks at the clock of the PC and keeps what it did. */
export interface ClockWatch {
  /** Writes an event for everything that was noticed since the last one. Does nothing while the store is closed; never throws. */
  look(): void
}

/** So many rows are read again at an opening at most. */
const rowsBetweenCheckpoints = 1_000

/** While an incident is open a reading is kept this often, in milliseconds: so much at most is forgotten when the power fails and the battery is dead. */
const keptEvery = 600_000

/** @param madeAt a moment before which this program did not exist, UTC ms; 0: not known. */
export function createClockWatch(ports: Pick<Ports, 'clock' | 'store' | 'lifecycle' | 'ids' | 'log'>, madeAt: Instant): ClockWatch {
  function record(): void {
    const reading = ports.clock.read()
    const told = ports.store.read((repositories) => clockAt(repositories, reading))
    const stamp: WriteStamp = { session: '', actor: 'system', confirmed: false, procedure: 'clock.watch', reading }
    if (told.found.length > 0 || beforeMaking(told.state, madeAt) !== null) {
      ports.store.write(stamp, (transaction) => {
        writeNoticed(transaction, reading, ports.ids, madeAt)
      })
    } else if (told.rows >= rowsBetweenCheckpoints || isKeepingDue(reading)) {
      // It claims nothing that the rows do not tell, so it is no act that a row has to tell of.
      ports.store.writeUnaudited(stamp, (transaction) => {
        const { state, sequence } = clockAt(transaction, reading)
        transaction.clockEvents.add(systemEvent({ kind: 'checkpoint', reading, before: null, difference: null, state, sequence }, ports.ids), null)
      })
    }
  }

  function isKeepingDue(reading: ClockReading): boolean {
    return ports.store.read((repositories) => {
      const last = lastKept(repositories)
      const isRecent = last !== null && last.bootId === reading.bootId && reading.uptime - last.uptime < keptEvery
      return !isRecent && repositories.incidents.list().some(({ closedAt }) => closedAt === null)
    })
  }

  return {
    look() {
      if (!ports.lifecycle.isOpen()) return
      try {
        record()
      } catch (error) {
        // A full disk must not stop the watch: the rows themselves tell it again at the next look.
        ports.log.fault('clock', error)
      }
    },
  }
}

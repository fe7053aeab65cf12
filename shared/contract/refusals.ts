import { actorOf, isConfirmed, type Session } from '../person/session.ts'
import type { Ports } from '../ports/ports.ts'

const minute = 60_000

interface Counter {
  readonly session: Session
  readonly procedure: string
  readonly minute: number
  count: number
}

/** Counts refusals for want of permission and failed sign-ins, so that a stuck key cannot fill the record. */
export interface Refusals {
  count(session: Session, procedure: string): void
  /** Writes one audit row per (session, procedure, minute) whose minute is over, or all of them. Does nothing while the store is closed. */
  flush(all: boolean): void
}

/** @param ports clock for the minute, store for the rows, log for what could not be written. */
export function createRefusals(ports: Pick<Ports, 'clock' | 'store' | 'lifecycle' | 'log'>): Refusals {
  const counters = new Map<string, Counter>()
  return {
    count(session, procedure) {
      const now = Math.floor(ports.clock.read().at / minute)
      const key = `${session.id} ${procedure} ${String(now)}`
      const counter = counters.get(key)
      if (counter === undefined) counters.set(key, { session, procedure, minute: now, count: 1 })
      else counter.count += 1
    },
    flush(all) {
      if (counters.size === 0 || !ports.lifecycle.isOpen()) return
      const reading = ports.clock.read()
      const current = Math.floor(reading.at / minute)
      for (const [key, counter] of counters) {
        if (!all && counter.minute === current) continue
        counters.delete(key)
        try {
          ports.store.write(
            {
              session: counter.session.id,
              actor: actorOf(counter.session.who),
              confirmed: isConfirmed(counter.session.who),
              procedure: counter.procedure,
              reading,
            },
            (transaction) => {
              transaction.changed('refusal', counter.session.id, null, { procedure: counter.procedure, count: counter.count, minute: counter.minute * minute })
            },
          )
        } catch (error) {
          ports.log.fault('refusals', error)
        }
      }
    },
  }
}

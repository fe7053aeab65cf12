import type { Handlers, LifecycleCall } from '../contract/handler.ts'
import { requireAccess } from '../contract/permit.ts'
import { deadlinesOf } from '../incident/incident-deadlines.ts'
import type { Ports } from '../ports/ports.ts'
import type { WriteStamp } from '../ports/store.ts'
import { writeNoticed } from './clock-noticed.ts'
import { chooseLimit, chosenLimit, clockAt, usualDaysOff } from './clock-record.ts'
import type { deadlinesContract } from './deadlines.contract.ts'
import { confirmableClock, confirmClock, stateClock, statedClock } from './stated-clock.ts'
import { toldTime } from './told-time.ts'

/** So many events of the clock are shown. */
const eventsShown = 200

/** Handlers of the deadline bar and the machine's time. */
export function deadlinesHandlers(ports: Ports): Handlers<typeof deadlinesContract> {
  /** The row of a confirmation names the one who confirmed, not the one whose session it is. */
  function stampOf(call: LifecycleCall, person: string): WriteStamp {
    return { ...call.stamp, actor: person, confirmed: true, reading: ports.clock.read() }
  }

  return {
    'deadlines.bar': {
      read: (repositories, _input, call) => {
        const { zone, offset } = call.stamp.reading
        const { now, time } = toldTime(repositories, call.stamp.reading)
        // Closed ones too: an incident closes without a running deadline, so one that runs now was started by a later record.
        const deadlines = repositories.incidents
          .list()
          .flatMap((incident) => {
            const site = repositories.sites.find(incident.site)
            return deadlinesOf(repositories, incident, ports, now)
              .filter((deadline) => deadline.state === 'running' && !deadline.assumed)
              .map((deadline) => ({
                incident: incident.id,
                number: incident.number,
                siteName: site?.name ?? '',
                courierMinutes: site?.courierMinutes ?? 0,
                significance: incident.significance,
                deadline,
              }))
          })
          .sort((a, b) => a.deadline.due - b.deadline.due)
        return { now, time, zone, offset, stated: statedClock(repositories), deadlines }
      },
    },
    'clock.stateTime': {
      commit: (transaction, { instant }, call) => {
        stateClock(transaction, instant, call, ports)
        return {}
      },
    },
    'clock.confirmTime': {
      run: async ({ passphrase }, call) => {
        const { person } = await ports.lifecycle.open({ passphrase })
        ports.store.write(stampOf(call, person), (transaction) => {
          // Trying a passphrase takes seconds; the access of whoever typed it may have been ended meanwhile.
          requireAccess(transaction.people.find(person))
          confirmClock(transaction, person, transaction.stamp, ports)
        })
        return {}
      },
    },
    'clock.setLimit': {
      commit: (transaction, { days, reason }, call) => {
        const { reading } = call.stamp
        writeNoticed(transaction, reading, ports.ids, 0)
        const before = chosenLimit(transaction)?.days ?? usualDaysOff
        // What was judged by the old limit stays judged: the event carries the state over.
        const { state, sequence } = clockAt(transaction, reading)
        chooseLimit(transaction, { days, reason, by: call.actor, at: reading.at })
        transaction.clockEvents.add(
          { v: 1, id: ports.ids.id(), kind: 'limit', reading, before: null, difference: null, instant: null, confirms: null, actor: call.actor, isPerson: call.confirmed, reason, state, sequence },
          null,
        )
        transaction.changed('clock', 'limit', { days: before }, { days })
        transaction.because(reason)
        return {}
      },
    },
    'clock.events': {
      read: (repositories, _input, call) => {
        const { reading } = call.stamp
        const { now, time } = toldTime(repositories, reading)
        const stated = confirmableClock(repositories, reading)
        const limit = chosenLimit(repositories)
        const events = repositories.clockEvents.list(eventsShown + 1)
        return {
          now,
          time,
          reading,
          confirmable: stated === null ? null : { event: stated.id, by: stated.actor, now: Math.max(0, reading.at + (clockAt(repositories, reading).state.stated ?? 0)) },
          limit: limit === null ? { days: usualDaysOff, reason: '', by: null, at: null } : limit,
          events: events.slice(0, eventsShown).map(({ v: _v, state: _state, sequence: _sequence, ...event }) => event),
          isCut: events.length > eventsShown,
        }
      },
    },
  }
}

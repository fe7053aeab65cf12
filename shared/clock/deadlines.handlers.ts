import type { Handlers } from '../contract/handler.ts'
import { deadlinesOf } from '../incident/incident-deadlines.ts'
import type { Ports } from '../ports/ports.ts'
import type { deadlinesContract } from './deadlines.contract.ts'
import { latestNow, stateClock, statedClock } from './stated-clock.ts'

/** Handlers of the deadline bar and the machine's time. */
export function deadlinesHandlers(ports: Ports): Handlers<typeof deadlinesContract> {
  return {
    'deadlines.bar': {
      read: (repositories, _input, call) => {
        const { zone, offset } = call.stamp.reading
        const now = latestNow(repositories, call.stamp.reading)
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
        return { now, zone, offset, stated: statedClock(repositories), deadlines }
      },
    },
    'clock.stateTime': {
      commit: (transaction, { instant }) => {
        stateClock(transaction, instant)
        return {}
      },
    },
  }
}

import type { Handlers } from '../contract/handler.ts'
import { deadlinesOf } from '../incident/incident-deadlines.ts'
import type { Ports } from '../ports/ports.ts'
import type { deadlinesContract } from './deadlines.contract.ts'

const statedKey = 'clock/stated'

/** Handlers of the deadline bar and the machine's time. */
export function deadlinesHandlers(ports: Ports): Handlers<typeof deadlinesContract> {
  return {
    'deadlines.bar': {
      read: (repositories, _input, call) => {
        const { at: now, zone, offset } = call.stamp.reading
        const stated = repositories.settings.get(statedKey)
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
        return { now, zone, offset, stated: stated === null ? null : (JSON.parse(stated) as { at: number; difference: number }), deadlines }
      },
    },
    'clock.stateTime': {
      commit: (transaction, { instant }, call) => {
        const stated = { at: call.stamp.reading.at, difference: call.stamp.reading.at - instant }
        transaction.settings.set(statedKey, JSON.stringify(stated))
        transaction.changed('clock', 'stated', null, { ...stated, stated: instant })
        return {}
      },
    },
  }
}

import { DomainError } from '../contract/error.ts'
import type { Handlers } from '../contract/handler.ts'
import { mayRead } from '../person/reach.ts'
import type { Ports } from '../ports/ports.ts'
import { removeRegisterRecord, saveRegisterRecord } from '../register/register.ts'
import { requireSite } from '../site/site.handlers.ts'
import { latestNow } from './clock-record.ts'
import { isZone } from './local-time.ts'
import { futureTolerance } from './check-statement.ts'
import type { timeSourcesContract } from './time-sources.contract.ts'

/** Handlers of the other clocks of a site. What an entry of the chronology once rested on stays as it was. */
export function timeSourcesHandlers(ports: Pick<Ports, 'ids'>): Handlers<typeof timeSourcesContract> {
  return {
    'timeSources.list': { read: (repositories, { site }, call) => ({ timeSources: repositories.timeSources.list(site ?? undefined).filter((source) => mayRead(call.session.who, source.site)) }) },
    'timeSources.save': {
      commit: (transaction, edit, call) => {
        requireSite(transaction, edit.site)
        if (!isZone(edit.zone)) throw new DomainError('invalid-input', { fields: ['zone'] })
        if (edit.checkedAt !== null && edit.checkedAt > latestNow(transaction, call.stamp.reading) + futureTolerance) throw new DomainError('instant-in-future')
        return saveRegisterRecord({
          transaction,
          register: transaction.timeSources,
          kind: 'time-source',
          edit,
          ids: ports.ids,
          call,
          build: (fields, id, createdAt) => ({ ...fields, id, createdAt }),
        })
      },
    },
    'timeSources.remove': {
      commit: (transaction, { id, reason }, call) => removeRegisterRecord({ transaction, register: transaction.timeSources, kind: 'time-source', id, reason, call }),
    },
  }
}

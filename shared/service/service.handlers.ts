import type { Handlers } from '../contract/handler.ts'
import { mayRead } from '../person/reach.ts'
import type { Ports } from '../ports/ports.ts'
import { removeRegisterRecord, saveRegisterRecord } from '../register/register.ts'
import { requireSite } from '../site/site.handlers.ts'
import type { serviceContract } from './service.contract.ts'

/** Handlers of the services that sites supply. */
export function serviceHandlers(ports: Pick<Ports, 'ids'>): Handlers<typeof serviceContract> {
  return {
    'services.list': { read: (repositories, { site }, call) => ({ services: repositories.services.list(site ?? undefined).filter((record) => mayRead(call.session.who, record.site)) }) },
    'services.save': {
      commit: (transaction, edit, call) => {
        requireSite(transaction, edit.site)
        return saveRegisterRecord({
          transaction,
          register: transaction.services,
          kind: 'service',
          edit,
          ids: ports.ids,
          call,
          build: (fields, id, createdAt) => ({ ...fields, id, createdAt }),
        })
      },
    },
    'services.remove': {
      commit: (transaction, { id, reason }, call) =>
        removeRegisterRecord({ transaction, register: transaction.services, kind: 'service', id, reason, call }),
    },
  }
}

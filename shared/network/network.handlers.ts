import { DomainError } from '../contract/error.ts'
import type { Handlers } from '../contract/handler.ts'
import { mayRead } from '../person/reach.ts'
import type { Ports } from '../ports/ports.ts'
import { removeRegisterRecord, saveRegisterRecord } from '../register/register.ts'
import { requireSite } from '../site/site.handlers.ts'
import type { networkContract } from './network.contract.ts'

/** Handlers of the network zones. */
export function networkHandlers(ports: Pick<Ports, 'ids'>): Handlers<typeof networkContract> {
  return {
    'zones.list': { read: (repositories, { site }, call) => ({ zones: repositories.networkZones.list(site ?? undefined).filter((record) => mayRead(call.session.who, record.site)) }) },
    'zones.save': {
      commit: (transaction, edit, call) => {
        requireSite(transaction, edit.site)
        const elsewhere = edit.id === null ? [] : transaction.assets.list().filter((asset) => asset.networkZone === edit.id && asset.site !== edit.site)
        if (elsewhere.length > 0) throw new DomainError('conflict', { kind: 'network-zone', assets: elsewhere.length })
        return saveRegisterRecord({
          transaction,
          register: transaction.networkZones,
          kind: 'network-zone',
          edit,
          ids: ports.ids,
          call,
          build: (fields, id, createdAt) => ({ ...fields, id, createdAt }),
        })
      },
    },
    'zones.remove': {
      commit: (transaction, { id, reason }, call) => {
        const standing = transaction.assets.list().filter((asset) => asset.networkZone === id)
        if (standing.length > 0) throw new DomainError('conflict', { kind: 'network-zone', assets: standing.length })
        return removeRegisterRecord({ transaction, register: transaction.networkZones, kind: 'network-zone', id, reason, call })
      },
    },
  }
}

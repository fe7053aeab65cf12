import { DomainError } from '../contract/error.ts'
import type { Handlers } from '../contract/handler.ts'
import { mayRead } from '../person/reach.ts'
import type { Ports } from '../ports/ports.ts'
import { removeRegisterRecord, saveRegisterRecord } from '../register/register.ts'
import { requireSite } from '../site/site.handlers.ts'
import type { assetContract } from './asset.contract.ts'

/** Handlers of the asset register. */
export function assetHandlers(ports: Pick<Ports, 'ids'>): Handlers<typeof assetContract> {
  return {
    'assets.list': { read: (repositories, { site }, call) => ({ assets: repositories.assets.list(site ?? undefined).filter((record) => mayRead(call.session.who, record.site)) }) },
    'assets.save': {
      commit: (transaction, edit, call) => {
        requireSite(transaction, edit.site)
        if (edit.networkZone !== null) {
          const zone = transaction.networkZones.find(edit.networkZone)
          if (zone === null || zone.site !== edit.site) throw new DomainError('not-found', { kind: 'network-zone' })
        }
        return saveRegisterRecord({
          transaction,
          register: transaction.assets,
          kind: 'asset',
          edit,
          ids: ports.ids,
          call,
          build: (fields, id, createdAt) => ({ ...fields, id, createdAt }),
        })
      },
    },
    'assets.remove': {
      commit: (transaction, { id, reason }, call) =>
        removeRegisterRecord({ transaction, register: transaction.assets, kind: 'asset', id, reason, call }),
    },
  }
}

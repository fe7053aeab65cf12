import { DomainError } from '../contract/error.ts'
import type { Handlers } from '../contract/handler.ts'
import { isZone } from '../clock/local-time.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import { issueKeysDocument, issueSiteKey } from '../package/issued-keys.ts'
import { mayRead } from '../person/reach.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import { saveRegisterRecord } from '../register/register.ts'
import type { siteContract } from './site.contract.ts'
import type { Site } from './site.ts'

/** A site by id. @throws not-found. */
export function requireSite(repositories: Repositories, id: string): Site {
  const site = repositories.sites.find(id)
  if (site === null) throw new DomainError('not-found', { kind: 'site' })
  return site
}

/** Handlers of the sites. A new site gets its own key, certified by the entity, and a new keys document. */
export function siteHandlers(ports: Pick<Ports, 'ids' | 'ed25519' | 'hash' | 'random'>): Handlers<typeof siteContract> {
  return {
    'sites.list': { read: (repositories, _input, call) => ({ sites: repositories.sites.list().filter(({ id }) => mayRead(call.session.who, id)) }) },
    'sites.save': {
      commit: (transaction, edit, call) => {
        if (!isZone(edit.zone)) throw new DomainError('invalid-input', { fields: ['zone'] })
        const saved = saveRegisterRecord({
          transaction,
          register: transaction.sites,
          kind: 'site',
          edit,
          ids: ports.ids,
          call,
          build: (fields, id, createdAt, before) => ({ ...fields, id, createdAt, code: before?.code ?? ports.ids.code() }),
        })
        if (edit.id === null) {
          const entity = requireEntity(transaction)
          issueSiteKey(transaction, entity, requireSite(transaction, saved.id), ports)
          issueKeysDocument(transaction, entity, ports)
        }
        return saved
      },
    },
  }
}

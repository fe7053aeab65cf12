import type { Handlers } from '../contract/handler.ts'
import { commandHandler } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import { mayRead } from '../person/reach.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import { requireSite } from '../site/site.handlers.ts'
import type { keyLifeContract } from './key-life.contract.ts'
import { requireKey } from './issued-keys.ts'
import { makeKey, secondForKeys } from './key-act.ts'
import { replaceEntityKey } from './entity-key-change.ts'
import { ceremonyOf } from './key-ceremony.ts'
import { keyOverview, replaceSiteKey, revokeKey, type KeyOverview } from './key-life.ts'

/** Handlers of the life of keys. */
export function keyLifeHandlers(ports: Ports): Pick<Handlers<typeof keyLifeContract>, 'keys.list' | 'keys.replaceSite' | 'keys.revoke' | 'keys.replaceEntity' | 'keys.ceremony'> {
  return {
    'keys.list': {
      read: (repositories, _input, call) => {
        const document = repositories.keys.documents.latest()
        if (document === null) throw new DomainError('not-found', { kind: 'keys' })
        const shown = keyOverview(repositories, ports.hash).filter(({ kind, owner }) => kind !== 'site' || mayRead(call.session.who, owner))
        const keys = shown.map((key) => ({ ...key, name: ownerName(repositories, key) }))
        const { needed, possible } = secondForKeys(repositories, call, ports)
        return { number: document.number, issuedAt: document.issuedAt, keys, second: { needed, possible: [...possible] } }
      },
    },
    'keys.replaceSite': {
      run: ({ site, reason, ...proof }, call) =>
        makeKey(call, proof, ports, (transaction) => {
          const { id } = replaceSiteKey(transaction, requireEntity(transaction), requireSite(transaction, site), ports)
          transaction.changed('site', site, null, { key: id })
          transaction.because(reason)
          return { key: id, value: { id } }
        }),
    },
    'keys.revoke': commandHandler({
      // A key in the wrong hands waits for nobody: one person is enough, with the passphrase again.
      prepare: (_repositories, { passphrase }, call) => ports.personKeys.confirm({ person: call.actor, passphrase }),
      commit: (transaction, { key, since, reason }) => {
        revokeKey(transaction, requireEntity(transaction), key, since, reason, ports)
        transaction.because(reason)
        return {}
      },
    }),
    'keys.replaceEntity': {
      run: ({ reason, ...proof }, call) =>
        makeKey(call, proof, ports, (transaction) => {
          const entity = requireEntity(transaction)
          const number = replaceEntityKey(transaction, entity, ports)
          transaction.because(reason)
          return { key: requireKey(transaction, 'entity', entity.id).id, value: { number } }
        }),
    },
    'keys.ceremony': {
      read: (repositories, { language, present, place }, call) => ({ document: ceremonyOf(repositories, { language, present, place }, call, ports) }),
    },
  }
}

function ownerName(repositories: Repositories, { kind, owner }: KeyOverview): string | null {
  if (kind === 'entity') return requireEntity(repositories).name
  return kind === 'site' ? (repositories.sites.find(owner)?.name ?? null) : (repositories.people.name(owner)?.name ?? null)
}

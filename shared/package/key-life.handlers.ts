import type { Call, Handlers } from '../contract/handler.ts'
import { commandHandler } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import { mayRead } from '../person/reach.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import { requireSite } from '../site/site.handlers.ts'
import type { keyLifeContract } from './key-life.contract.ts'
import { replaceEntityKey } from './entity-key-change.ts'
import { ceremonyOf } from './key-ceremony.ts'
import { keyOverview, replaceSiteKey, revokeKey, type KeyOverview } from './key-life.ts'

/**
 * What every act with the entity's key demands before it: the passphrase of who acts, again. The one place where a second person
 * would be asked for.
 * @throws wrong-sign-in, sign-in-delayed.
 */
async function requireKeyAct(call: Call, passphrase: string, ports: Pick<Ports, 'personKeys'>): Promise<void> {
  await ports.personKeys.confirm({ person: call.actor, passphrase })
}

/** Handlers of the life of keys. */
export function keyLifeHandlers(ports: Ports): Pick<Handlers<typeof keyLifeContract>, 'keys.list' | 'keys.replaceSite' | 'keys.revoke' | 'keys.replaceEntity' | 'keys.ceremony'> {
  return {
    'keys.list': {
      read: (repositories, _input, call) => {
        const document = repositories.keys.documents.latest()
        if (document === null) throw new DomainError('not-found', { kind: 'keys' })
        const shown = keyOverview(repositories, ports.hash).filter(({ kind, owner }) => kind !== 'site' || mayRead(call.session.who, owner))
        const keys = shown.map((key) => ({ ...key, name: ownerName(repositories, key) }))
        return { number: document.number, issuedAt: document.issuedAt, keys }
      },
    },
    'keys.replaceSite': commandHandler({
      prepare: (_repositories, { passphrase }, call) => requireKeyAct(call, passphrase, ports),
      commit: (transaction, { site, reason }) => {
        const { id } = replaceSiteKey(transaction, requireEntity(transaction), requireSite(transaction, site), ports)
        transaction.changed('site', site, null, { key: id })
        transaction.because(reason)
        return { id }
      },
    }),
    'keys.revoke': commandHandler({
      prepare: (_repositories, { passphrase }, call) => requireKeyAct(call, passphrase, ports),
      commit: (transaction, { key, since, reason }) => {
        revokeKey(transaction, requireEntity(transaction), key, since, reason, ports)
        transaction.because(reason)
        return {}
      },
    }),
    'keys.replaceEntity': commandHandler({
      prepare: (_repositories, { passphrase }, call) => requireKeyAct(call, passphrase, ports),
      commit: (transaction, { reason }) => {
        const number = replaceEntityKey(transaction, requireEntity(transaction), ports)
        transaction.because(reason)
        return { number }
      },
    }),
    'keys.ceremony': {
      read: (repositories, { language, present, place }, call) => ({ document: ceremonyOf(repositories, { language, present, place }, call, ports) }),
    },
  }
}

function ownerName(repositories: Repositories, { kind, owner }: KeyOverview): string | null {
  if (kind === 'entity') return requireEntity(repositories).name
  return kind === 'site' ? (repositories.sites.find(owner)?.name ?? null) : (repositories.people.name(owner)?.name ?? null)
}

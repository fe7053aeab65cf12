import type { Handlers } from '../contract/handler.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import type { Ports } from '../ports/ports.ts'
import { keyCardDocument } from '../report/key-card.ts'
import { requireKey } from './issued-keys.ts'
import { keyCard } from './key-card.ts'
import { knownKeyChanges, ownAnchor } from './known-entity-keys.ts'
import { keyFingerprint } from './ssh-key.ts'
import type { keysContract } from './keys.contract.ts'

/** Handlers that show the entity's public keys. */
export function keysHandlers(ports: Pick<Ports, 'hash' | 'ed25519'>): Handlers<typeof keysContract> {
  return {
    'keys.card': {
      read: (repositories, { language }, call) => {
        const entity = requireEntity(repositories)
        const ownSites = repositories.sites.list()
        const { anchor, entityFingerprint, sites } = keyCard(
          { code: entity.code, publicKey: requireKey(repositories, 'entity', entity.id).publicKey },
          ownSites.map(({ id, code, name }) => ({ code, name, publicKey: requireKey(repositories, 'site', id).publicKey })),
          ports.hash,
        )
        const before = knownKeyChanges(repositories, entity.code, ports).at(-1)
        const continues = before === undefined ? null : keyFingerprint(before.from, ports.hash)
        // The card is read at the plant, so it tells the plant's time.
        const zone = ownSites[0]?.zone ?? call.stamp.reading.zone
        const document = keyCardDocument({ entity: { code: entity.code, name: entity.name }, anchor, entityFingerprint, continues, sites, printedAt: call.stamp.reading.at, zone, mark: repositories.facts.kind === 'demo' ? 'demo' : null }, language)
        return { anchor, entityFingerprint, continues, sites: [...sites], document }
      },
    },
    'keys.anchor': { read: (repositories) => ({ anchor: ownAnchor(repositories) }) },
  }
}

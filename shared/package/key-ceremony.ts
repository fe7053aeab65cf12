import type { Call } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { ReportDocument } from '../report/document.ts'
import { keyCeremonyDocument } from '../report/key-ceremony.ts'
import { requireKey } from './issued-keys.ts'
import { keyCard } from './key-card.ts'
import { knownKeyChanges, type KeyChangePorts } from './known-entity-keys.ts'
import { keyFingerprint } from './ssh-key.ts'

/** The sheet of a key ceremony: the keys as they are now, and who was there as it was typed. @throws not-found */
export function ceremonyOf(
  repositories: Repositories,
  typed: { readonly language: 'en' | 'de'; readonly present: readonly string[]; readonly place: string },
  call: Call,
  ports: KeyChangePorts,
): ReportDocument {
  const entity = requireEntity(repositories)
  const sites = repositories.sites.list()
  const key = requireKey(repositories, 'entity', entity.id)
  const list = repositories.keys.documents.latest()
  if (list === null) throw new DomainError('not-found', { kind: 'keys' })
  const before = knownKeyChanges(repositories, entity.code, ports).at(-1)
  const card = keyCard(
    { code: entity.code, publicKey: key.publicKey },
    sites.map(({ id, code, name }) => ({ code, name, publicKey: requireKey(repositories, 'site', id).publicKey })),
    ports.hash,
  )
  return keyCeremonyDocument(
    {
      ...card,
      entity: { code: entity.code, name: entity.name },
      madeAt: key.from,
      continues: before === undefined ? null : { fingerprint: keyFingerprint(before.from, ports.hash), number: before.change.number },
      listNumber: list.number,
      present: typed.present,
      place: typed.place,
      printedAt: call.stamp.reading.at,
      zone: sites[0]?.zone ?? call.stamp.reading.zone,
      mark: repositories.facts.kind === 'demo' ? 'demo' : null,
    },
    typed.language,
  )
}

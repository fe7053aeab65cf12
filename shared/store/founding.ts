import type { Entity } from '../entity/entity.ts'
import { certifyPersonKey, issueEntityKey, issueKeysDocument, issueSiteKey, type KeyPorts } from '../package/issued-keys.ts'
import type { Person } from '../person/person.ts'
import { roles, type Grant } from '../person/roles.ts'
import type { Transaction } from '../ports/store.ts'
import type { Site } from '../site/site.ts'
import { asPicture } from '../register/register.ts'

/** What the first start knows. Everything but the person's name may be empty: it is flagged until stated. */
export interface FoundingInput {
  readonly person: string
  readonly personName: string
  readonly personPublicKey: Uint8Array
  readonly entityName: string
  readonly siteName: string
  readonly zone: string
  readonly language: 'en' | 'de'
}

/** The person who starts a store alone holds every role, the right to report included. */
const founderGrants: readonly Grant[] = roles.map((role) => ({ role, site: null }))

/**
 * Fills a new store with its entity, first site, first person and all their keys, in one transaction.
 * Codes are made here and never change; country is `XX` and the registration number `null` until stated.
 */
export function foundStore(transaction: Transaction, input: FoundingInput, ports: KeyPorts): { entity: Entity; site: Site; person: Person } {
  const at = transaction.stamp.reading.at
  const history = { at, actor: input.person, reason: null }
  const entity: Entity = {
    id: ports.ids.id(),
    code: ports.ids.code(),
    name: input.entityName,
    country: 'XX',
    registrationNumber: null,
    address: '',
    sector: '',
    class: 'unknown',
    memberStates: [],
    profile: 'eu',
    createdAt: at,
  }
  const site: Site = {
    id: ports.ids.id(),
    code: ports.ids.code(),
    name: input.siteName === '' ? defaultSiteName[input.language] : input.siteName,
    country: 'XX',
    address: '',
    zone: input.zone,
    courierMinutes: 60,
    createdAt: at,
  }
  const person: Person = { id: input.person, code: ports.ids.code(), function: '', grants: [...founderGrants], createdAt: at, validUntil: null, endedAt: null }
  transaction.entity.save(entity, history)
  transaction.changed('entity', entity.id, null, asPicture(entity))
  transaction.sites.save(site, history)
  transaction.changed('site', site.id, null, asPicture(site))
  transaction.people.save(person)
  transaction.people.saveName({ person: person.id, name: input.personName, phone: '', email: '', badge: '' })
  transaction.changed('person', person.id, null, asPicture(person))
  issueEntityKey(transaction, entity, ports)
  issueSiteKey(transaction, entity, site, ports)
  certifyPersonKey(transaction, entity, person, input.personPublicKey, ports)
  issueKeysDocument(transaction, entity, ports)
  return { entity, site, person }
}

/** A name to start with; renaming is flagged as open until somebody does it. */
export const defaultSiteName = { en: 'Plant 1', de: 'Werk 1' } as const

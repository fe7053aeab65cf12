import type { Entity } from '../entity/entity.ts'
import type { Transaction } from '../ports/store.ts'
import { issueEntityKey, issueKeysDocument, nextListNumber, recertify, requireEntitySeed, requireKey, requireSeed, type KeyPorts } from './issued-keys.ts'
import { answerAnew } from './give-certificate.ts'
import { signKeyChange } from './key-change.ts'
import { endKey } from './key-life.ts'
import { knownKeyChanges } from './known-entity-keys.ts'

/**
 * Gives the entity another key: announced by a statement that the old and the new one sign, after which the new one certifies every key in use
 * and signs the next list of keys. What the old one certified stays genuine; the record forgets how to sign with it.
 * @returns number of the change.
 * @throws not-found; entity-key-elsewhere.
 */
export function replaceEntityKey(transaction: Transaction, entity: Entity, ports: KeyPorts): number {
  const old = requireKey(transaction, 'entity', entity.id)
  const oldSeed = requireEntitySeed(transaction, entity)
  const inUse = transaction.keys.list().filter((key) => key.kind !== 'entity' && key.to === null && key.revokedAt === null)
  const next = issueEntityKey(transaction, entity, ports)
  const changes = knownKeyChanges(transaction, entity.code, ports)
  const number = changes.length + 1
  const changedAt = transaction.stamp.reading.at
  const signed = signKeyChange(
    { entity: entity.code, number, previous: changes.at(-1)?.sha256 ?? null, changedAt, keys: nextListNumber(transaction) },
    { from: oldSeed, to: requireSeed(next) },
    ports,
  )
  transaction.keyChanges.add({ entity: entity.code, number, ...signed, recordedAt: changedAt, actor: transaction.stamp.actor })
  for (const key of inUse) recertify(transaction, entity, key, ports)
  endKey(transaction, old)
  issueKeysDocument(transaction, entity, ports)
  answerAnew(transaction, entity, { from: oldSeed, to: requireSeed(next) }, ports)
  return number
}

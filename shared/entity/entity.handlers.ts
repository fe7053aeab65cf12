import { DomainError } from '../contract/error.ts'
import type { Handlers } from '../contract/handler.ts'
import { pinOf } from '../incident/incident-deadlines.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import { asPicture, removeRegisterRecord, saveRegisterRecord } from '../register/register.ts'
import type { entityContract } from './entity.contract.ts'
import type { Entity } from './entity.ts'

/**
 * The entity of this store.
 * @throws not-found in a store that was never set up, which only a torn creation leaves behind; opening mends it.
 */
export function requireEntity(repositories: Repositories): Entity {
  const entity = repositories.entity.get()
  if (entity === null) throw new DomainError('not-found', { kind: 'entity' })
  return entity
}

/** Handlers of the entity and its reporting contacts. */
export function entityHandlers(ports: Pick<Ports, 'ids' | 'assets'>): Handlers<typeof entityContract> {
  return {
    'entity.get': { read: (repositories) => requireEntity(repositories) },
    'entity.save': {
      commit: (transaction, input, call) => {
        const before = requireEntity(transaction)
        // Without its profile no incident could be recorded, so the mistake is told here and not at three in the morning.
        if (input.profile !== before.profile) pinOf(input.profile, ports.assets)
        const after: Entity = { ...before, ...input }
        transaction.entity.save(after, { at: call.stamp.reading.at, actor: call.actor, reason: null })
        transaction.changed('entity', before.id, asPicture(before), asPicture(after))
        return {}
      },
    },
    'recipients.list': { read: (repositories) => ({ recipients: [...repositories.recipients.list()] }) },
    'recipients.save': {
      commit: (transaction, edit, call) =>
        saveRegisterRecord({
          transaction,
          register: transaction.recipients,
          kind: 'recipient',
          edit,
          ids: ports.ids,
          call,
          build: (fields, id, createdAt) => ({ ...fields, id, createdAt }),
        }),
    },
    'recipients.remove': {
      commit: (transaction, { id, reason }, call) =>
        removeRegisterRecord({ transaction, register: transaction.recipients, kind: 'recipient', id, reason, call }),
    },
  }
}

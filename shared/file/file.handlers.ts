import type { Call, Handlers } from '../contract/handler.ts'
import { fromBase64, toBase64 } from '../package/base64.ts'
import type { Permission } from '../person/permission.ts'
import { isPermitted } from '../person/roles.ts'
import type { Ports } from '../ports/ports.ts'
import { DomainError } from '../contract/error.ts'
import type { fileContract } from './file.contract.ts'
import { attachmentLimit } from './file.ts'

function requirePermission({ session: { who } }: Call, permission: Permission): void {
  if (who.kind !== 'person' || !isPermitted(who.grants, permission, null)) throw new DomainError('not-permitted', { needs: permission })
}

/** Handlers that take bytes in and give them out, 1 MiB at a time. */
export function fileHandlers(ports: Pick<Ports, 'staging' | 'space'>): Handlers<typeof fileContract> {
  const { staging } = ports
  let last: Promise<unknown> = Promise.resolve()

  /** Pieces follow each other in the order in which they came, though each waits for a look at the disk. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }

  return {
    'files.begin': {
      run: async ({ name, mediaType, size, purpose }, call) => {
        // Attachments are staged in the store itself: who may only read must not be able to fill it.
        if (purpose === 'attachment') requirePermission(call, 'incident.write')
        if (purpose === 'attachment' && size > attachmentLimit) throw new DomainError('too-large', { limit: attachmentLimit })
        await ports.space.require(size)
        return { file: staging.begin({ session: call.session.id, owner: call.actor, name, mediaType, size, purpose }) }
      },
    },
    'files.append': {
      run: async ({ file, index, bytes }, call) => {
        const raw = fromBase64(bytes)
        if (raw === null) throw new DomainError('invalid-input', { fields: ['bytes'] })
        const staged = { staged: file, owner: call.actor }
        staging.info(staged)
        return inTurn(async () => {
          // Looked at again for each piece: there was room for each of many files that were begun, and there is not for all of them.
          await ports.space.require(raw.length).catch((error: unknown) => {
            staging.drop(staged)
            throw error
          })
          staging.append({ ...staged, index, bytes: raw })
          return {}
        })
      },
    },
    'files.finish': { run: ({ file }, call) => staging.finish({ staged: file, owner: call.actor }) },
    'files.info': { run: ({ file }, call) => staging.info({ staged: file, owner: call.actor }) },
    'files.read': { run: ({ file, index }, call) => ({ bytes: toBase64(staging.read({ staged: file, owner: call.actor, index })) }) },
    'files.drop': {
      run: ({ file }, call) => {
        staging.drop({ staged: file, owner: call.actor })
        return {}
      },
    },
  }
}

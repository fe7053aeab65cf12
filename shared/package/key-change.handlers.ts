import { commandHandler, type Handlers } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import { anchorLine, parsePastedAnchors, type Anchor } from './allowed-signers.ts'
import { carryKeyFile } from './carry-key-file.ts'
import { PackageFault } from './fault.ts'
import { followKeyChanges, keyChangeFiles, readKeyChanges, type KeyChanges, type ReadKeyChange } from './key-change.ts'
import { keyFileBytes } from './key-file.ts'
import type { keyLifeContract } from './key-life.contract.ts'
import type { KeysJson } from './keys-json.ts'
import { chainKeys, knownKeyChanges, ownAnchor } from './known-entity-keys.ts'
import { learnKeys, seenKeys } from './received-memory.ts'
import { keyFingerprint } from './ssh-key.ts'

/** A change that may be taken over, seen from what is trusted here. */
interface FollowedChange {
  /** The trusted key it starts from. */
  readonly from: Uint8Array
  readonly next: readonly ReadKeyChange[]
}

/** Handlers that carry out a change of this entity's key and take over one of another's. */
export function keyChangeHandlers(ports: Ports): Pick<Handlers<typeof keyLifeContract>, 'keys.carryList' | 'keyChange.look' | 'keyChange.learn' | 'keyChange.accept'> {
  async function read(staged: string, owner: string): Promise<KeyChanges> {
    // Only whoever brought the file may look at it.
    ports.staging.info({ staged, owner })
    const zip = await ports.work.readKeyFile(staged)
    if ('fault' in zip) throw new PackageFault(zip.fault.code, zip.fault.subject)
    return readKeyChanges(zip.files, ports)
  }

  function follow(repositories: Repositories, file: KeyChanges, anchors: string): FollowedChange {
    const accepted = knownKeyChanges(repositories, file.entity, ports)
    const own = requireEntity(repositories)
    // Of its own key a record learns from nobody.
    if (file.entity === own.code) throw new PackageFault('replayed', file.entity)
    const given = pastedAnchors(anchors).filter(({ entity }) => entity === file.entity)
    return followKeyChanges(file, { trusted: [...chainKeys(accepted), ...given.map(({ publicKey }) => publicKey)], accepted, seen: seenKeys(repositories, file.entity) })
  }

  return {
    'keys.carryList': {
      run: async ({ place: id, reason }, call) => {
        const { name, bytes } = call.read((repositories) => {
          const { code } = requireEntity(repositories)
          const changes = knownKeyChanges(repositories, code, ports)
          const document = repositories.keys.documents.latest()
          if (document === null) throw new DomainError('not-found', { kind: 'keys' })
          const { name: fileName, files } = keyChangeFiles(code, changes, document, ownAnchor(repositories))
          return { name: fileName, bytes: keyFileBytes(files, ports.hash) }
        })
        return { transfer: await carryKeyFile({ name, bytes, place: id, reason }, call, ports), name }
      },
    },
    'keyChange.look': {
      run: async ({ file, anchors }, call) => {
        try {
          const changes = await read(file, call.actor)
          const { from, next } = ports.store.read((repositories) => follow(repositories, changes, anchors))
          return { fault: null, list: listOf(changes.keys), change: next.length === 0 ? null : changeOf(changes, from, ports) }
        } catch (error) {
          if (error instanceof PackageFault) return { fault: { code: error.code, subject: error.subject }, list: null, change: null }
          throw error
        }
      },
    },
    'keyChange.learn': commandHandler({
      prepare: async (_repositories, { file }, call) => asRefusal(() => read(file, call.actor)),
      commit: (transaction, { anchors }, _call, changes) => {
        const { next } = requireFollowed(() => follow(transaction, changes, anchors))
        // A new key is another act.
        if (next.length > 0) throw new DomainError('conflict', { kind: 'key-change' })
        learnKeys(transaction, changes.keys)
        transaction.changed('key-list', changes.entity, null, { number: changes.keys.number })
        return { number: changes.keys.number }
      },
    }),
    'keyChange.accept': commandHandler({
      prepare: async (_repositories, { file }, call) => asRefusal(() => read(file, call.actor)),
      commit: (transaction, { anchors, to }, call, changes) => {
        const { next } = requireFollowed(() => follow(transaction, changes, anchors))
        const fingerprint = keyFingerprint(changes.newest, ports.hash)
        if (fingerprint !== to || next.length === 0) throw new DomainError('conflict', { kind: 'key-change' })
        for (const { change, text, oldSignature, newSignature } of next) {
          transaction.keyChanges.add({ entity: change.entity, number: change.number, text, oldSignature, newSignature, recordedAt: transaction.stamp.reading.at, actor: call.actor })
        }
        learnKeys(transaction, changes.keys)
        transaction.changed('key-change', changes.entity, null, { to: fingerprint, number: changes.changes.length })
        return { anchor: anchorLine({ entity: changes.entity, publicKey: changes.newest, comment: '' }) }
      },
    }),
  }
}

/** What a list says, short enough to read: its number, and which keys are not trusted any more. */
function listOf(keys: KeysJson) {
  const revoked = new Map(keys.keys.flatMap(({ principal, fingerprint, revokedAt, reason }) => (revokedAt === null ? [] : [[fingerprint, { principal, fingerprint, since: revokedAt, reason }] as const])))
  return { entity: keys.entity, number: keys.number, issuedAt: keys.issuedAt, revoked: [...revoked.values()] }
}

function changeOf({ entity, newest, changes }: KeyChanges, from: Uint8Array, ports: Pick<Ports, 'hash'>) {
  const last = changes.at(-1)
  if (last === undefined) throw new PackageFault('key-change-invalid')
  const { number, changedAt } = last.change
  return { entity, from: keyFingerprint(from, ports.hash), to: keyFingerprint(newest, ports.hash), number, changedAt, anchor: anchorLine({ entity, publicKey: newest, comment: '' }) }
}

/** Lines of key cards as pasted; anything else is told, not guessed. @throws invalid-input */
function pastedAnchors(text: string): Anchor[] {
  try {
    return parsePastedAnchors(text)
  } catch {
    throw new DomainError('invalid-input', { fields: ['anchors'] })
  }
}

async function asRefusal<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw refusalOf(error)
  }
}

function requireFollowed<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw refusalOf(error)
  }
}

/** What the screen showed before no longer holds, or somebody left the screen out. */
function refusalOf(error: unknown): unknown {
  return error instanceof PackageFault ? new DomainError('conflict', { kind: 'key-change', fault: error.code }) : error
}

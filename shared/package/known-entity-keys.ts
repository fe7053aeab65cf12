import type { Ed25519, Hash } from '../ports/crypto.ts'
import type { Repositories } from '../ports/repositories.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import { anchorLine, parseAnchors, type Anchor } from './allowed-signers.ts'
import { equalBytes, toHex } from './bytes.ts'
import { requireKey } from './issued-keys.ts'
import { readKeyChange, type ReadKeyChange } from './key-change.ts'
import { keyFingerprint } from './ssh-key.ts'
import type { ReplacedKey } from './verify.ts'

/** What judging changes of keys needs. */
export interface KeyChangePorts {
  readonly hash: Pick<Hash, 'sha256' | 'sha512'>
  readonly ed25519: Pick<Ed25519, 'verify'>
}

/** Changes of an entity's key that this record knows: its own, or accepted ones. Each is judged again when it is read. */
export function knownKeyChanges(repositories: Repositories, entity: string, ports: KeyChangePorts): ReadKeyChange[] {
  return repositories.keyChanges.list(entity).map((record) => readKeyChange(record, `changes/${String(record.number)}`, ports))
}

/** The line a recipient keeps of this entity. After a change of its key: that of the new one. */
export function ownAnchor(repositories: Repositories): string {
  const entity = requireEntity(repositories)
  return anchorLine({ entity: entity.code, publicKey: requireKey(repositories, 'entity', entity.id).publicKey, comment: '' })
}

/** Anchors to judge by, and which of their keys were replaced. */
export interface EntityTrust {
  readonly anchors: readonly string[]
  readonly replaced: readonly ReplacedKey[]
}

/**
 * Follows accepted changes from each given anchor: who trusts one key of a chain trusts all of it, each for what it signed while it was the
 * entity's.
 */
export function followedTrust(repositories: Repositories, lines: readonly string[], ports: KeyChangePorts): EntityTrust {
  const anchors = new Map(parseAnchors(lines.join('\n')).map((anchor) => [idOf(anchor), anchor]))
  const replaced: ReplacedKey[] = []
  for (const entity of new Set([...anchors.values()].map((anchor) => anchor.entity))) {
    const changes = knownKeyChanges(repositories, entity, ports)
    const keys = chainKeys(changes)
    if (!keys.some((publicKey) => anchors.has(idOf({ entity, publicKey })))) continue
    for (const publicKey of keys) anchors.set(idOf({ entity, publicKey }), { entity, publicKey, comment: '' })
    replaced.push(...changes.map(({ from, change }) => ({ entity, fingerprint: keyFingerprint(from, ports.hash), before: change.keys })))
  }
  return { anchors: [...anchors.values()].map(anchorLine), replaced }
}

/** All keys of a chain of changes, oldest first. */
export function chainKeys(changes: readonly ReadKeyChange[]): readonly Uint8Array[] {
  const [first] = changes
  return first === undefined ? [] : [first.from, ...changes.map(({ to }) => to)]
}

/** Whether two keys of one entity belong to one chain of accepted changes. */
export function isOneChain(a: Uint8Array, b: Uint8Array, changes: readonly ReadKeyChange[]): boolean {
  const keys = chainKeys(changes)
  return [a, b].every((key) => keys.some((one) => equalBytes(one, key)))
}

function idOf({ entity, publicKey }: Pick<Anchor, 'entity' | 'publicKey'>): string {
  return `${entity} ${toHex(publicKey)}`
}

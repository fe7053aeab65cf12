import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'
import { canonicalJson, type JsonValue } from './canonical-json.ts'
import { utf8 } from './bytes.ts'
import { parseKeysJson, type KeysJson } from './keys-json.ts'
import { receivedMemorySchema, remember, type ReceivedMemory, type Verdict } from './verdict.ts'

/** What this store remembers of the packages of some entities. Of its own entity it knows the newest list of keys itself. */
export function memoryOf(repositories: Repositories, entities: readonly string[]): ReceivedMemory[] {
  const own = ownKeys(repositories)
  return entities.flatMap((entity) => {
    const memory = readMemory(repositories, entity)
    if (own?.entity !== entity) return memory === null ? [] : [memory]
    const keys = memory === null || memory.keys === null || memory.keys.number <= own.number ? own : memory.keys
    return [{ v: 1, entity, packages: memory?.packages ?? [], keys }]
  })
}

function ownKeys(repositories: Repositories): KeysJson | null {
  const document = repositories.keys.documents.latest()
  return document === null ? null : parseKeysJson(utf8(document.text))
}

/** Remembers an accepted package and the highest list of keys; does nothing for any other verdict. */
export function learn(transaction: Transaction, verdict: Verdict): void {
  if (verdict.received === null) return
  const { entity } = verdict.received
  const after = remember(readMemory(transaction, entity), verdict)
  if (after !== null) transaction.received.save(entity, canonicalJson(after as unknown as JsonValue))
}

/** Number of the highest list of keys that was seen of an entity; `null`: none. */
export function seenKeys(repositories: Repositories, entity: string): number | null {
  return readMemory(repositories, entity)?.keys?.number ?? null
}

/** Remembers a list of keys that came without a package, when it is newer than the one that is known. */
export function learnKeys(transaction: Transaction, keys: KeysJson): void {
  const before = readMemory(transaction, keys.entity)
  if (before !== null && before.keys !== null && before.keys.number >= keys.number) return
  const after: ReceivedMemory = { v: 1, entity: keys.entity, packages: before?.packages ?? [], keys }
  transaction.received.save(keys.entity, canonicalJson(after as unknown as JsonValue))
}

function readMemory(repositories: Repositories, entity: string): ReceivedMemory | null {
  const text = repositories.received.find(entity)
  return text === null ? null : receivedMemorySchema.parse(JSON.parse(text))
}

import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'
import { canonicalJson, type JsonValue } from './canonical-json.ts'
import { receivedMemorySchema, remember, type ReceivedMemory, type Verdict } from './verdict.ts'

/** What this store remembers of the packages of some entities. */
export function memoryOf(repositories: Repositories, entities: readonly string[]): ReceivedMemory[] {
  return entities.flatMap((entity) => {
    const memory = readMemory(repositories, entity)
    return memory === null ? [] : [memory]
  })
}

/** Remembers an accepted package and the highest list of keys; does nothing for any other verdict. */
export function learn(transaction: Transaction, verdict: Verdict): void {
  if (verdict.received === null) return
  const { entity } = verdict.received
  const after = remember(readMemory(transaction, entity), verdict)
  if (after !== null) transaction.received.save(entity, canonicalJson(after as unknown as JsonValue))
}

function readMemory(repositories: Repositories, entity: string): ReceivedMemory | null {
  const text = repositories.received.find(entity)
  return text === null ? null : receivedMemorySchema.parse(JSON.parse(text))
}

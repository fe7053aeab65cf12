import { toBase32 } from '../../shared/package/base32.ts'
import type { Random } from '../../shared/ports/crypto.ts'
import type { Ids } from '../../shared/ports/ids.ts'

/** New identifiers drawn from a source of random bytes. */
export function createIds(random: Random): Ids {
  return {
    id: () => toBase32(random.bytes(16)),
    // 10 characters hold 50 bits; the surplus of the seventh byte is cut off.
    code: () => toBase32(random.bytes(7)).slice(0, 10),
  }
}

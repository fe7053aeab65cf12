import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Random } from '../../shared/ports/crypto.ts'
import type { Pins } from '../../shared/ports/person-keys.ts'

/** Wrong tries after which a PIN is gone and the passphrase is needed. */
export const pinTries = 5

/** The PINs of one opening of the store. */
export interface PinBox extends Pins {
  /** The person signed in by passphrase: wrong tries begin anew. */
  renew(person: string): void
}

interface Kept {
  readonly mac: Buffer
  wrong: number
}

/**
 * PINs in memory, as HMAC-SHA256 under a key drawn for this opening: they open nothing, and a copy of the store's folder holds no trace of
 * them. Six digits are only worth something because five wrong tries end them.
 */
export function createPins(random: Random): PinBox {
  const key = random.bytes(32)
  const kept = new Map<string, Kept>()

  function macOf(person: string, pin: string): Buffer {
    return createHmac('sha256', key).update(`${person} ${pin}`).digest()
  }

  return {
    set(person, pin) {
      kept.set(person, { mac: macOf(person, pin), wrong: 0 })
    },
    check(person, pin) {
      const entry = person === null ? undefined : kept.get(person)
      // Compared in any case, so that a person without a PIN takes no less time.
      const mac = macOf(person ?? '', pin)
      const isRight = timingSafeEqual(mac, entry?.mac ?? Buffer.alloc(mac.length)) && entry !== undefined
      if (entry === undefined) return false
      entry.wrong = isRight ? 0 : entry.wrong + 1
      if (entry.wrong >= pinTries && person !== null) kept.delete(person)
      return isRight
    },
    renew(person) {
      const entry = kept.get(person)
      if (entry !== undefined) entry.wrong = 0
    },
    remove(person) {
      kept.delete(person)
    },
    persons: () => [...kept.keys()],
  }
}

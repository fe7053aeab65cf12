import { createHash } from 'node:crypto'
import { createIds } from '../../electron/core/ids.ts'
import { createKeyDerivation, type KeyDerivation } from '../../electron/core/key-derivation.ts'
import type { Clock, ClockReading } from '../../shared/ports/clock.ts'
import type { Random } from '../../shared/ports/crypto.ts'
import type { Ids } from '../../shared/ports/ids.ts'

/** Bytes that look random and are the same for the same seed: SHA-256 of seed and counter. */
export function fixedRandom(seed: string): Random {
  let counter = 0
  let rest = Buffer.alloc(0)
  return {
    bytes(length) {
      while (rest.length < length) {
        counter += 1
        rest = Buffer.concat([rest, createHash('sha256').update(`${seed} ${String(counter)}`).digest()])
      }
      const taken = new Uint8Array(rest.subarray(0, length))
      rest = rest.subarray(length)
      return taken
    },
  }
}

/** Ids that are the same for the same seed. */
export function fixedIds(seed: string): Ids {
  return createIds(fixedRandom(`ids ${seed}`))
}

/** A clock that a test moves. */
export interface FixedClock extends Clock {
  /** Moves wall and uptime forward by milliseconds. */
  advance(milliseconds: number): void
  /** Sets the wall alone, as a person or a radio clock does. */
  setWall(at: number): void
  /** Goes to an instant as time does: wall and uptime together. */
  goTo(at: number): void
  change(reading: Partial<ClockReading>): void
}

/** 2026-11-23 07:00 UTC, a Monday. */
export const firstInstant = Date.UTC(2026, 10, 23, 7, 0, 0)

/** @param step milliseconds that pass with each reading, so that no two rows have the same time unless a test wants it. */
export function fixedClock(at: number = firstInstant, step = 0): FixedClock {
  let reading: ClockReading = { at, offset: 60, zone: 'Europe/Berlin', bootId: '00000000-0000-4000-8000-000000000001', uptime: 3_600_000 }
  const move = (milliseconds: number): void => {
    reading = { ...reading, at: reading.at + milliseconds, uptime: reading.uptime + milliseconds }
  }
  return {
    read() {
      const now = reading
      move(step)
      return now
    },
    advance: move,
    setWall(instant) {
      reading = { ...reading, at: instant }
    },
    goTo(instant) {
      move(instant - reading.at)
    },
    change(changes) {
      reading = { ...reading, ...changes }
    },
  }
}

/** A cost that takes a millisecond. The product refuses a keyring of this cost, so no test store can be mistaken for a real one. */
export const weakKeyDerivation: KeyDerivation = createKeyDerivation({ name: 'scrypt', n: 1024, r: 8, p: 1 })

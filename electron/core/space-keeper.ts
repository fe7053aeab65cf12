import { statfs } from 'node:fs/promises'
import { DomainError, type ErrorCode } from '../../shared/contract/error.ts'
import type { Space } from '../../shared/ports/space.ts'
import { hasRoom, mayReserve, spaceLevel, type SpaceRule } from '../../shared/space/space-rule.ts'
import type { Ballast } from './ballast.ts'

/** Watches the room on the disk of the record and keeps the reserve. */
export interface SpaceKeeper extends Space {
  /** Gives up the reserve, in the middle of a write. @returns whether there was any. */
  makeRoom(): boolean
  /** From now on the reserve is made whenever there is room for it. */
  watch(): void
  /** The store closes: nothing more is made. What lies there stays for the next time. */
  unwatch(): Promise<void>
}

/** What keeping the room needs. */
export interface SpaceParts {
  /** Folder of the record. */
  readonly folder: string
  readonly rule: SpaceRule
  readonly ballast: Ballast
  /** Why the record is not written now, or `null`. Tries again where that is due. */
  readonly writing: () => ErrorCode | null
  /** Milliseconds from opening to the first look: a start shows the record first. */
  readonly firstLookAfter: number
}

const lookEvery = 60_000

/** Makes the keeper; it does nothing before `watch` but answer. */
export function createSpaceKeeper({ folder, rule, ballast, writing, firstLookAfter }: SpaceParts): SpaceKeeper {
  let given = false
  let timer: NodeJS.Timeout | null = null

  async function free(): Promise<number | null> {
    try {
      const { bavail, bsize } = await statfs(folder)
      const bytes = bavail * bsize
      return Number.isSafeInteger(bytes) ? bytes : null
    } catch {
      return null
    }
  }

  /** Puts the reserve aside where there is room for it. */
  async function reserve(freeBytes: number | null): Promise<void> {
    if (timer === null || !mayReserve(freeBytes, rule)) return
    if (await ballast.make()) given = false
  }

  function lookIn(milliseconds: number): void {
    timer = setTimeout(() => {
      void free()
        .then(reserve)
        .finally(() => {
          if (timer !== null) lookIn(lookEvery)
        })
    }, milliseconds)
    timer.unref()
  }

  return {
    async look() {
      const freeBytes = await free()
      // Not waited for: it may take seconds on a slow disk, and the next look tells of it.
      void reserve(freeBytes)
      return { freeBytes, level: spaceLevel(freeBytes, given, rule), writing: writing() }
    },
    async require(bytes) {
      const freeBytes = await free()
      if (!hasRoom(freeBytes, bytes, rule)) throw new DomainError('space-low', { free: freeBytes, needed: bytes + rule.refuseBelow.bytes })
    },
    makeRoom() {
      if (!ballast.release()) return false
      given = true
      return true
    },
    watch() {
      if (timer === null) lookIn(firstLookAfter)
    },
    async unwatch() {
      if (timer !== null) clearTimeout(timer)
      timer = null
      await ballast.stop()
    },
  }
}

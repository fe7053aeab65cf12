import { lstatSync, rmSync, truncateSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { Random } from '../../shared/ports/crypto.ts'

/** A file that only takes up room, so that there is some to give up when the disk is full. */
export interface Ballast {
  /** Whether the whole of it lies there. */
  isHeld(): boolean
  /** Makes it, unless it is there. Never throws: without it the record works as before. @returns whether it is held. */
  make(): Promise<boolean>
  /** Gives up its room at once. @returns whether there was any. */
  release(): boolean
  /** Stops making it and waits until nothing of a half-made one is left. */
  stop(): Promise<void>
}

const pieceSize = 1_048_576

/**
 * A ballast of real blocks. It is written from random bytes, because file systems that compress or keep holes would give no room back
 * for zeros.
 * @param size bytes. @param mode permission bits.
 */
export function createBallast(path: string, size: number, mode: number, random: Random): Ballast {
  const unfinished = `${path}.part`
  let making: Promise<boolean> | null = null
  let stopped = false

  function isHeld(): boolean {
    return ownSize(path) === size
  }

  async function write(): Promise<boolean> {
    try {
      await rm(unfinished, { force: true })
      const handle = await open(unfinished, 'wx', mode)
      try {
        for (let at = 0; at < size && !stopped; ) {
          const piece = random.bytes(Math.min(pieceSize, size - at))
          for (let done = 0; done < piece.length; ) done += (await handle.write(piece, done)).bytesWritten
          at += piece.length
        }
        if (!stopped) await handle.sync()
      } finally {
        await handle.close()
      }
      if (!stopped) await rename(unfinished, path)
    } catch {
      // No room for it, or a disk that refuses: it is made another time.
    }
    await rm(unfinished, { force: true }).catch(() => undefined)
    return isHeld()
  }

  return {
    isHeld,
    make() {
      if (isHeld()) return Promise.resolve(true)
      stopped = false
      making ??= write().finally(() => {
        making = null
      })
      return making
    },
    release() {
      stopped = true
      const given = [path, unfinished].map(giveUp)
      return given.includes(true)
    },
    async stop() {
      stopped = true
      await making
    },
  }
}

/** Bytes of the file itself: a link under its name leads to what is not ours to give up. */
function ownSize(path: string): number {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return found?.isFile() === true ? found.size : 0
}

/** Takes a file's room away even where a full disk cannot remove a name. @returns whether it had any. */
function giveUp(path: string): boolean {
  try {
    if (ownSize(path) === 0) return false
    truncateSync(path, 0)
    rmSync(path, { force: true })
    return true
  } catch {
    return false
  }
}

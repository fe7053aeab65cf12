/**
 * One build at a time in a tree: two at once would swap each other's half-made files into dist/.
 */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const patience = 5 * 60_000
const pause = 200

/** True while the process that wrote the lock still runs. Signal 0 asks without sending anything. */
function holderLives(file: string): boolean {
  const holder = Number(readFileSync(file, 'utf8'))
  // An empty file was created a moment ago by somebody who is about to write a number into it.
  if (!Number.isInteger(holder) || holder <= 0) return true
  try {
    process.kill(holder, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Runs `work` while holding dist/.building; waits for another build, takes over from a dead one. */
export async function withBuildLock<T>(dist: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dist, { recursive: true })
  const file = join(dist, '.building')
  const end = Date.now() + patience
  for (;;) {
    try {
      const handle = openSync(file, 'wx')
      writeSync(handle, String(process.pid))
      closeSync(handle)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    let abandoned = Date.now() > end
    try {
      abandoned ||= !holderLives(file)
    } catch {
      // Gone between the two looks: try again at once.
      continue
    }
    if (abandoned) rmSync(file, { force: true })
    else await delay(pause)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

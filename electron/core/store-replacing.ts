import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { asStoreFault, syncFolder, writeDurably } from './durable-file.ts'
import { stampOf } from './store-files.ts'
import type { StoreLayout } from './store-place.ts'

/**
 * Puts a restored store, or one under a new key, in place of the present files so that a power cut at any moment leaves the one or the other.
 * The new files are put together in a folder beside; one rename of that folder decides. From then on the rest is only moving files, and whoever
 * comes next finishes it before anything is opened. The present files go to a folder `replaced-<time>`, which nothing
 * deletes, or after a change of key to `rekeyed-<time>`, which goes once a verified backup of the new pair exists (earlier-keys.ts).
 */

/** What a finished folder of restored files says about itself. */
const planName = 'restore.json'
const planSchema = z.looseObject({ v: z.literal(1), replaced: z.string().regex(/^(?:replaced|rekeyed)-[0-9TZ-]+$/) })

/** Names of the restored files; those of the same name make room for them. The store comes last: it is what makes a place a record. */
function restoredNames(layout: StoreLayout): string[] {
  return [layout.keyring, layout.keyringCopy, layout.store].map((path) => basename(path))
}
/** What SQLite keeps beside a store that was not closed in order: without it the set-aside store would lack its last commits. */
const sideFiles = ['-wal', '-shm', '-journal'] as const

/** Told before each step on disk, so that a test can cut the power there. */
export type StepWatch = (step: string) => void

/** What the folder is called in which the present files are put aside: by a restore for good, by a change of key until a backup stands. */
export type AsideKind = 'replaced' | 'rekeyed'

/** A name for the folder of the present files that is still free. @param at UTC ms. */
export function replacedName(layout: StoreLayout, at: number, kind: AsideKind = 'replaced'): string {
  const name = `${kind}-${stampOf(at)}`
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${String(number)}`
    if (!existsSync(join(layout.folder, candidate))) return candidate
  }
}

/** Whether present files would have to make room. */
export function hasPresentFiles(layout: StoreLayout): boolean {
  return restoredNames(layout).some((name) => existsSync(join(layout.folder, name)))
}

/** Decides: the folder in which everything was put together and synced gets the name that says so. @throws store-read-only, store-full. */
export function decideReplacing(layout: StoreLayout, replaced: string, reached: StepWatch): void {
  try {
    writeDurably(join(layout.restoring, planName), Buffer.from(`${JSON.stringify({ v: 1, replaced })}\n`, 'utf8'), 0o660)
    syncFolder(layout.restoring)
    reached('decide')
    renameSync(layout.restoring, layout.restored)
    syncFolder(layout.folder)
    reached('decided')
  } catch (error) {
    throw asStoreFault(error)
  }
}

/** Whether a restore was decided and not finished. */
export function isReplacingUnfinished(layout: StoreLayout): boolean {
  return existsSync(layout.restored)
}

/** Takes away what a restore left that was cut off before it was decided: a copy of a backup, which is still where it was. */
export function clearUndecided(layout: StoreLayout): void {
  rmSync(layout.restoring, { recursive: true, force: true })
}

/**
 * Finishes a restore that was decided, from wherever it was cut off. The store must be held and closed.
 * @throws store-read-only, store-full; it can be called again then.
 */
export function finishReplacing(layout: StoreLayout, reached: StepWatch = () => undefined): void {
  if (!isReplacingUnfinished(layout)) return
  try {
    const replaced = join(layout.folder, plannedName(layout))
    const waiting = restoredNames(layout).map((name) => ({ name, from: join(layout.restored, name), to: join(layout.folder, name) }))
    // What lies beside a store belongs to it: as long as the restored one waits, that is the present one.
    if (existsSync(join(layout.restored, basename(layout.store)))) {
      for (const side of sideFiles) moveAside(`${layout.store}${side}`, replaced, reached)
    }
    for (const { name, from, to } of waiting) {
      // Where the restored file has gone already, the present one under that name is it.
      if (!existsSync(from)) continue
      moveAside(to, replaced, reached)
      if (existsSync(replaced)) syncFolder(replaced)
      reached(`place ${name}`)
      renameSync(from, to)
    }
    reached('sync')
    syncFolder(layout.folder)
    reached('clear')
    rmSync(join(layout.restored, planName), { force: true })
    reached('clear folder')
    rmSync(layout.restored, { recursive: true, force: true })
    syncFolder(layout.folder)
  } catch (error) {
    throw asStoreFault(error)
  }
}

function moveAside(path: string, folder: string, reached: StepWatch): void {
  if (!existsSync(path)) return
  mkdirSync(folder, { recursive: true })
  reached(`aside ${basename(path)}`)
  renameSync(path, join(folder, basename(path)))
}

function plannedName(layout: StoreLayout): string {
  try {
    const plan = planSchema.safeParse(JSON.parse(readFileSync(join(layout.restored, planName), 'utf8')))
    if (plan.success) return plan.data.replaced
  } catch {
    // Cut off at the very end, when nothing was left to move; else the medium lost what it had confirmed.
  }
  return 'replaced-0'
}

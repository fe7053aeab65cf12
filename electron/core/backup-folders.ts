import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { newestFirst, readBackup, type Backup } from '../../db/backup.ts'

/** Folder on a drive below which backups lie, each store's in a folder of its own. */
export const backupRoot = 'Cofferdam-backup'

/** Folders that are looked through on one drive at most: a stick full of other things must not hold up a start. */
const folderLimit = 2_000

/**
 * Backups on a drive or in a folder, newest first: where this program writes them (`Cofferdam-backup/<store>/<name>`), and where people
 * put them, i.e. one folder, a folder of them, the ring itself, or a copied folder of a record. Links are not followed.
 */
export async function backupsAt(root: string): Promise<Backup[]> {
  const found = new Map<string, Backup>()
  let left = folderLimit

  async function look(folder: string, depth: number): Promise<void> {
    if (left <= 0) return
    left -= 1
    const backup = readBackup(folder)
    if (backup !== null) {
      found.set(folder, backup)
      return
    }
    if (depth === 0) return
    for (const name of await subfolders(folder)) await look(join(folder, name), depth - 1)
  }

  await look(root, 1)
  await look(join(root, 'backups'), 1)
  await look(join(root, backupRoot), 2)
  if (basename(root) === backupRoot) await look(root, 2)
  for (const name of await subfolders(root)) await look(join(root, name, 'backups'), 1)
  return [...found.values()].sort(newestFirst)
}

async function subfolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

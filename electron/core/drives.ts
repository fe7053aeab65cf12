import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { access, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { env, platform } from 'node:process'

/** A removable drive that is in the machine now. */
export interface Drive {
  readonly path: string
  /** What a person calls it: the volume's name, or its letter. */
  readonly label: string
}

/** One line of the kernel's list of mounts. */
export interface Mount {
  readonly source: string
  readonly point: string
}

/** Reads `/proc/self/mounts`; the kernel writes space, tab, newline and backslash in names as octal. */
export function parseMounts(text: string): Mount[] {
  return text
    .split('\n')
    .map((line) => line.split(' '))
    .filter((words) => words.length >= 4)
    .map(([source = '', point = '']) => ({ source: unescape(source), point: unescape(point) }))
}

function unescape(text: string): string {
  // The kernel escapes single bytes, so the name is UTF-8 only after all of them are put back.
  return Buffer.from(
    text.replace(/[^\u0000-\u007f]+/g, (letters) => Buffer.from(letters).toString('latin1')).replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8))),
    'latin1',
  ).toString('utf8')
}

/** Folders where desktops mount what a person plugs in. */
const mediaFolders = ['/media/', '/run/media/']

/**
 * Drives among the mounts: real block devices that lie in a media folder or that the kernel calls removable. A folder left over
 * from a stick is not a mount, so nothing is written to the system disk by mistake.
 */
export function drivesAmong(mounts: readonly Mount[], isRemovable: (device: string) => boolean): Drive[] {
  const found = new Map<string, Drive>()
  for (const { source, point } of mounts) {
    if (!source.startsWith('/dev/') || point === '/') continue
    if (!mediaFolders.some((folder) => point.startsWith(folder)) && !isRemovable(source)) continue
    found.set(point, { path: point, label: basename(point) })
  }
  return [...found.values()]
}

/** Asks the kernel whether the disk of a device node (or of its partition) is removable. */
function isRemovableDevice(device: string): boolean {
  try {
    const name = basename(realpathSync(device))
    const folder = realpathSync(join('/sys/class/block', name))
    // A partition's folder lies in that of its disk, and only the disk says whether it is removable.
    const disk = readdirSync(folder).includes('partition') ? join(folder, '..') : folder
    return readFileSync(join(disk, 'removable'), 'utf8').trim() === '1'
  } catch {
    return false
  }
}

async function windowsDrives(): Promise<Drive[]> {
  const system = (env['SystemDrive'] ?? 'C:').toUpperCase()
  const letters = [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:`).filter((letter) => letter !== system)
  const present = await Promise.all(
    letters.map((letter) =>
      access(`${letter}\\`).then(
        () => true,
        () => false,
      ),
    ),
  )
  return letters.filter((_, index) => present[index]).map((letter) => ({ path: `${letter}\\`, label: letter }))
}

async function macVolumes(): Promise<Drive[]> {
  const entries = await readdir('/Volumes', { withFileTypes: true }).catch(() => [])
  // The system's own volume stands there as a link to `/`.
  return entries.filter((entry) => entry.isDirectory()).map((entry) => ({ path: join('/Volumes', entry.name), label: entry.name }))
}

/** Removable drives of this machine; none where it cannot be told. */
export async function findDrives(): Promise<readonly Drive[]> {
  switch (platform) {
    case 'linux':
      return drivesAmong(parseMounts(await readFile('/proc/self/mounts', 'utf8').catch(() => '')), isRemovableDevice)
    case 'win32':
      return windowsDrives()
    case 'darwin':
      return macVolumes()
    default:
      return []
  }
}

import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { env, getuid, kill, platform } from 'node:process'

/** Kinds of file system that a row can make for itself. */
export type VolumeKind = 'ext4' | 'exfat' | 'tmpfs'

/** A small file system of its own. Only its maker mounts and unmounts it. */
export interface Volume {
  /** Where it is mounted. */
  readonly path: string
  mount(): void
  /** Unmounts even while something still has files open there. */
  unmount(): void
  /** Ends the program that serves it (exFAT in user space) at once, as pulling a stick ends the stick. */
  killServer(): void
  /** Unmounts and removes everything that was made for it. */
  remove(): void
}

const made = new Set<Volume>()
let watching = false

/** Why volumes of this kind cannot be made on this machine, or `null`. */
export function cannotMake(kind: VolumeKind): string | null {
  if (platform !== 'linux') return 'needs Linux'
  if (getuid?.() !== 0) return 'needs root to mount'
  if (kind === 'tmpfs') return null
  if (!isThere('/dev/loop-control')) return 'no loop devices here'
  const needed = kind === 'ext4' ? ['losetup', 'mkfs.ext4'] : ['losetup', 'mkfs.exfat', 'mount.exfat-fuse']
  const missing = needed.find((program) => !hasProgram(program))
  if (missing !== undefined) return `${missing} is not installed`
  if (kind === 'exfat' && !isThere('/dev/fuse')) return 'no /dev/fuse here'
  return null
}

/** Whether a program stands on the path. */
export function hasProgram(name: string): boolean {
  return `${env['PATH'] ?? ''}${delimiter}/usr/sbin${delimiter}/sbin`.split(delimiter).some((folder) => folder !== '' && isThere(join(folder, name)))
}

/** Makes a volume and mounts it. @param size e.g. `64M`. @param at where to mount it; else a place of its own. */
export function makeVolume(kind: VolumeKind, size: string, at?: string): Volume {
  const folder = mkdtempSync(join(tmpdir(), 'cofferdam-volume-'))
  const path = at ?? join(folder, 'mounted')
  mkdirSync(path, { recursive: true })
  const image = join(folder, 'image')
  let device: string | null = null
  let mounted = false
  if (kind !== 'tmpfs') {
    run('truncate', ['-s', size, image])
    run(`mkfs.${kind}`, kind === 'ext4' ? ['-q', '-F', image] : [image])
    device = run('losetup', ['--find', '--show', image]).trim()
  }

  const volume: Volume = {
    path,
    mount() {
      if (kind === 'tmpfs') run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'cofferdam-test', path])
      else if (kind === 'ext4') run('mount', ['-t', 'ext4', device ?? '', path])
      else run('mount.exfat-fuse', [device ?? '', path])
      mounted = true
    },
    unmount() {
      if (!mounted) return
      // Lazily only where it must be: a lazy unmount leaves a file system that the next mount would share.
      if (spawnSync('umount', [path]).status !== 0) spawnSync('umount', ['--lazy', path])
      mounted = false
    },
    killServer() {
      for (const process of serversOf(device, path)) kill(process, 'SIGKILL')
    },
    remove() {
      volume.unmount()
      if (device !== null) spawnSync('losetup', ['--detach', device])
      device = null
      rmSync(folder, { recursive: true, force: true })
      made.delete(volume)
    },
  }
  made.add(volume)
  watchForTheEnd()
  try {
    volume.mount()
  } catch (error) {
    volume.remove()
    throw error
  }
  return volume
}

/** Processes that serve this very mount: their command line names our own loop device and our own folder. */
function serversOf(device: string | null, path: string): number[] {
  const wanted = ['mount.exfat-fuse', device, path]
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const words = readFileSync(`/proc/${name}/cmdline`, 'latin1').split('\0')
        return wanted.every((word) => word !== null && words.includes(word))
      } catch {
        return false
      }
    })
    .map(Number)
}

/** A run that is cut off leaves no mount behind. */
function watchForTheEnd(): void {
  if (watching) return
  watching = true
  process.on('exit', () => {
    for (const volume of made) volume.remove()
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))
}

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...env, PATH: `${env['PATH'] ?? ''}${delimiter}/usr/sbin${delimiter}/sbin` } })
}

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.F_OK)
    return true
  } catch {
    return false
  }
}

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { drivesAmong, parseMounts } from './drives.ts'
import { createPlaces } from './places.ts'
import { nodeRandom } from './crypto.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofferdam-places-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('places', () => {
  test('lists drives and folders with ids that tell nothing and stay the same', async () => {
    mkdirSync(join(folder, 'media', 'STICK'), { recursive: true })
    const places = createPlaces({ random: nodeRandom, folders: [join(folder, 'out')], mediaRoots: [join(folder, 'media')] })
    const list = await places.list()
    expect(list.map(({ label, kind, writable }) => ({ label, kind, writable }))).toEqual([
      { label: 'STICK', kind: 'removable', writable: true },
      { label: join(folder, 'out'), kind: 'folder', writable: true },
    ])
    for (const place of list) {
      expect(place.id).toMatch(/^[A-Za-z0-9_-]{22}$/)
      expect(place.freeBytes).toBeGreaterThan(0)
    }
    expect((await places.list()).map(({ id }) => id)).toEqual(list.map(({ id }) => id))
    const other = createPlaces({ random: nodeRandom, folders: [join(folder, 'out')], mediaRoots: [join(folder, 'media')] })
    expect((await other.list())[0]?.id).not.toBe(list[0]?.id)
  })

  test('an id leads back to its folder while the stick is in, and nowhere once it is out', async () => {
    const stick = join(folder, 'media', 'STICK')
    mkdirSync(stick, { recursive: true })
    const places = createPlaces({ random: nodeRandom, folders: [join(folder, 'out')], mediaRoots: [join(folder, 'media')] })
    const [drive, configured] = await places.list()
    expect(await places.resolve(drive?.id ?? '')).toEqual({ path: stick, mayCreate: false })
    expect(await places.resolve(configured?.id ?? '')).toEqual({ path: join(folder, 'out'), mayCreate: true })
    rmSync(stick, { recursive: true })
    expect(await places.resolve(drive?.id ?? '')).toBeNull()
    expect(await places.resolve(stick)).toBeNull()
  })
})

describe('drives of Linux', () => {
  const mounts = parseMounts(
    [
      '/dev/sda1 / ext4 rw 0 0',
      'proc /proc proc rw 0 0',
      '/dev/sdb1 /media/anna/PLANT\\040STICK vfat rw 0 0',
      '/dev/sdc1 /mnt/disk ext4 rw 0 0',
      '/dev/sdd1 /mnt/reader exfat rw 0 0',
      'tmpfs /media/anna/fake tmpfs rw 0 0',
      '/dev/sde1 /run/media/anna/Z\u00fcrich\\134x vfat rw 0 0',
      '',
    ].join('\n'),
  )

  test('are what desktops mount for people and what the kernel calls removable', () => {
    const drives = drivesAmong(mounts, (device) => device === '/dev/sdd1')
    expect(drives).toEqual([
      { path: '/media/anna/PLANT STICK', label: 'PLANT STICK' },
      { path: '/mnt/reader', label: 'reader' },
      { path: '/run/media/anna/Z\u00fcrich\\x', label: 'Z\u00fcrich\\x' },
    ])
  })
})

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/store-fixture.ts'
import { choosePlace, findPlace, isWritable, layoutOf, makeFolder, type PlaceFacts } from './store-place.ts'

const nothing = { groupWritable: false, hasStore: false }
const linux: PlaceFacts = { platform: 'linux', argument: null, variable: null, programData: null, localAppData: null, xdgDataHome: null, home: '/home/anna', look: () => nothing }
const windows: PlaceFacts = { ...linux, platform: 'win32', programData: 'C:\\ProgramData', localAppData: 'C:\\Users\\anna\\AppData\\Local', home: 'C:\\Users\\anna' }

/** What lies where. */
const with_ = (folders: Record<string, Partial<typeof nothing>>) => (folder: string) => ({ ...nothing, ...folders[folder] })

describe('the place of the store', () => {
  test('is what was said, the command line before the environment', () => {
    expect(choosePlace({ ...linux, argument: '/data/a', variable: '/data/b' })).toMatchObject({ folder: '/data/a', perUser: false })
    expect(choosePlace({ ...linux, variable: '/data/b' })).toMatchObject({ folder: '/data/b', perUser: false })
    expect(choosePlace({ ...linux, variable: '' }).perUser).toBe(true)
  })

  test('is for the whole PC where the group can write', () => {
    expect(choosePlace({ ...linux, look: with_({ '/var/lib/cofferdam/store': { groupWritable: true } }) })).toEqual({
      folder: '/var/lib/cofferdam/store', perUser: false, fileMode: 0o660, folderMode: 0o2770,
    })
    expect(choosePlace({ ...windows, look: with_({ 'C:\\ProgramData\\Cofferdam\\store': { groupWritable: true } }) })).toMatchObject({ folder: 'C:\\ProgramData\\Cofferdam\\store', perUser: false })
  })

  test('else belongs to this account, and says so', () => {
    expect(choosePlace(linux)).toEqual({ folder: '/home/anna/.local/share/cofferdam/store', perUser: true, fileMode: 0o600, folderMode: 0o700 })
    expect(choosePlace({ ...linux, xdgDataHome: '/srv/data' }).folder).toBe('/srv/data/cofferdam/store')
    expect(choosePlace({ ...linux, xdgDataHome: 'relative' }).folder).toBe('/home/anna/.local/share/cofferdam/store')
    expect(choosePlace(windows)).toMatchObject({ folder: 'C:\\Users\\anna\\AppData\\Local\\Cofferdam\\store', perUser: true })
    expect(choosePlace({ ...windows, programData: null, localAppData: null })).toMatchObject({ folder: 'C:\\Users\\anna\\AppData\\Local\\Cofferdam\\store', perUser: true })
    expect(choosePlace({ ...linux, platform: 'darwin' }).folder).toBe('/home/anna/Library/Application Support/Cofferdam/store')
  })

  test('is never moved away from a store that is there', () => {
    const own = '/home/anna/.local/share/cofferdam/store'
    const shared = '/var/lib/cofferdam/store'
    expect(choosePlace({ ...linux, look: with_({ [shared]: { groupWritable: true }, [own]: { hasStore: true } }) }).folder).toBe(own)
    expect(choosePlace({ ...linux, look: with_({ [shared]: { groupWritable: true, hasStore: true }, [own]: { hasStore: true } }) }).folder).toBe(shared)
  })
})

describe('on this machine', () => {
  let folder: ReturnType<typeof temporaryFolder>
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => {
    folder.remove()
  })

  test('the environment is asked', () => {
    expect(findPlace(null, { COFFERDAM_STORE: folder.path }, 'linux').folder).toBe(folder.path)
    expect(findPlace(folder.path, {}, 'linux').folder).toBe(folder.path)
    const data = { XDG_DATA_HOME: folder.path }
    mkdirSync(join(folder.path, 'cofferdam', 'store'), { recursive: true })
    writeFileSync(layoutOf(join(folder.path, 'cofferdam', 'store')).store, '')
    expect(findPlace(null, data, 'linux')).toMatchObject({ folder: join(folder.path, 'cofferdam', 'store'), perUser: true })
  })

  test('a folder is made, and probing leaves nothing in it', () => {
    const place = choosePlace({ ...linux, argument: join(folder.path, 'a', 'b') })
    makeFolder(place)
    expect(isWritable(place.folder)).toBe(true)
    expect(readdirSync(place.folder)).toEqual([])
    expect(isWritable(join(folder.path, 'nowhere'))).toBe(false)
    writeFileSync(join(folder.path, 'file'), '')
    expect(() => {
      makeFolder({ ...place, folder: join(folder.path, 'file', 'x') })
    }).toThrow()
    expect(existsSync(place.folder)).toBe(true)
  })
})

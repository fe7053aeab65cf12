import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { platform } from 'node:process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listBackups } from '../../db/backup.ts'
import { newStore, passphrase, placeIn, storePorts, temporaryFolder } from '../../test/support/store-fixture.ts'
import { createBallast } from './ballast.ts'
import { nodeRandom } from './crypto.ts'
import { readKeyrings } from './keyring-file.ts'
import { lookAtPlace } from './store-health.ts'
import { openStore } from './store-session.ts'
import { isWritable, layoutOf, type StoreLayout } from './store-place.ts'

// The folder of a record lies on a disk that others reach too: what lies beside the record must neither keep anybody out of it, nor lead
// the program to files elsewhere.

const ports = storePorts()
let folder: ReturnType<typeof temporaryFolder>
let elsewhere: ReturnType<typeof temporaryFolder>
let layout: StoreLayout
let foreign: string

beforeEach(async () => {
  folder = temporaryFolder()
  elsewhere = temporaryFolder()
  layout = layoutOf(folder.path)
  foreign = join(elsewhere.path, 'letter.txt')
  writeFileSync(foreign, 'dear colleague')
  ;(await newStore(folder.path, ports)).open.close()
})
afterEach(() => {
  folder.remove()
  elsewhere.remove()
})

function asFolder(path: string): void {
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path)
  writeFileSync(join(path, 'something'), 'x')
}

function asLink(path: string): void {
  rmSync(path, { recursive: true, force: true })
  symlinkSync(foreign, path)
}

const beside = ['scratch', 'ballast', 'keyringCopy', 'keyring', 'signIn', 'restoring', 'backups', 'unfinished'] as const

describe.each(beside)('%s', (name) => {
  test.each([
    ['a folder', asFolder],
    ['a link to a file elsewhere', asLink],
  ] as const)('that is %s keeps nobody out of the record and changes nothing elsewhere', async (_what, change) => {
    change(layout[name])
    const { open } = await openStore(placeIn(folder.path), passphrase, ports)
    open.close()
    expect(readFileSync(foreign, 'utf8')).toBe('dear colleague')
    expect((await lookAtPlace(placeIn(folder.path), Date.now(), false)).store).toBe('there')
  })
})

test('an anchor.log that is a folder keeps nobody out of the record, nor from looking at it', async () => {
  asFolder(layout.anchorLog)
  ;(await openStore(placeIn(folder.path), passphrase, ports)).open.close()
  expect((await lookAtPlace(placeIn(folder.path), Date.now(), false)).lastAnchorAt).toBeNull()
})

test('a copy of the keyring that is a folder is put aside and written anew', async () => {
  asFolder(layout.keyringCopy)
  ;(await openStore(placeIn(folder.path), passphrase, ports)).open.close()
  expect(readFileSync(layout.keyringCopy, 'utf8')).toBe(readFileSync(layout.keyring, 'utf8'))
})

test('a ballast that is a link gives up nothing of what it leads to', async () => {
  const ballast = createBallast(layout.ballast, 4096, 0o600, nodeRandom)
  asLink(layout.ballast)
  expect(ballast.release()).toBe(false)
  expect(readFileSync(foreign, 'utf8')).toBe('dear colleague')
  writeFileSync(foreign, 'x'.repeat(4096))
  expect(ballast.isHeld()).toBe(false)
  expect(await ballast.make()).toBe(true)
  expect(readFileSync(foreign, 'utf8')).toBe('x'.repeat(4096))
})

test('looking whether a folder can be written changes no file that a link of that name leads to', () => {
  symlinkSync(foreign, join(folder.path, `.probe-${String(process.pid)}`))
  expect(isWritable(folder.path)).toBe(true)
  expect(readFileSync(foreign, 'utf8')).toBe('dear colleague')
  expect(readdirSync(folder.path).filter((name) => name.startsWith('.probe'))).toHaveLength(1)
  expect(existsSync(layout.store)).toBe(true)
})

// Reading a pipe waits for somebody who writes: one on a stick would stop the program before the record is open.
test.skipIf(platform === 'win32').each([
  ['the note of a backup', () => join(layout.backups, 'odd', 'backup.json'), () => listBackups(layout.backups)],
  ['a copy of the keyring', () => layout.keyringCopy, () => readKeyrings(layout, 99)],
] as const)('%s that is a pipe is not waited for', async (_what, pathOf, read) => {
  const path = pathOf()
  rmSync(path, { force: true })
  mkdirSync(dirname(path), { recursive: true })
  execFileSync('mkfifo', [path])
  // Waits until somebody reads, so that a reader that does wait ends too.
  const writer = spawn('sh', ['-c', 'echo x > "$1"', 'sh', path])
  const ended = new Promise<boolean>((resolve) => writer.on('exit', (code) => { resolve(code === 0) }))
  try {
    read()
    expect(await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 300, false))])).toBe(false)
  } finally {
    writer.kill()
  }
})

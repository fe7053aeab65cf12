import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { updateVerifyCommand } from '../../electron/cli/commands/update-verify.ts'
import { readSetFiles, setFoldersIn } from '../../electron/core/update-folder.ts'
import { readAnchorOfBuild } from '../../scripts/build/release-anchor.ts'
import { readInstallers, writeUpdateSet } from '../../scripts/packaging/update-set.ts'
import { makerAnchor, writeSet } from '../support/update-fixture.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cofferdam-update-'))
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

/** What the command says and how it ends. */
async function verify(...argv: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = []
  const code = await updateVerifyCommand.run(argv, { line: (text) => lines.push(text), complain: (text) => lines.push(text) })
  return { code, lines }
}

function maker(): string {
  const file = join(root, 'maker.allowed')
  writeFileSync(file, `${makerAnchor}\n`)
  return file
}

const bytes = Buffer.alloc(3_000_000, 'installer')
const name = 'cofferdam-0.2.0-linux-x64.AppImage'

test('a set of the maker tool is genuine for the program and for stock tools', async () => {
  const key = join(root, 'key')
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'a key of one test', '-f', key])
  const built = join(root, 'Cofferdam-0.2.0-linux-x64.AppImage')
  writeFileSync(built, bytes)
  const folder = await writeUpdateSet({
    out: join(root, 'out'),
    key,
    version: '0.2.0',
    releasedAt: 1_800_000_000_000,
    record: { from: 1, writes: 6 },
    notes: { en: 'Better.', de: 'Besser.' },
    installers: await readInstallers('0.2.0', [built]),
  })
  const { code, lines } = await verify(folder, '--maker', `${key}.pub`)
  expect([code, lines.at(-2)]).toEqual([0, 'verdict genuine'])
  // What goes into a build is what ssh-keygen reads.
  const allowed = join(root, 'allowed')
  writeFileSync(allowed, `${readAnchorOfBuild(`${key}.pub`) ?? ''}\n`)
  expect(execFileSync('ssh-keygen', ['-Y', 'verify', '-f', allowed, '-I', 'cofferdam-maker', '-n', 'cofferdam-update', '-s', join(folder, 'SHA256SUMS.sig')], { input: readFileSync(join(folder, 'SHA256SUMS')), encoding: 'utf8' })).toContain('Good "cofferdam-update" signature')
  expect(execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })).toContain(`${name}: OK`)
}, 20_000)

test('a build trusts nobody unless a key is named, and a wrong file ends the build', () => {
  expect(readAnchorOfBuild(undefined)).toBeNull()
  expect(readAnchorOfBuild('')).toBeNull()
  const wrong = join(root, 'wrong')
  writeFileSync(wrong, 'not a key')
  expect(() => readAnchorOfBuild(wrong)).toThrow('COFFERDAM_RELEASE_ANCHOR')
  expect(() => readAnchorOfBuild(join(root, 'missing'))).toThrow('COFFERDAM_RELEASE_ANCHOR')
})

test('the command says what is wrong with a set', async () => {
  const folder = writeSet(root, '0.2.0', bytes)
  const anchor = maker()
  expect((await verify(folder, '--maker', anchor)).code).toBe(0)
  const without = await verify(folder)
  expect([without.code, without.lines.join(' ')]).toEqual([1, expect.stringContaining("trusts no maker's key")])

  const changed = Buffer.from(bytes)
  changed[2_000_000] = 1
  writeFileSync(join(folder, name), changed)
  expect((await verify(folder, '--maker', anchor)).lines).toContain('verdict file-changed')
  writeFileSync(join(folder, name), bytes.subarray(1))
  expect((await verify(folder, '--maker', anchor)).lines).toContain('verdict file-changed')
  rmSync(join(folder, name))
  expect((await verify(folder, '--maker', anchor)).lines).toContain('verdict file-missing')
  // The right bytes, but behind a link: whoever owns its target could change them later.
  writeFileSync(join(root, 'elsewhere'), bytes)
  symlinkSync(join(root, 'elsewhere'), join(folder, name))
  expect((await verify(folder, '--maker', anchor)).lines).toContain('verdict file-changed')
  for (const argv of [[], ['a', 'b'], [join(root, 'nothing')], [folder, '--maker', join(folder, 'SHA256SUMS')], [folder, '--other', 'x']]) expect((await verify(...argv)).code).toBe(2)
})

test('a copy with the installer of one PC is verified by itself', async () => {
  const folder = writeSet(root, '0.2.0', bytes, {}, { platform: 'linux', arch: 'x64', form: 'AppImage' }, { platform: 'win32', arch: 'x64', form: 'exe' })
  rmSync(join(folder, 'cofferdam-0.2.0-win32-x64.exe'))
  expect((await verify(folder, '--maker', maker())).lines).toContain('verdict file-missing')
  expect((await verify(folder, '--maker', maker(), '--present')).lines).toContain('verdict genuine')
  writeFileSync(join(folder, name), bytes.subarray(1))
  expect((await verify(folder, '--maker', maker(), '--present')).lines).toContain('verdict file-changed')
  rmSync(join(folder, name))
  expect((await verify(folder, '--maker', maker(), '--present')).lines).toContain('verdict file-missing')
})

test('links, folders, pipes and too large files in the place of the small files are not read', async () => {
  const folder = writeSet(root, '0.2.0', bytes)
  for (const part of ['update.json', 'SHA256SUMS', 'SHA256SUMS.sig']) {
    const path = join(folder, part)
    const kept = join(root, 'kept')
    renameSync(path, kept)
    const replaced: readonly (() => void)[] = [
      () => undefined,
      () => symlinkSync(kept, path),
      () => mkdirSync(path),
      () => execFileSync('mkfifo', [path]),
      () => writeFileSync(path, Buffer.alloc(65_537)),
    ]
    for (const replace of replaced) {
      replace()
      expect((await verify(folder, '--maker', maker())).lines).toContain('verdict incomplete')
      rmSync(path, { recursive: true, force: true })
    }
    renameSync(kept, path)
  }
  expect((await verify(folder, '--maker', maker())).code).toBe(0)
})

test('only real folders of the one form of name are sets', async () => {
  const folder = writeSet(root, '0.2.0', bytes)
  symlinkSync(folder, join(root, 'cofferdam-0.3.0'))
  mkdirSync(join(root, 'cofferdam-0.4'))
  writeFileSync(join(root, 'cofferdam-0.5.0'), '')
  expect(await setFoldersIn(root)).toEqual([folder])
  expect(await setFoldersIn(join(root, 'nothing'))).toEqual([])
  expect(await readSetFiles(join(root, 'cofferdam-0.3.0'))).toMatchObject({ manifest: null, sums: null, signature: null })
})

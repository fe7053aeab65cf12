import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConstants } from '../../scripts/build/constants.ts'
import { withBuildLock } from '../../scripts/build/lock.ts'
import { hashInputs, isFresh, writeStamp } from '../../scripts/build/stamp.ts'

let tree = ''
beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'cofferdam-build-'))
  mkdirSync(join(tree, 'shared/clock'), { recursive: true })
  write('shared/clock/deadline.ts', 'one')
})
afterEach(() => rmSync(tree, { recursive: true, force: true }))

const write = (file: string, content: string): void => writeFileSync(join(tree, file), content)
const hash = (...constants: string[]): string => hashInputs(tree, ['shared', 'missing'], constants)

describe('the stamp', () => {
  it('changes with content, with names and with the version, and with nothing else', () => {
    const before = hash('1.0.0')
    write('shared/clock/deadline.test.ts', 'a test')
    write('shared/clock/deadline.ts', 'one')
    expect(hash('1.0.0')).toBe(before)
    expect(hash('1.0.1')).not.toBe(before)
    write('shared/clock/deadline.ts', 'two')
    expect(hash('1.0.0')).not.toBe(before)
    write('shared/clock/deadline.ts', 'one')
    write('shared/clock/empty.ts', '')
    expect(hash('1.0.0')).not.toBe(before)
  })

  it('is fresh only with the same inputs and all outputs', () => {
    expect(isFresh(tree, 'node', 'a')).toBe(false)
    write('out.mjs', '')
    writeStamp(tree, 'node', { inputs: 'a', outputs: ['out.mjs'] })
    expect(isFresh(tree, 'node', 'a')).toBe(true)
    expect(isFresh(tree, 'node', 'b')).toBe(false)
    rmSync(join(tree, 'out.mjs'))
    expect(isFresh(tree, 'node', 'a')).toBe(false)
  })

  it('that was damaged counts as none', () => {
    write('.stamp-node', '{"inputs":')
    expect(isFresh(tree, 'node', 'a')).toBe(false)
  })
})

describe('version and commit', () => {
  it.each([
    ['of a branch', { 'HEAD': 'ref: refs/heads/main\n', 'refs/heads/main': `${'a1'.repeat(20)}\n` }, 'a1a1a1a1a1a1'],
    ['of a packed branch', { 'HEAD': 'ref: refs/heads/main\n', 'packed-refs': `# pack\n${'b2'.repeat(20)} refs/heads/main\n` }, 'b2b2b2b2b2b2'],
    ['of a detached head', { HEAD: `${'c3'.repeat(20)}\n` }, 'c3c3c3c3c3c3'],
    ['of a branch without commits', { HEAD: 'ref: refs/heads/main\n' }, 'unknown'],
  ])('are read without git: %s', (_, files, commit) => {
    write('package.json', '{"version":"1.2.3"}')
    mkdirSync(join(tree, '.git/refs/heads'), { recursive: true })
    for (const [name, content] of Object.entries(files)) write(`.git/${name}`, content)
    expect(readConstants(tree)).toEqual({ version: '1.2.3', commit })
  })

  it('are known without a clone', () => {
    write('package.json', '{"version":"1.2.3"}')
    expect(readConstants(tree)).toEqual({ version: '1.2.3', commit: 'unknown' })
  })
})

describe('the build lock', () => {
  it('lets one build in at a time and is gone afterwards', async () => {
    let inside = 0
    let most = 0
    const build = (): Promise<void> =>
      withBuildLock(tree, async () => {
        inside += 1
        most = Math.max(most, inside)
        await new Promise((resolve) => setTimeout(resolve, 20))
        inside -= 1
      })
    await Promise.all([build(), build(), build()])
    expect(most).toBe(1)
    expect(existsSync(join(tree, '.building'))).toBe(false)
  })

  it('is taken over from a process that died', async () => {
    // No system hands out this number.
    write('.building', '2147483646')
    expect(await withBuildLock(tree, () => Promise.resolve('built'))).toBe('built')
  })

  it('is released when the build fails', async () => {
    await expect(withBuildLock(tree, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(existsSync(join(tree, '.building'))).toBe(false)
  })
})

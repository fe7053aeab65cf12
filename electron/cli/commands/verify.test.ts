import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fixtureEntity, fixtureReport, zipBytes } from '../../../test/support/package-fixtures.ts'
import { verifyCommand } from './verify.ts'

let folder = ''
const entity = fixtureEntity()
const genuine = zipBytes(fixtureReport(entity))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofferdam-verify-'))
  writeFileSync(join(folder, 'anchor'), `# key card of the waterworks\r\n${entity.anchor}\r\n`)
  writeFileSync(join(folder, 'package.zip'), genuine)
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function verify(...words: readonly string[]) {
  const lines: string[] = []
  const complaints: string[] = []
  const paths = words.map((word) => (word.startsWith('--') ? word : join(folder, word)))
  const code = await verifyCommand.run(paths, { line: (text) => void lines.push(text), complain: (text) => void complaints.push(text) })
  return { code, lines, complaints }
}

describe('cofferdam verify', () => {
  test('a genuine package: exit 0, one line per check, the verdict last', async () => {
    const { code, lines, complaints } = await verify('package.zip', '--anchor', 'anchor')
    expect([code, complaints]).toEqual([0, []])
    expect(lines.at(-1)).toBe('verdict genuine')
    expect(lines).toEqual(expect.arrayContaining(['verify container ok', 'verify signature SHA256SUMS.sig ok', 'verify file report.json ok', 'note no-memory']))
    expect(lines.filter((line) => line.startsWith('signer '))).toEqual([expect.stringMatching(/^signer [a-z2-7]{10}@[a-z2-7]{10} SHA256:/)])
  })

  test('a demo package says so before the code and still exits 0', async () => {
    writeFileSync(join(folder, 'demo.zip'), zipBytes(fixtureReport(entity, { kind: 'demo' })))
    const { code, lines } = await verify('demo.zip', '--anchor', 'anchor')
    expect([code, lines.at(-1)]).toEqual([0, 'verdict DEMO genuine'])
  })

  test('one changed bit: exit 1 with the first fault', async () => {
    const altered = genuine.slice()
    altered[genuine.length >> 1] = (altered[genuine.length >> 1] ?? 0) ^ 1
    writeFileSync(join(folder, 'package.zip'), altered)
    const { code, lines } = await verify('package.zip', '--anchor', 'anchor')
    expect(code).toBe(1)
    expect(lines.at(-1)).toMatch(/^verdict not-genuine [a-z-]+/)
  })

  test('the anchor of somebody else: exit 1, the signer is not known', async () => {
    writeFileSync(join(folder, 'anchor'), `${fixtureEntity('another plant').anchor}\n`)
    const { code, lines } = await verify('package.zip', '--anchor', 'anchor')
    expect([code, lines.at(-1)]).toEqual([1, 'verdict unknown-signer'])
  })

  test('a key card whose line was broken on its way is the same key card', async () => {
    writeFileSync(join(folder, 'anchor'), `# copied from a mail\r\n${entity.anchor.slice(0, 50)}\r\n${entity.anchor.slice(50, 90)}\r\n  ${entity.anchor.slice(90)}\r\n`)
    const { code, lines } = await verify('package.zip', '--anchor', 'anchor')
    expect([code, lines.at(-1)]).toEqual([0, 'verdict genuine'])
  })

  test('a package that must come after itself is a replay', async () => {
    const { code, lines } = await verify('package.zip', '--anchor', 'anchor', '--after', 'package.zip')
    expect(code).toBe(1)
    expect(lines.at(-1)).toMatch(/^verdict not-genuine replayed/)
  })

  test('what cannot be answered exits 2 and says why', async () => {
    writeFileSync(join(folder, 'no-anchor'), 'ssh-ed25519 AAAA somebody\n')
    writeFileSync(join(folder, 'rubbish.zip'), 'not a zip')
    expect(await verify('missing.zip', '--anchor', 'anchor')).toMatchObject({ code: 2, lines: [], complaints: [expect.stringContaining('is not there')] })
    expect(await verify('package.zip', '--anchor', 'no-anchor')).toMatchObject({ code: 2, complaints: [expect.stringContaining('holds no anchor')] })
    expect(await verify('package.zip', '--anchor', 'anchor', '--after', 'rubbish.zip')).toMatchObject({ code: 2, complaints: [expect.stringContaining('not genuine')] })
    expect(await verify('package.zip')).toMatchObject({ code: 2, complaints: [expect.stringContaining('usage:')] })
    expect(await verify('package.zip', 'anchor', '--anchor', 'anchor')).toMatchObject({ code: 2 })
    expect(await verify('package.zip', '--anchor', 'anchor', '--force')).toMatchObject({ code: 2 })
  })

  test('rubbish is not genuine, whatever it is', async () => {
    for (const bytes of ['', 'PK', 'a'.repeat(5_000)]) {
      writeFileSync(join(folder, 'rubbish.zip'), bytes)
      expect(await verify('rubbish.zip', '--anchor', 'anchor')).toMatchObject({ code: 1 })
    }
  })
})

test('the program answers with the same exit codes', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const run = (...args: string[]) => spawnSync(process.execPath, ['electron/cli/main.ts', ...args], { cwd: root, encoding: 'utf8', timeout: 20_000 })
  expect(run('verify', join(folder, 'package.zip'), '--anchor', join(folder, 'anchor'))).toMatchObject({ status: 0, stderr: '' })
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('cofferdam verify FILE --anchor FILE') as string })
  expect(run('verify', '--help')).toMatchObject({ status: 0 })
  expect(run('no-such-command')).toMatchObject({ status: 2, stdout: '' })
})

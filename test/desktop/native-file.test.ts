/** A file chosen in a dialog of the system: its bytes reach the core, its path reaches nobody. */
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { channel } from '../../electron/desktop/bridge.ts'
import { fileName } from '../../electron/desktop/native-file.ts'
import { fileContract } from '../../shared/file/file.contract.ts'
import { messageLimit, type Reply } from '../../shared/contract/wire.ts'
import { boot, type Booted } from './boot.ts'

vi.mock('electron', async () => (await import('./fake-electron.ts')).electronModule)

const id = 'abcdefghijklmnopqrstuvwxy2'
let booted: Booted
/** Bytes the pretended core was given, in order of arrival. */
let chunks: Buffer[]
let dropped: number

beforeEach(async () => {
  booted = await boot()
  chunks = []
  dropped = 0
  booted.core.answer = ({ name, input }) => {
    const procedure = fileContract[name as keyof typeof fileContract]
    // Whatever the contract refuses would be refused by the real core.
    const value = procedure.in.parse(input) as { bytes?: string; index?: number }
    switch (name) {
      case 'files.begin':
        return { file: id }
      case 'files.append':
        expect(value.index).toBe(chunks.length)
        chunks.push(Buffer.from(value.bytes ?? '', 'base64'))
        return {}
      case 'files.finish': {
        const bytes = Buffer.concat(chunks)
        return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
      }
      case 'files.drop':
        dropped += 1
        return {}
      default:
        throw new Error(name)
    }
  }
})

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'cofferdam-chosen-'))
  onTestFinished(() => {
    rmSync(made, { recursive: true, force: true })
  })
  return made
}

/** The page asks for a file; the person picks `path`, or cancels. */
async function choose(path: string | null, purpose: unknown = 'attachment'): Promise<Reply> {
  booted.desktop.chosen = path === null ? [] : [path]
  const page = booted.desktop.window.webContents
  const text = (await booted.desktop.invoke(page, page.mainFrame, channel, JSON.stringify({ id: 5, name: 'desktop.chooseFile', input: { purpose } }))) as string
  if (path !== null) expect(text).not.toContain(join(path, '..'))
  return JSON.parse(text) as Reply
}

test.each([0, 1, 1_048_576, 1_048_577, 3_000_000])('hands over %i bytes unchanged, 1 MiB at a time, in the session of the window', async (size) => {
  const bytes = randomBytes(size)
  const path = join(folder(), 'Störung 1.PDF')
  writeFileSync(path, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(await choose(path)).toEqual({ id: 5, ok: true, value: { file: id, name: 'Störung 1.PDF', mediaType: 'application/pdf', size, sha256 } })
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
  expect(chunks.every((chunk) => chunk.length <= 1_048_576)).toBe(true)
  expect(new Set(booted.core.calls.map(({ session }) => session)).size).toBe(1)
  for (const { request } of booted.core.calls) expect(JSON.stringify(request).length).toBeLessThan(messageLimit)
})

test('a cancelled dialog is null and touches nothing', async () => {
  expect(await choose(null)).toEqual({ id: 5, ok: true, value: null })
  expect(booted.core.calls).toEqual([])
})

test.each(['other', '', null, { purpose: 'attachment' }])('an unknown purpose (%j) opens no dialog', async (purpose) => {
  expect(await choose('/etc/hostname', purpose)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  expect(booted.desktop.openDialogs).toEqual([])
})

test('a file to check is looked for among zip files first; a file to attach may be anything', async () => {
  await choose(null, 'inspection')
  await choose(null, 'attachment')
  expect(booted.desktop.openDialogs.map((dialog) => [dialog.properties, dialog.filters?.map((filter) => filter.extensions)])).toEqual([
    [['openFile', 'dontAddToRecent'], [['zip'], ['*']]],
    [['openFile', 'dontAddToRecent'], [['*']]],
  ])
})

test('a file over the limit is refused before a byte is read; the limit is higher for what is only looked at', async () => {
  const path = join(folder(), 'large.bin')
  writeFileSync(path, '')
  truncateSync(path, 104_857_601)
  expect(await choose(path)).toMatchObject({ ok: false, error: { code: 'too-large', details: { name: 'large.bin', limit: 104_857_600 } } })
  expect(booted.core.calls).toEqual([])
  truncateSync(path, 419_430_401)
  expect(await choose(path, 'inspection')).toMatchObject({ ok: false, error: { code: 'too-large' } })
  expect(booted.core.calls).toEqual([])
})

test('a folder, a missing file and a pipe are not readable', async () => {
  const base = folder()
  mkdirSync(join(base, 'folder'))
  const names = ['folder', 'missing.txt']
  if (process.platform !== 'win32') {
    execFileSync('mkfifo', [join(base, 'pipe')])
    names.push('pipe')
  }
  for (const name of names) {
    expect(await choose(join(base, name)), name).toMatchObject({ ok: false, error: { code: 'file-unreadable', details: { name } } })
  }
  expect(chunks).toEqual([])
})

test('a file that shrinks while it is read is refused, and what the core has of it is dropped', async () => {
  const path = join(folder(), 'shrinks.bin')
  writeFileSync(path, randomBytes(2_500_000))
  const answer = booted.core.answer
  booted.core.answer = (request, session) => {
    if (request.name === 'files.append') truncateSync(path, 1_100_000)
    return answer(request, session)
  }
  expect(await choose(path)).toMatchObject({ ok: false, error: { code: 'file-unreadable' } })
  expect(dropped).toBe(1)
})

test('a refusal of the core reaches the page as it is', async () => {
  const path = join(folder(), 'a.txt')
  writeFileSync(path, 'a')
  booted.core.answer = () => ({ refused: { code: 'store-closed', details: {} } })
  expect(await choose(path)).toEqual({ id: 5, ok: false, error: { code: 'store-closed', details: {} } })
})

test('a name becomes a line the record takes', () => {
  expect(fileName('/a/b/c.pdf')).toBe('c.pdf')
  expect(fileName('/a/b/line\nfeed\u0000.txt')).toBe('line_feed_.txt')
  expect(fileName(`/a/${'x'.repeat(300)}.pdf`)).toBe(`${'x'.repeat(156)}.pdf`)
  expect(fileName('/a/\ud800.txt')).toBe('\ufffd.txt')
  expect(fileName('/a/   ')).toBe('file')
})

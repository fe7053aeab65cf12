import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DomainError } from '../../shared/contract/error.ts'
import type { JobControl } from '../../shared/ports/places.ts'
import { checkOut, writeOut, type OutgoingFile } from './transfer-write.ts'

const faults = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY, code: 'EIO', calls: 0 }))

/** Counts every operation on the file system and makes one of them (and, as with a pulled stick, all later ones) fail. */
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const fail = (): void => {
    faults.calls += 1
    if (faults.calls > faults.left) throw Object.assign(new Error('injected'), { code: faults.code })
  }
  const counted =
    <A extends unknown[], R>(work: (...parameters: A) => Promise<R>) =>
    async (...parameters: A): Promise<R> => {
      fail()
      return work(...parameters)
    }
  const open = async (...parameters: Parameters<typeof real.open>) => {
    fail()
    const handle = await real.open(...parameters)
    for (const name of ['write', 'read', 'sync', 'datasync'] as const) {
      const method = handle[name].bind(handle) as (...given: unknown[]) => Promise<unknown>
      Object.defineProperty(handle, name, { value: counted(method) })
    }
    return handle
  }
  return { ...real, open, lstat: counted(real.lstat), mkdir: counted(real.mkdir), readdir: counted(real.readdir), rename: counted(real.rename), statfs: counted(real.statfs) }
})

const quiet: JobControl = { progress: () => undefined, check: () => undefined }
let folder = ''

function fileOf(name: string, pieces: readonly Uint8Array[]): OutgoingFile {
  const whole = Buffer.concat(pieces)
  return { name, size: whole.length, sha256: createHash('sha256').update(whole).digest('hex'), pieces: () => pieces }
}

const files = [
  fileOf('a.zip.sig', [Buffer.from('signature')]),
  fileOf('a.pdf', [Buffer.alloc(3000, 7)]),
  fileOf('a.zip', Array.from({ length: 6 }, (_, index) => Buffer.alloc(70_000, index))),
]

function place() {
  return { path: folder, mayCreate: false }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofferdam-transfer-'))
  Object.assign(faults, { left: Number.POSITIVE_INFINITY, code: 'EIO', calls: 0 })
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'none'
  } catch (error) {
    return error instanceof DomainError ? error.code : `unexpected ${String(error)}`
  }
}

function contents(): Record<string, Buffer> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]))
}

describe('writing out', () => {
  test('writes every file whole, leaves no temporary and finds them equal on the next run', async () => {
    const first = await writeOut(place(), files, quiet)
    expect(first.map((file) => file.outcome)).toEqual(['written', 'written', 'written'])
    expect(Object.keys(contents()).sort()).toEqual(['a.pdf', 'a.zip', 'a.zip.sig'])
    expect(createHash('sha256').update(contents()['a.zip'] ?? '').digest('hex')).toBe(files[2]?.sha256)
    const second = await writeOut(place(), files, quiet)
    expect(second.map((file) => file.outcome)).toEqual(['already-there', 'already-there', 'already-there'])
    expect((await checkOut(place(), files, quiet)).length).toBe(3)
  })

  test('completes what an interrupted export left and removes its temporaries, and only those', async () => {
    writeFileSync(join(folder, 'a.zip.sig'), 'signature')
    writeFileSync(join(folder, 'a.zip.0123abcd.part'), 'torn')
    writeFileSync(join(folder, 'b.zip.0123abcd.part'), 'of another file')
    const written = await writeOut(place(), files, quiet)
    expect(written.map((file) => file.outcome)).toEqual(['already-there', 'written', 'written'])
    expect(Object.keys(contents()).sort()).toEqual(['a.pdf', 'a.zip', 'a.zip.sig', 'b.zip.0123abcd.part'])
  })

  test('never replaces another file of the same name, and writes nothing beside it', async () => {
    writeFileSync(join(folder, 'a.pdf'), 'of somebody else')
    expect(await codeOf(writeOut(place(), files, quiet))).toBe('file-exists-different')
    expect(contents()).toEqual({ 'a.pdf': Buffer.from('of somebody else') })
  })

  test('refuses bytes that are not those of the release before they get a name', async () => {
    const altered = { ...fileOf('a.zip', [Buffer.from('other')]), sha256: '0'.repeat(64) }
    expect(await codeOf(writeOut(place(), [altered], quiet))).toBe('store-damaged')
    expect(contents()).toEqual({})
  })

  test('a cancelled job leaves nothing', async () => {
    let checks = 0
    const control: JobControl = {
      progress: () => undefined,
      check: () => {
        checks += 1
        if (checks > 8) throw new DomainError('cancelled')
      },
    }
    expect(await codeOf(writeOut(place(), files, control))).toBe('cancelled')
    expect(contents()).toEqual({})
  })

  test('makes a configured folder, but never one in place of a drive', async () => {
    const below = join(folder, 'exports', 'reports')
    expect(await codeOf(writeOut({ path: below, mayCreate: false }, files, quiet))).toBe('place-removed')
    await writeOut({ path: below, mayCreate: true }, files, quiet)
    expect(readdirSync(below)).toHaveLength(3)
  })

  test('reports progress that ends at its total', async () => {
    const seen: number[] = []
    let total = 0
    await writeOut(place(), files, { ...quiet, progress: (done, all) => void (seen.push(done), (total = all)) })
    expect(seen.at(-1)).toBe(total)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
  })

  test('whichever operation fails, no final name holds part of a file and the fault has a sentence', async () => {
    await writeOut(place(), files, quiet)
    const operations = faults.calls
    expect(operations).toBeGreaterThan(30)
    const codes = { EIO: 'place-removed', ENOTCONN: 'place-removed', ENOSPC: 'place-full', EROFS: 'place-read-only' }
    for (const [code, expected] of Object.entries(codes)) {
      for (let nth = 0; nth < operations; nth += 1) {
        rmSync(folder, { recursive: true, force: true })
        folder = mkdtempSync(join(tmpdir(), 'cofferdam-transfer-'))
        Object.assign(faults, { left: nth, code, calls: 0 })
        const outcome = await codeOf(writeOut(place(), files, quiet))
        faults.left = Number.POSITIVE_INFINITY
        expect([nth, outcome]).toEqual([nth, expected])
        for (const [name, bytes] of Object.entries(contents())) {
          const file = files.find((candidate) => candidate.name === name)
          if (file !== undefined) expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256)
        }
        // The zip is the last to get its name: where it is, all is.
        if ('a.zip' in contents()) expect(Object.keys(contents())).toEqual(expect.arrayContaining(['a.pdf', 'a.zip.sig']))
        expect((await writeOut(place(), files, quiet)).length).toBe(3)
      }
    }
  })
})

describe('checking a re-inserted stick', () => {
  test('tells a missing, a changed and a vanished file apart', async () => {
    expect(await codeOf(checkOut(place(), files, quiet))).toBe('file-unreadable')
    await writeOut(place(), files, quiet)
    writeFileSync(join(folder, 'a.pdf'), Buffer.alloc(3000, 8))
    expect(await codeOf(checkOut(place(), files, quiet))).toBe('file-exists-different')
    expect(await codeOf(checkOut({ path: join(folder, 'gone'), mayCreate: false }, files, quiet))).toBe('place-removed')
  })
})

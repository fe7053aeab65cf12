import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeHash } from '../electron/core/crypto.ts'
import type { OpenStore } from '../electron/core/store-opening.ts'
import type { StoredFile } from '../shared/file/file.ts'
import { newStore, person, reopen, stamp, storePorts, temporaryFolder } from '../test/support/store-fixture.ts'
import { chunkLimit, putChunk } from './chunks.ts'

const ports = storePorts()
let folder: ReturnType<typeof temporaryFolder>
let open: OpenStore

beforeEach(async () => {
  folder = temporaryFolder()
  open = (await newStore(folder.path, ports)).open
})
afterEach(() => {
  open.close()
  folder.remove()
})

const begin = (size: number, purpose: 'attachment' | 'inspection' = 'attachment', owner = person): string =>
  open.staging.begin({ session: 's', owner, name: 'log.txt', mediaType: 'text/plain', size, purpose })

function append(staged: string, bytes: Uint8Array, from = 0): void {
  for (let at = from; at < bytes.length; at += chunkLimit) {
    open.staging.append({ staged, owner: person, index: at / chunkLimit, bytes: bytes.subarray(at, at + chunkLimit) })
  }
}

function adopt(staged: string): StoredFile {
  return open.record.write(stamp(ports), (transaction) => open.staging.adopt({ staged, owner: person, id: ports.ids.id(), createdAt: 7, author: person }, transaction))
}

function chunks(): unknown {
  return open.record.connection.prepare('SELECT count(*) FROM chunk').pluck().get()
}

function take(bytes: Uint8Array): StoredFile {
  const staged = begin(bytes.length)
  append(staged, bytes)
  open.staging.finish({ staged, owner: person })
  return adopt(staged)
}

describe('an attachment', () => {
  test.each([0, 1, chunkLimit - 1, chunkLimit, chunkLimit + 1, 3 * chunkLimit + 17])('of %i bytes comes back byte for byte with its sums', (size) => {
    const bytes = new Uint8Array(randomBytes(size))
    const file = take(bytes)
    expect(file).toMatchObject({ size, sha256: createHash('sha256').update(bytes).digest('hex'), crc32: crc32(bytes), name: 'log.txt', author: person })
    const parts: Uint8Array[] = []
    for (let index = 0; ; index++) {
      const part = open.record.read((repositories) => repositories.files.chunk(file.id, index))
      if (part === null) break
      parts.push(part)
    }
    expect(Buffer.concat(parts).equals(bytes)).toBe(true)
    expect(open.record.read((repositories) => repositories.files.find(file.id))).toEqual(file)
  })

  test('shares chunks with another of the same content', () => {
    const bytes = new Uint8Array(randomBytes(2 * chunkLimit))
    take(bytes)
    take(bytes)
    expect(chunks()).toBe(2)
  })

  test('is linked to an incident with its note', () => {
    const file = take(new Uint8Array([1]))
    const site = { id: 's'.repeat(26), code: 'sitecodeab', name: 'S', country: 'DE', address: '', zone: 'UTC', courierMinutes: 0, createdAt: 1 }
    const history = { at: 1, actor: person, reason: null }
    const incident = {
      id: 'i'.repeat(26), site: site.id, number: 1, title: 'x', notificationKind: 'mandatory', significance: 'undecided', zone: 'UTC', profileId: 'eu', profileVersion: '1', profileSha256: 'a'.repeat(64), recordedAt: 1, recordedBy: person, closedAt: null,
    } as const
    open.record.write(stamp(ports), (transaction) => {
      transaction.sites.save(site, history)
      transaction.incidents.save(incident, history)
      transaction.files.attach({ incident: incident.id, file, note: 'the log', attachedAt: 9 }, person)
    })
    expect(open.record.read((repositories) => repositories.files.attachments(incident.id))).toEqual([{ incident: incident.id, file, note: 'the log', attachedAt: 9 }])
  })

  test('is bytes on disk that cannot be changed or taken away while it is referred to', () => {
    take(new Uint8Array([1, 2, 3]))
    for (const sql of ['DELETE FROM chunk', 'UPDATE chunk SET bytes = zeroblob(3)', 'DELETE FROM file_chunk', 'DELETE FROM file', `UPDATE file SET name = 'x'`]) {
      expect(() => open.record.connection.exec(sql)).toThrow()
    }
    open.record.connection.exec('INSERT OR REPLACE INTO chunk SELECT sha256, 0, size, zeroblob(3) FROM chunk')
    expect(open.record.connection.prepare('SELECT hex(bytes) FROM chunk').pluck().all()).toEqual(['010203'])
  })

  test('leaves its chunks when it is dropped, except those that something else uses', () => {
    const bytes = new Uint8Array(randomBytes(3 * chunkLimit))
    take(bytes.slice(0, chunkLimit))
    const [first, second] = [begin(bytes.length), begin(2 * chunkLimit)]
    append(first, bytes)
    append(second, bytes.subarray(0, 2 * chunkLimit))
    expect(chunks()).toBe(3)
    open.staging.drop({ staged: first, owner: person })
    expect(chunks()).toBe(2)
    open.staging.drop({ staged: second, owner: person })
    expect(chunks()).toBe(1)
  })

  test('whose adoption was rolled back can be adopted again', () => {
    const staged = begin(3)
    append(staged, new Uint8Array([1, 2, 3]))
    open.staging.finish({ staged, owner: person })
    expect(() =>
      open.record.write(stamp(ports), (transaction) => {
        open.staging.adopt({ staged, owner: person, id: ports.ids.id(), createdAt: 7, author: person }, transaction)
        throw new Error('later')
      }),
    ).toThrow('later')
    expect(adopt(staged).size).toBe(3)
  })

  test('that was never finished is swept at the next opening, and what is referred to stays', async () => {
    const file = take(new Uint8Array(randomBytes(chunkLimit)))
    append(begin(2 * chunkLimit), new Uint8Array(randomBytes(chunkLimit)))
    open.record.inTransaction(() => putChunk(open.record.connection, nodeHash, new Uint8Array([9])))
    expect(chunks()).toBe(3)
    open.close()
    open = await reopen(folder.path, ports)
    expect(chunks()).toBe(1)
    expect(open.record.read((repositories) => repositories.files.chunk(file.id, 0))?.length).toBe(chunkLimit)
  })
})

describe('intake refuses', () => {
  test('more than was announced, less than was announced, and pieces out of order', () => {
    const staged = begin(chunkLimit + 5)
    const piece = new Uint8Array(chunkLimit)
    const attempt = (index: number, bytes: Uint8Array) => () => {
      open.staging.append({ staged, owner: person, index, bytes })
    }
    expect(attempt(1, piece)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    expect(attempt(0, new Uint8Array(10))).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    expect(attempt(0, new Uint8Array())).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    expect(attempt(0, new Uint8Array(chunkLimit + 1))).toThrow(expect.objectContaining({ code: 'too-large' }))
    attempt(0, piece)()
    expect(attempt(0, piece)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    expect(attempt(1, new Uint8Array(6))).toThrow(expect.objectContaining({ code: 'too-large' }))
    expect(() => open.staging.finish({ staged, owner: person })).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    expect(() => adopt(staged)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    attempt(1, new Uint8Array(5))()
    open.staging.finish({ staged, owner: person })
    expect(attempt(2, new Uint8Array(1))).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })

  test('a file over the limit before a byte is taken', () => {
    expect(() => begin(104_857_601)).toThrow(expect.objectContaining({ code: 'too-large' }))
    expect(() => begin(4 * 104_857_600 + 1, 'inspection')).toThrow(expect.objectContaining({ code: 'too-large' }))
  })

  test('somebody else, as if the file were not there', () => {
    const staged = begin(1)
    const other = { staged, owner: 'station' }
    for (const attempt of [
      () => open.staging.info(other),
      () => open.staging.finish(other),
      () => open.staging.read({ ...other, index: 0 }),
      () => {
        open.staging.drop(other)
      },
      () => {
        open.staging.append({ ...other, index: 0, bytes: new Uint8Array(1) })
      },
    ]) {
      expect(attempt).toThrow(expect.objectContaining({ code: 'not-found' }))
    }
  })
})

describe('what is only looked at', () => {
  test('lies in scratch, never in the store, and cannot be adopted', () => {
    const bytes = new Uint8Array(randomBytes(chunkLimit + 3))
    const staged = begin(bytes.length, 'inspection')
    append(staged, bytes)
    const { sha256 } = open.staging.finish({ staged, owner: person })
    expect(chunks()).toBe(0)
    expect(open.staging.finished(staged)).toEqual({ size: bytes.length, pieces: 2, sha256 })
    expect(Buffer.from(open.staging.piece(staged, 1) ?? []).equals(bytes.subarray(chunkLimit))).toBe(true)
    expect(open.staging.piece(staged, 2)).toBeNull()
    expect(Buffer.from(open.staging.read({ staged, owner: person, index: 0 })).equals(bytes.subarray(0, chunkLimit))).toBe(true)
    expect(() => adopt(staged)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    open.staging.drop({ staged, owner: person })
    expect(open.staging.piece(staged, 0)).toBeNull()
  })

  test('made by the core itself is read by whom it was made for', () => {
    const bytes = new Uint8Array(randomBytes(2 * chunkLimit))
    const staged = open.staging.put({ session: 's', owner: person, name: 'sheet.pdf', mediaType: 'application/pdf', bytes })
    expect(open.staging.info({ staged, owner: person })).toEqual({ name: 'sheet.pdf', mediaType: 'application/pdf', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
    expect(Buffer.from(open.staging.read({ staged, owner: person, index: 1 })).equals(bytes.subarray(chunkLimit))).toBe(true)
  })

  test('is not readable on disk and is gone after closing', () => {
    const staged = begin(chunkLimit, 'inspection')
    append(staged, new Uint8Array(chunkLimit).fill(65))
    expect(readFileSync(open.layout.scratch).includes('AAAAAAAAAAAAAAAA')).toBe(false)
    open.close()
    expect(existsSync(open.layout.scratch)).toBe(false)
  })
})

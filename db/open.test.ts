import { createDecipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../test/support/store-fixture.ts'
import { storeVersion } from './migrations/migrations.ts'
import { migrateStore } from './migrate.ts'
import { createStoreFile, openStoreFile, schemaVersion, storeApplicationId, type OpenOutcome } from './open.ts'
import { connect, type Connection } from './sqlite.ts'

const key = new Uint8Array(randomBytes(32))
let folder: ReturnType<typeof temporaryFolder>
let path: string

beforeEach(() => {
  folder = temporaryFolder()
  path = join(folder.path, 'store.db')
})
afterEach(() => {
  folder.remove()
})

function makeStore(fill: (connection: Connection) => void = () => undefined): void {
  const connection = createStoreFile(path, key)
  migrateStore(connection, () => undefined)
  fill(connection)
  connection.close()
}

function opened(outcome: OpenOutcome): Connection {
  if (!outcome.ok) throw new Error(`${outcome.why}: ${outcome.detail}`)
  return outcome.connection
}

function failure(outcome: OpenOutcome): string {
  if (!outcome.ok) return outcome.why
  outcome.connection.close()
  return 'opened'
}

function flipBit(at: number): void {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 4
  writeFileSync(path, bytes)
}

const promised = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  recursive_triggers: 1,
  cell_size_check: 1,
  secure_delete: 1,
  trusted_schema: 0,
  temp_store: 2,
  mmap_size: 0,
  busy_timeout: 5000,
}

describe('every connection', () => {
  function reads(connection: Connection): Record<string, unknown> {
    return Object.fromEntries(Object.keys(promised).map((name) => [name, connection.pragma(name, { simple: true })]))
  }

  test('runs with what is promised, the new one, the writer and the reader beside it', () => {
    const made = createStoreFile(path, key)
    expect(reads(made)).toEqual(promised)
    migrateStore(made, () => undefined)
    expect(reads(made)).toEqual(promised)
    made.close()
    const writer = opened(openStoreFile(path, key, 'writer', storeVersion))
    const reader = opened(openStoreFile(path, key, 'reader', storeVersion))
    expect(reads(writer)).toEqual(promised)
    expect(reads(reader)).toEqual(promised)
    reader.close()
    writer.close()
  })

  test('syncs commits: synchronous reads 2 after the first write and after reopening', () => {
    makeStore()
    for (let round = 0; round < 2; round++) {
      const connection = opened(openStoreFile(path, key, 'writer', storeVersion))
      connection.exec(`INSERT INTO setting VALUES ('round ${String(round)}', '1')`)
      expect(connection.pragma('synchronous', { simple: true })).toBe(2)
      connection.close()
    }
  })

  test('a driver left to itself would not: that is why it is set', () => {
    makeStore()
    const careless = connect(path, {})
    careless.pragma(`cipher = 'sqlcipher'`)
    careless.pragma('legacy = 4')
    careless.key(Buffer.from(`x'${Buffer.from(key).toString('hex')}'`))
    careless.exec(`INSERT INTO setting VALUES ('careless', '1')`)
    expect(careless.pragma('synchronous', { simple: true })).toBe(1)
    careless.close()
  })

  test('a reader cannot write', () => {
    makeStore()
    const reader = opened(openStoreFile(path, key, 'reader', storeVersion))
    expect(() => reader.exec(`INSERT INTO setting VALUES ('x', '1')`)).toThrow(/readonly/)
    reader.close()
  })
})

describe('the file', () => {
  test('is SQLCipher 4 under the raw key: its first page opens by the published format, without this driver', () => {
    makeStore()
    const page = readFileSync(path).subarray(0, 4096)
    expect(page.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
    const salt = page.subarray(0, 16)
    const macKey = pbkdf2Sync(key, Buffer.from(salt.map((byte) => byte ^ 0x3a)), 2, 32, 'sha512')
    const mac = createHmac('sha512', macKey).update(page.subarray(16, 4096 - 64)).update(Buffer.from([1, 0, 0, 0])).digest()
    expect(mac.equals(page.subarray(4096 - 64))).toBe(true)
    const decipher = createDecipheriv('aes-256-cbc', key, page.subarray(4096 - 80, 4096 - 64)).setAutoPadding(false)
    const plain = Buffer.concat([decipher.update(page.subarray(16, 4096 - 80)), decipher.final()])
    // The header without its first 16 bytes: user_version at 60, application_id at 68.
    expect(plain.readUInt32BE(60 - 16)).toBe(storeVersion)
    expect(plain.readUInt32BE(68 - 16)).toBe(storeApplicationId)
  })

  test('holds nothing of the record in the clear, and neither does its log', () => {
    const connection = createStoreFile(path, key)
    migrateStore(connection, () => undefined)
    connection.exec(`INSERT INTO setting VALUES ('needle', '"needle in the haystack"')`)
    for (const file of [path, `${path}-wal`]) expect(readFileSync(file).includes('needle')).toBe(false)
    connection.close()
  })

  test('is not made over another one', () => {
    makeStore()
    expect(() => createStoreFile(path, key)).toThrow(/free/)
  })
})

describe('opening tells apart', () => {
  test('a missing file, and makes none', () => {
    expect(failure(openStoreFile(path, key, 'writer', storeVersion))).toBe('missing')
    expect(existsSync(path)).toBe(false)
  })

  test('a key that does not fit', () => {
    makeStore()
    const other = key.slice()
    other[31] = (other[31] ?? 0) ^ 1
    expect(failure(openStoreFile(path, other, 'writer', storeVersion))).toBe('unreadable')
  })

  test('a damaged first page', () => {
    makeStore()
    flipBit(2000)
    expect(failure(openStoreFile(path, key, 'writer', storeVersion))).toBe('unreadable')
  })

  test('a file that was cut, and one cut to nothing', () => {
    makeStore()
    writeFileSync(path, readFileSync(path).subarray(0, 3 * 4096))
    expect(failure(openStoreFile(path, key, 'writer', storeVersion))).toBe('damaged')
    writeFileSync(path, '')
    expect(failure(openStoreFile(path, key, 'writer', storeVersion))).toBe('damaged')
  })

  test('noise, a database without encryption, and one of another program', () => {
    writeFileSync(path, randomBytes(8192))
    expect(failure(openStoreFile(path, key, 'writer', storeVersion))).toBe('unreadable')
    const plain = join(folder.path, 'plain.db')
    const connection = connect(plain, {})
    connection.exec('CREATE TABLE x (y)')
    connection.close()
    expect(failure(openStoreFile(plain, key, 'writer', storeVersion))).toBe('not-a-store')
    copyFileSync(plain, `${plain}.2`)
    const other = join(folder.path, 'other.db')
    const made = createStoreFile(other, key)
    made.pragma('application_id = 7')
    made.close()
    expect(failure(openStoreFile(other, key, 'writer', storeVersion))).toBe('not-a-store')
  })

  test('a newer store, which stays byte for byte as it was', () => {
    makeStore((connection) => {
      connection.pragma(`user_version = ${String(storeVersion + 1)}`)
    })
    const before = readFileSync(path)
    const time = statSync(path).mtimeMs
    expect(failure(openStoreFile(path, key, 'writer', storeVersion))).toBe('newer')
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(statSync(path).mtimeMs).toBe(time)
    expect(existsSync(`${path}-wal`)).toBe(false)
  })

  test('every flipped bit on any page, at opening or when it is checked', () => {
    makeStore()
    const whole = readFileSync(path)
    for (let page = 1; page * 4096 < whole.length; page += 7) {
      writeFileSync(path, whole)
      flipBit(page * 4096 + ((page * 977) % 4096))
      const outcome = openStoreFile(path, key, 'writer', storeVersion)
      if (!outcome.ok) continue
      let found: string
      try {
        found = String(outcome.connection.pragma('quick_check', { simple: true }))
      } catch (error) {
        found = String(error)
      }
      outcome.connection.close()
      expect(found).not.toBe('ok')
    }
  })
})

test('a store knows its schema number', () => {
  makeStore()
  const connection = opened(openStoreFile(path, key, 'writer', storeVersion))
  expect(schemaVersion(connection)).toBe(storeVersion)
  connection.close()
})

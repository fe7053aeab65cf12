import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { checkChain } from '../../db/check.ts'
import { isToOverwrite } from '../../db/erase.ts'
import type { OpenStore } from '../../electron/core/store-opening.ts'
import { createStore, openStore } from '../../electron/core/store-session.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { chance } from '../faults/chance.ts'
import { plainPages } from '../faults/plain-pages.ts'
import { startChild } from '../support/child.ts'
import { passphrase, person, placeIn, stamp, storePorts, temporaryFolder } from '../support/store-fixture.ts'

const folder = temporaryFolder()
let open: OpenStore | null = null
afterEach(() => {
  open?.close()
  open = null
})

/** Numbers of the texts that lie anywhere in the file, in use or not. Another process copies it: reading it here would drop SQLite's locks. */
function textsInFile(store: OpenStore): Set<number> {
  const copies = mkdtempSync(join(tmpdir(), 'cofferdam-traces-'))
  try {
    execFileSync('cp', [store.layout.store, join(copies, 'store.db')])
    const pages = plainPages(readFileSync(join(copies, 'store.db')), store.storeKey)
    return new Set(pages.flatMap((page) => page.toString('latin1').match(/(?<=SECRET-)\d{4}(?=-)/g) ?? []).map(Number))
  } finally {
    rmSync(copies, { recursive: true, force: true })
  }
}

/** Takes a small file into the record. @returns its id. */
function attach(store: OpenStore, ports: ReturnType<typeof storePorts>, text: string): string {
  const bytes = Buffer.from(text)
  const staged = store.staging.begin({ session: 'test', owner: person, name: 'a.txt', mediaType: 'text/plain', size: bytes.length, purpose: 'attachment' })
  store.staging.append({ staged, owner: person, index: 0, bytes })
  store.staging.finish({ staged, owner: person })
  const id = ports.ids.id()
  store.record.write(stamp(ports), (transaction) => store.staging.adopt({ staged, owner: person, id, createdAt: 1, author: person }, transaction))
  return id
}

describe('traces of what was erased', () => {
  it('stay in unused parts of pages until the file is written anew, and are gone then', async () => {
    const ports = storePorts()
    open = (await createStore(placeIn(folder.path), { passphrase, kind: 'real', person }, ports)).open
    const store = open
    // A seed by which SQLite joins pages and leaves a copy of what it moved; where things lie follows from their sizes alone.
    const random = chance(1)
    const left = Array.from({ length: 150 }, (_, index) => {
      const number = 1000 + index
      return { number, id: attach(store, ports, `SECRET-${String(number)}-`.repeat(1 + Math.floor(random() ** 3 * 1500))) }
    })
    while (left.length > 10) {
      const [gone] = left.splice(Math.floor(random() * left.length), 1)
      if (gone === undefined) break
      store.record.write(stamp(ports, 'retention.erase'), (transaction) => {
        transaction.erase({ items: [{ kind: 'attachment', record: gone.id }], secondPerson: ports.ids.id(), reason: 'test' })
      })
    }
    const kept = new Set(left.map(({ number }) => number))

    // The control: secure_delete and a cut log alone leave a copy.
    expect(store.record.checkpoint()).toBe(true)
    expect(textsInFile(store).size).toBeGreaterThan(kept.size)
    expect(isToOverwrite(store.record.connection)).toBe(true)

    expect(store.overwriteErased()).toBe(true)
    expect(textsInFile(store)).toEqual(kept)
    expect(isToOverwrite(store.record.connection)).toBe(false)
  })

  it('are overwritten by closing where that was not possible at once', async () => {
    const ports = storePorts()
    const place = placeIn(join(folder.path, 'second'))
    const first = (await createStore(place, { passphrase, kind: 'real', person }, ports)).open
    const id = attach(first, ports, 'SECRET-1000-')
    first.record.write(stamp(ports, 'retention.erase'), (transaction) => {
      transaction.erase({ items: [{ kind: 'attachment', record: id }], secondPerson: ports.ids.id(), reason: 'test' })
    })
    // While a report is being written, say: nothing is done, and nothing is claimed.
    first.record.refuse(new DomainError('busy'))
    expect(() => first.overwriteErased()).toThrow(DomainError)
    first.record.refuse(null)
    expect(isToOverwrite(first.record.connection)).toBe(true)
    first.close()
    open = (await openStore(place, passphrase, ports)).open
    expect(isToOverwrite(open.record.connection)).toBe(false)
    expect(open.record.read((repositories) => repositories.erasures.list(1))).toMatchObject([{ overwrittenAt: expect.any(Number) as number }])
  })

  it('go or stay as a whole when the program is killed while they are overwritten, and nothing else is lost', async () => {
    const ports = storePorts()
    const place = placeIn(join(folder.path, 'third'))
    const random = chance(3)
    const first = (await createStore(place, { passphrase, kind: 'real', person }, ports)).open
    const bulk = Buffer.alloc(1_000_000, 'KEPT-')
    for (let number = 0; number < 12; number += 1) {
      bulk.writeUInt32BE(number, 0)
      attach(first, ports, bulk.toString('latin1'))
    }
    first.close()
    const ends = { before: 0, after: 0 }
    for (let round = 0; round < 6; round += 1) {
      const { open: now } = await openStore(place, passphrase, ports)
      const id = attach(now, ports, `SECRET-${String(1000 + round)}-`)
      now.record.write(stamp(ports, 'retention.erase'), (transaction) => {
        transaction.erase({ items: [{ kind: 'attachment', record: id }], secondPerson: ports.ids.id(), reason: 'test' })
      })
      const { sequence } = now.head()
      // Closing would do what is to be killed here.
      now.record.refuse(new DomainError('busy'))
      now.close()
      const child = startChild('overwrite-erased.ts', place.folder)
      expect(await child.line()).toBe('begin')
      await setTimeout(random() * 400)
      await child.kill()
      open = (await openStore(place, passphrase, ports)).open
      const { record } = open
      expect(open.head().sequence).toBe(sequence)
      expect(checkChain(record.connection, ports.hash, { progress: () => undefined, check: () => undefined })).toMatchObject({ intact: true })
      expect(record.connection.prepare('PRAGMA integrity_check').pluck().get()).toBe('ok')
      ends[isToOverwrite(record.connection) ? 'before' : 'after'] += 1
      expect(open.overwriteErased()).toBe(true)
      expect(textsInFile(open).size).toBe(0)
      open.close()
      open = null
    }
    expect(ends.before).toBeGreaterThan(0)
  }, 60_000)
})

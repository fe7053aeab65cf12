import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkChain } from '../../db/check.ts'
import type { OpenStore } from '../../electron/core/store-opening.ts'
import { createStore } from '../../electron/core/store-session.ts'
import type { Erasable } from '../../shared/retention/erasure.ts'
import { passphrase, person, placeIn, stamp, storePorts, temporaryFolder, writeOne } from '../support/store-fixture.ts'
import { chance } from './chance.ts'
import { plainFrames, plainPages } from './plain-pages.ts'
import type { FaultRow } from './row.ts'

/** Erasures of one store. */
const perStore = 250

/** Bodies of audit rows, attachments and names of persons erased in random order. */
export const eraseRow: FaultRow = {
  name: 'erase',
  property: 'after random erasures of audit bodies, attachments and names the chain verifies, says what was erased, and the text is gone as bytes from file and log, free pages included',
  count: 1000,
  cannot: () => null,
  async run(count, seed) {
    const random = chance(seed)
    const wrong: string[] = []
    for (let done = 0; done < count; done += perStore) await eraseInOneStore(Math.min(perStore, count - done), random, wrong)
    return wrong
  },
}

/** What an erased body says: short ones lie in a page with others, long ones fill pages of their own. */
function secretText(number: number, random: () => number): string {
  return `SECRET-${String(number)}-`.repeat(1 + Math.floor(random() ** 3 * 1500))
}

async function eraseInOneStore(count: number, random: () => number, wrong: string[]): Promise<void> {
  const folder = temporaryFolder()
  const ports = storePorts()
  const { open } = await createStore(placeIn(folder.path), { passphrase, kind: 'real', person }, ports)
  try {
    const left: Erasable[] = []
    let bodies = 0
    for (let number = 0; number < count; number += 1) {
      left.push(keepSecret(open, ports, secretText(number, random), random()))
      // What stays lies between what goes.
      if (random() < 0.3) writeOne(open, ports, `kept ${String(number % 20)}`, `KEPT-${String(number)}-`)
    }
    if (found(open).inFile + found(open).inLog === 0) wrong.push('the texts were not found before they were erased: the search sees nothing')
    for (let erased = 0; left.length > 0; ) {
      const batch = left.splice(Math.floor(random() * left.length), 1 + Math.floor(random() * 3))
      open.record.write(stamp(ports, 'retention.erase'), (transaction) => {
        transaction.erase({ items: batch, secondPerson: ports.ids.id(), reason: 'test' })
      })
      erased += batch.length
      bodies += batch.filter(({ kind }) => kind === 'audit-body').length
      if (left.length > 0 && random() > 0.02) continue
      if (!open.overwriteErased()) wrong.push('the file was not written anew')
      const check = checkChain(open.record.connection, ports.hash, { progress: () => undefined, check: () => undefined })
      if (!check.intact) wrong.push(`after ${String(erased)} erasures: ${JSON.stringify(check.fault)}`)
      if (check.erased.length !== bodies) wrong.push(`${String(bodies)} bodies erased, ${String(check.erased.length)} told`)
      const still = found(open)
      if (still.numbers !== left.length) wrong.push(`after ${String(erased)} erasures the bytes of ${String(still.numbers)} texts are there, ${String(left.length)} should be`)
      if (!still.kept) wrong.push('what was not erased is gone')
    }
  } finally {
    open.close()
    folder.remove()
  }
}

/** Puts a text into one of the places that can be erased. @param choice 0 to 1. @returns what to erase. */
function keepSecret(open: OpenStore, ports: ReturnType<typeof storePorts>, text: string, choice: number): Erasable {
  if (choice < 0.2) {
    const id = ports.ids.id()
    open.record.write(stamp(ports), (transaction) => {
      transaction.people.save({ id, code: id.slice(0, 10), function: '', grants: [], createdAt: 1, validUntil: null, endedAt: null })
      transaction.people.saveName({ person: id, name: text.slice(0, 100), phone: '', email: '', badge: '' })
    })
    return { kind: 'person-name', record: id }
  }
  if (choice < 0.5) {
    const bytes = Buffer.from(text)
    const staged = open.staging.begin({ session: 'test', owner: person, name: 'a.txt', mediaType: 'text/plain', size: bytes.length, purpose: 'attachment' })
    open.staging.append({ staged, owner: person, index: 0, bytes })
    open.staging.finish({ staged, owner: person })
    const id = ports.ids.id()
    open.record.write(stamp(ports), (transaction) => open.staging.adopt({ staged, owner: person, id, createdAt: 1, author: person }, transaction))
    return { kind: 'attachment', record: id }
  }
  open.record.write(stamp(ports), (transaction) => {
    transaction.changed('note', ports.ids.id(), null, { text })
  })
  return { kind: 'audit-body', record: String(open.head().sequence) }
}

interface Found {
  /** Pages of the file and frames of the log with such a text. */
  readonly inFile: number
  readonly inLog: number
  /** How many different texts. */
  readonly numbers: number
  readonly kept: boolean
}

/** Looks for the texts as bytes, in copies made by another process: reading the files here would drop SQLite's locks. */
function found(open: OpenStore): Found {
  const copies = mkdtempSync(join(tmpdir(), 'cofferdam-erase-'))
  try {
    const { store } = open.layout
    for (const path of [store, `${store}-wal`]) if (existsSync(path)) execFileSync('cp', [path, copies])
    const key = open.storeKey
    const file = plainPages(readFileSync(join(copies, 'store.db')), key)
    const log = existsSync(join(copies, 'store.db-wal')) ? plainFrames(readFileSync(join(copies, 'store.db-wal')), key) : []
    const holdsText = (page: Buffer): boolean => page.includes('SECRET-')
    const numbers = new Set([...file, ...log].filter(holdsText).flatMap((page) => page.toString('latin1').match(/(?<=SECRET-)\d+(?=-)/g) ?? []))
    return {
      inFile: file.filter(holdsText).length,
      inLog: log.filter(holdsText).length,
      numbers: numbers.size,
      kept: [...file, ...log].some((page) => page.includes('KEPT-')),
    }
  } finally {
    rmSync(copies, { recursive: true, force: true })
  }
}

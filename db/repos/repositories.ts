import type { Hash } from '../../shared/ports/crypto.ts'
import type { Repositories, StoreFacts } from '../../shared/ports/repositories.ts'
import { auditHead, auditPage, auditRecords, auditRecordsOf, chainHashAt } from '../audit.ts'
import { currentLine, parentLine, readLines, readMeta } from '../meta.ts'
import type { Connection } from '../sqlite.ts'
import { statements } from '../statements.ts'
import { approvals } from './approvals.ts'
import { auditReleases } from './audit-releases.ts'
import { erasures } from './erasures.ts'
import { clock } from './clock.ts'
import { files } from './files.ts'
import { incidents } from './incidents.ts'
import { packages } from './packages.ts'
import { people } from './people.ts'
import { plantCertificates } from './plant-certificates.ts'
import { registers } from './register.ts'

/**
 * The record over one connection. Reading works on any; what changes something throws outside a transaction.
 * @throws Error when the connection has no store of a known kind.
 */
export function createRepositories(connection: Connection, hash: Pick<Hash, 'sha256'>): Repositories {
  const facts = factsOf(connection)
  return {
    facts,
    ...registers(connection),
    people: people(connection),
    ...incidents(connection),
    ...clock(connection),
    ...packages(connection),
    ...plantCertificates(connection),
    files: files(connection),
    settings: {
      get: (key) => statements(connection).read<{ text: string }>('SELECT text FROM setting WHERE key = ?').get(key)?.text ?? null,
      set(key, value) {
        statements(connection).write('INSERT INTO setting (key, text) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET text = excluded.text').run(key, value)
      },
    },
    audit: {
      head: () => auditHead(connection, hash),
      list: (after, limit) => auditRecords(connection, after, limit),
      of: (kind, id, limit) => auditRecordsOf(connection, kind, id, limit),
      page: (filter, before, limit) => auditPage(connection, filter, before, limit),
      lines: () => readLines(connection),
      hashAt: (sequence) => chainHashAt(connection, hash, sequence),
    },
    auditReleases: auditReleases(connection),
    erasures: erasures(connection),
    approvals: approvals(connection),
  }
}

function factsOf(connection: Connection): StoreFacts {
  const meta = readMeta(connection)
  if (meta === null) throw new Error('the store has lost its identity')
  const { storeId, kind, createdAt } = meta
  if (kind !== 'real' && kind !== 'demo') throw new Error(`a store of kind ${kind} is for a later version`)
  return { storeId, kind, line: currentLine(connection), parent: parentLine(connection), createdAt }
}

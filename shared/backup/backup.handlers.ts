import { z } from 'zod'
import { DomainError } from '../contract/error.ts'
import type { Handlers, JobCall } from '../contract/handler.ts'
import { instantSchema } from '../contract/schema.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import type { MadeBackup } from '../ports/backups.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import { placeLine } from '../transfer/place-line.ts'
import type { Transfer } from '../transfer/transfer.ts'
import type { backupContract } from './backup.contract.ts'
import { isOutsideOverdue } from './backup-rule.ts'

/** Key under which it is kept which backup last left this PC. */
const outsideKey = 'backup/outside'
const outsideSchema = z.strictObject({ at: instantSchema, place: z.string(), name: z.string() })
type Outside = z.output<typeof outsideSchema>

function outsideOf(repositories: Repositories): Outside | null {
  const text = repositories.settings.get(outsideKey)
  if (text === null) return null
  const parsed = outsideSchema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/** Handlers of making, listing and removing backups. What goes to a drive is logged as every file that leaves, failed attempts too. */
export function backupHandlers(ports: Ports): Handlers<typeof backupContract> {
  function transferOf(place: string, made: MadeBackup | null, outcome: Transfer['outcome'], detail: string, call: JobCall): Transfer {
    return {
      id: ports.ids.id(),
      direction: 'out',
      release: null,
      place,
      fileName: made?.name ?? '',
      size: made?.size ?? 0,
      sha256: made?.sha256 ?? null,
      outcome,
      detail,
      reason: '',
      at: ports.clock.read().at,
      actor: call.actor,
    }
  }

  function logFailure(place: string, error: unknown, call: JobCall): void {
    const transfer = transferOf(place, null, 'failed', error instanceof DomainError ? error.code : 'internal', call)
    ports.store.write({ ...call.stamp, reading: ports.clock.read() }, (transaction) => {
      transaction.transfers.add(transfer)
      transaction.changed('transfer', transfer.id, null, { outcome: transfer.outcome, detail: transfer.detail, place })
    })
  }

  async function carry(place: string, entity: string, call: JobCall): Promise<{ made: MadeBackup; label: string }> {
    const found = (await ports.places.list()).find((candidate) => candidate.id === place)
    if (found === undefined) throw new DomainError('place-missing')
    const label = placeLine(found.label)
    let made: MadeBackup | null = null
    try {
      const done = await ports.backups.make(place, entity, call.control)
      made = done
      const transfer = transferOf(label, done, done.outcome, '', call)
      call.finish((transaction) => {
        transaction.transfers.add(transfer)
        transaction.settings.set(outsideKey, JSON.stringify({ at: done.at, place: label, name: done.name } satisfies Outside))
        transaction.changed('transfer', transfer.id, null, { outcome: transfer.outcome, place: label, fileName: done.name })
        transaction.changed('backup', done.name, null, { sequence: done.sequence, head: done.head, place: label })
        return null
      })
      return { made: done, label }
    } catch (error) {
      // Cancelled when it lay on the stick already: that it was carried must not go unlogged.
      if (made === null) logFailure(label, error, call)
      else ports.store.write({ ...call.stamp, reading: ports.clock.read() }, (transaction) => transaction.transfers.add(transferOf(label, made, 'failed', 'cancelled', call)))
      throw error
    }
  }

  return {
    'backups.found': {
      run: async () => {
        const here = ports.backups.here()
        const backups = (await ports.backups.found()).map((backup) => ({ ...backup, ofThisRecord: here === null ? null : backup.storeId === here.storeId }))
        return { backups, last: here?.last ?? null }
      },
    },
    'backups.state': {
      run: (_input, call) => {
        const { facts, outside } = ports.store.read((repositories) => ({ facts: repositories.facts, outside: outsideOf(repositories) }))
        const last = ports.backups.ring().find(({ storeId }) => storeId === facts.storeId)
        return {
          last: last === undefined ? null : { at: last.at, why: last.why },
          outside,
          // A demonstration can be lost.
          outsideOverdue: facts.kind === 'real' && isOutsideOverdue(outside?.at ?? null, facts.createdAt, call.stamp.reading.at),
          line: facts.line,
          continues: facts.parent === null ? null : { line: facts.parent.line, sequence: facts.parent.sequence, at: facts.parent.at },
          failure: ports.backups.failure(),
        }
      },
    },
    'backups.list': {
      run: async () => {
        const { storeId, line } = ports.store.read((repositories) => repositories.facts)
        const own = (await ports.backups.list()).filter((backup) => backup.storeId === storeId)
        return { backups: own.map((backup) => ({ ...backup, ownLine: backup.line === line })) }
      },
    },
    'backups.make': {
      run: async ({ place }, call) => {
        const entity = call.read((repositories) => requireEntity(repositories).code)
        if (place !== null) {
          const { made, label } = await carry(place, entity, call)
          ports.lifecycle.anchor('backup')
          return { name: made.name, at: made.at, sequence: made.sequence, size: made.size, place: label, outcome: made.outcome }
        }
        const made = await ports.backups.make(null, entity, call.control)
        call.finish((transaction) => {
          transaction.changed('backup', made.name, null, { sequence: made.sequence, head: made.head, place: null })
          return null
        })
        ports.lifecycle.anchor('backup')
        return { name: made.name, at: made.at, sequence: made.sequence, size: made.size, place: null, outcome: made.outcome }
      },
    },
    'backups.remove': {
      run: async ({ id }, call) => {
        const removed = await ports.backups.remove(id)
        ports.store.write({ ...call.stamp, reading: ports.clock.read() }, (transaction) => {
          transaction.changed('backup', removed.name, { at: removed.at, sequence: removed.sequence, place: placeLine(removed.place.label) }, null)
        })
        return {}
      },
    },
  }
}

import { z } from 'zod'
import { DomainError } from '../contract/error.ts'
import type { Handlers } from '../contract/handler.ts'
import { idSchema, instantSchema } from '../contract/schema.ts'
import { hasAccess } from '../person/account.ts'
import type { Instant } from '../ports/clock.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { rekeyContract } from './rekey.contract.ts'
import { rekeyTime } from './rekey-rule.ts'
import { notDone, setupKey } from './setup-task.ts'

/** Key under which it is kept when the key was changed last, and who was shut out by then. */
const lastKey = 'rekey/last'
const lastSchema = z.strictObject({ at: instantSchema, shutOut: z.array(idSchema) })
type LastChange = z.output<typeof lastSchema>

function lastChange(repositories: Pick<Repositories, 'settings'>): LastChange | null {
  const text = repositories.settings.get(lastKey)
  if (text === null) return null
  const parsed = lastSchema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/** Ids of the people of the record, by whether they may sign in at a moment. */
function byAccess(repositories: Pick<Repositories, 'people'>, now: Instant): { readonly may: readonly string[]; readonly mayNot: readonly string[] } {
  const people = repositories.people.list()
  return { may: people.filter((person) => hasAccess(person, now)).map(({ id }) => id), mayNot: people.filter((person) => !hasAccess(person, now)).map(({ id }) => id) }
}

/** Handlers of changing the key of the record and of what copies from before still open. */
export function rekeyHandlers(ports: Ports): Handlers<typeof rekeyContract> {
  return {
    'store.underway': { run: () => ({ work: ports.lifecycle.underway() }) },
    'store.stopUnderway': {
      run: (_input, call) => {
        // A locked screen must not be enough to keep the key from being changed.
        if (ports.lifecycle.isOpen() && call.session.who.kind === 'nobody') throw new DomainError('not-permitted', { needs: 'record-only' })
        return { stopped: ports.lifecycle.stopUnderway() }
      },
    },
    'store.rekey': {
      run: async ({ passphrase, newSheet }, call) => {
        const { may, mayNot } = call.read((repositories) => byAccess(repositories, ports.clock.read().at))
        const { reading: _asked, ...stamp } = call.stamp
        let at = 0
        const { recoveryKey } = await ports.lifecycle.rekey(
          {
            passphrase,
            person: call.actor,
            people: may,
            newSheet,
            stamp,
            note: (transaction, aside) => {
              at = transaction.stamp.reading.at
              transaction.settings.set(lastKey, JSON.stringify({ at, shutOut: [...mayNot] } satisfies LastChange))
              transaction.changed('data-key', transaction.facts.storeId, null, { changed: true, opens: [...may], shutOut: [...mayNot], newSheet, aside })
              if (!newSheet) return
              transaction.settings.set(setupKey('recovery-sheet'), notDone)
              transaction.changed('setup', 'recovery-sheet', null, { done: false })
            },
          },
          call.control,
          call.decided,
        )
        return { recoveryKey, at, former: [...(await settled(call.control))] }
      },
    },
    'store.openers': {
      run: async () => {
        const copies = await ports.keyCopies.list()
        return ports.store.read((repositories) => {
          const { may, mayNot } = byAccess(repositories, ports.clock.read().at)
          const last = lastChange(repositories)
          const nameOf = (person: string): string | null => repositories.people.name(person)?.name ?? null
          return {
            changedAt: last?.at ?? null,
            left: mayNot.filter((person) => last?.shutOut.includes(person) !== true).map((person) => ({ person, name: nameOf(person) })),
            copies: copies.map(({ people, ...copy }) => ({
              ...copy,
              openers: people.map(({ person, passphrase }) => ({ person, name: nameOf(person), access: may.includes(person), passphrase })),
            })),
            former: [...ports.keyCopies.former()],
            time: rekeyTime(ports.keyCopies.size()),
          }
        })
      },
    },
    'backups.removeEarlier': {
      run: async ({ ids }, call) => {
        const removed = await ports.keyCopies.remove([...new Set(ids)])
        ports.store.write({ ...call.stamp, reading: ports.clock.read() }, (transaction) => {
          for (const { name, at } of removed) transaction.changed('backup', name, { at, place: '' }, null)
        })
        return { removed: removed.length }
      },
    },
  }

  /** The key is changed already: that the former pair could not go yet is told, and tried again every hour. */
  async function settled(control: Parameters<Ports['keyCopies']['settle']>[0]): Promise<readonly string[]> {
    try {
      return await ports.keyCopies.settle(control)
    } catch (error) {
      ports.log.fault('store.rekey', error)
      return ports.keyCopies.former()
    }
  }
}

import { z } from 'zod'
import type { Handlers } from '../contract/handler.ts'
import { instantSchema } from '../contract/schema.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import type { JobControl } from '../ports/places.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { updateContract } from './update.contract.ts'
import { isNewer } from './version.ts'

/** Key under which it is kept what was last taken over. */
const takenKey = 'update/taken'
const takenSchema = z.strictObject({ version: z.string(), from: z.string(), at: instantSchema, backup: z.string() })
type Taken = z.output<typeof takenSchema>

function takenOf(repositories: Repositories): Taken | null {
  const text = repositories.settings.get(takenKey)
  if (text === null) return null
  const parsed = takenSchema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/** Handlers of updates by stick. */
export function updateHandlers(ports: Ports): Handlers<typeof updateContract> {
  return {
    'updates.state': {
      run: async () => {
        const { version } = ports.product
        const maker = ports.updates.maker()
        const taken = ports.store.read(takenOf)
        const nothing = { maker, version, updated: null, ready: null }
        if (taken === null) return nothing
        if (taken.version === version) return { ...nothing, updated: { from: taken.from, at: taken.at, backup: taken.backup } }
        const ready = maker === null || !isNewer(taken.version, version) ? null : await ports.updates.ready(taken.version)
        return { ...nothing, ready: ready === null ? null : { ...ready, at: taken.at, backup: taken.backup } }
      },
    },
    'updates.found': {
      run: async () => ({
        updates: (await ports.updates.found()).map(({ manifest, ...rest }) => ({
          ...rest,
          release: manifest === null ? null : { version: manifest.version, at: manifest.releasedAt, notes: manifest.notes },
        })),
      }),
    },
    'updates.take': {
      run: async ({ id }, call) => {
        const entity = call.read((repositories) => requireEntity(repositories).code)
        const { first, second } = halves(call.control)
        // Verified whole before anything is made for it; what is copied is proven once more on its way.
        await ports.updates.check(id, first)
        const backup = await ports.backups.make(null, entity, { progress: () => undefined, check: () => { call.control.check() } })
        const ready = await ports.updates.take(id, second)
        const taken: Taken = { version: ready.version, from: ports.product.version, at: ports.clock.read().at, backup: backup.name }
        call.finish((transaction) => {
          transaction.settings.set(takenKey, JSON.stringify(taken))
          transaction.changed('backup', backup.name, null, { sequence: backup.sequence, head: backup.head, place: null })
          transaction.changed('update', ready.version, null, { from: taken.from, file: ready.file, sha256: ready.sha256, backup: backup.name })
          return null
        })
        ports.lifecycle.anchor('backup')
        return { ...ready, backup: backup.name }
      },
    },
  }
}

/** Two steps of equal length as one bar: reading the stick, then copying from it. */
function halves(control: JobControl): { readonly first: JobControl; readonly second: JobControl } {
  return {
    first: { progress: (done, total) => { control.progress(done, 2 * total) }, check: () => { control.check() } },
    second: { progress: (done, total) => { control.progress(total + done, 2 * total) }, check: () => { control.check() } },
  }
}

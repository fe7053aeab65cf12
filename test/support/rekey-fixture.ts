import { makeRekeyedCopy } from '../../db/rekeyed-copy.ts'
import { migrations } from '../../db/migrations/migrations.ts'
import { openStoreFile } from '../../db/open.ts'
import { nodeHash } from '../../electron/core/crypto.ts'
import { createStoreHost, type StoreHooks, type StoreHost } from '../../electron/core/store-lifecycle.ts'
import type { CopyUnderKey } from '../../electron/core/store-rekeying.ts'
import type { StorePorts } from '../../electron/core/store-opening.ts'
import { quietControl } from '../../electron/core/work/task-runner.ts'
import type { JobControl } from '../../shared/ports/places.ts'
import { passphrase, person, placeIn } from './store-fixture.ts'

/** A host whose record is copied in this thread when its key is changed. */
export function rekeyingHost(folder: string, ports: StorePorts, hooks: Pick<StoreHooks, 'reached'> & { readonly copied?: () => void } = {}): StoreHost {
  const copyUnderKey: CopyUnderKey = async (input, control) => {
    await Promise.resolve()
    const open = host.current()
    if (open === null) throw new Error('nothing is open')
    const reader = openStoreFile(open.layout.store, open.storeKey, 'reader', migrations.length)
    if (!reader.ok) throw new Error(reader.why)
    try {
      const copy = makeRekeyedCopy(reader.connection, { ...input, source: open.layout.store, sourceKey: open.storeKey }, nodeHash, control)
      hooks.copied?.()
      return copy
    } finally {
      reader.connection.close()
    }
  }
  const host = createStoreHost(placeIn(folder), ports, { copyUnderKey, ...(hooks.reached === undefined ? {} : { reached: hooks.reached }) })
  return host
}

/** Changes the key of the open record of a fixture. @returns what came of it. */
export function changeKey(
  host: StoreHost,
  change: { readonly passphrase?: string; readonly people?: readonly string[]; readonly newSheet?: boolean } = {},
  control: JobControl = quietControl,
): Promise<{ recoveryKey: string | null; aside: string }> {
  return host.lifecycle.rekey(
    {
      passphrase,
      person,
      people: [person],
      newSheet: false,
      ...change,
      stamp: { session: 'test', actor: person, confirmed: true, procedure: 'store.rekey' },
      note: (transaction, aside) => {
        transaction.changed('data-key', transaction.facts.storeId, null, { changed: true, aside })
      },
    },
    control,
    () => undefined,
  )
}

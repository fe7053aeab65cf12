import { argv, setgid, setuid, stdout } from 'node:process'
import { createStoreHost } from '../../electron/core/store-lifecycle.ts'
import { DomainError } from '../../shared/contract/error.ts'
import { passphrase, person, placeIn, storePorts } from './store-fixture.ts'

// Opens (or makes) a store as another account of the system and says what came of it: open-store.ts FOLDER open|create [UID]
const [, , folder = '', what = 'open', account] = argv
if (account !== undefined) {
  setgid?.(Number(account))
  setuid?.(Number(account))
}
const host = createStoreHost(placeIn(folder), storePorts())
const { state } = await host.lifecycle.status()
try {
  if (what === 'create') await host.lifecycle.create({ passphrase, kind: 'demo', person })
  else await host.lifecycle.open({ passphrase })
  stdout.write(`${state} opened\n`)
  await host.lifecycle.close()
} catch (error) {
  stdout.write(`${state} ${error instanceof DomainError ? error.code : String(error)}\n`)
}

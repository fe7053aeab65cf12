import { argv, kill, pid, stdout } from 'node:process'
import { backupsAt } from '../../electron/core/backup-folders.ts'
import { openRestored } from '../../electron/core/store-session.ts'
import { passphrase, placeIn, storePorts } from './store-fixture.ts'

// Restores the newest backup of a folder and dies at a step, as in a power cut: restore-child.ts STORE BACKUPS STEP
const [, , store = '', backups = '', step = '0'] = argv
const [backup] = await backupsAt(backups)
if (backup === undefined) throw new Error('there is no backup')
let reached = 0
const { open } = await openRestored(placeIn(store), backup, { passphrase, recoveryKey: null, stamp: { session: 'test', procedure: 'store.restore' } }, storePorts(), {
  reached: () => {
    if (String(reached) === step) kill(pid, 'SIGKILL')
    reached += 1
  },
})
stdout.write(`${String(reached)} steps\n`)
open.close()

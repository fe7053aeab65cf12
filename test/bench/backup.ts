import { closeSync, copyFileSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { openStore } from '../../electron/core/store-session.ts'
import { threadFile } from '../../electron/core/core-thread.ts'
import { createThreadRunner } from '../../electron/core/work/thread-runner.ts'
import { quietControl } from '../../electron/core/work/task-runner.ts'
import { keyringText } from '../../shared/person/keyring-format.ts'
import { newStore, passphrase, placeIn, storePorts, temporaryFolder } from '../support/store-fixture.ts'
import { fillLarge } from './large-store.ts'
import { timed, type BenchRow } from './measure.ts'

/** Longest time that a question to the record may take while a backup is made, in milliseconds. */
const patience = 200

/** A verified backup of 500 MB on the second thread, while the first one answers. */
export const backupRow: BenchRow = {
  name: 'backup',
  goal: 4,
  about: `a verified backup of 500 MB (VACUUM INTO, opened again, every page and index checked, hashed, synced) on the second thread, while a question every 20 ms must be answered within ${String(patience)} ms; against copying the file and syncing the copy`,
  async prepare() {
    const folder = temporaryFolder()
    const ports = storePorts()
    const made = await newStore(folder.path, ports)
    fillLarge(made.open, ports)
    made.open.close()
    // The store is closed here; its bytes stand for the file of the floor.
    copyFileSync(join(folder.path, 'store.db'), join(folder.path, 'plain.db'))
    const { open } = await openStore(placeIn(folder.path), passphrase, ports)
    const runner = createThreadRunner(threadFile('worker-thread'), folder.path, () => null)
    await runner.open({ path: open.layout.store, key: open.storeKey.slice() })
    let worst = 0
    let asked = 0
    return {
      async ours() {
        rmSync(open.layout.backups, { recursive: true, force: true })
        let running = true
        const asking = askAgainAndAgain(() => running, () => open.record.read(({ settings, audit }) => [settings.get('founded'), audit.list(0, 50)]), (took) => {
          worst = Math.max(worst, took)
          asked += 1
        })
        const took = await timed(() =>
          runner.run('backUp', { folder: open.layout.backups, why: 'asked', at: Date.now(), keyringText: keyringText(open.keyring()), prunes: false }, quietControl),
        )
        running = false
        await asking
        return took
      },
      floor() {
        const copy = join(folder.path, 'floor.db')
        rmSync(copy, { force: true })
        return timed(() => {
          // A copy of a copy: nothing else may open the store itself while it is in use.
          copyFileSync(join(folder.path, 'plain.db'), copy)
          const handle = openSync(copy, 'r+')
          fsyncSync(handle)
          closeSync(handle)
        })
      },
      notes: () => [`worst answer while a backup was made ${worst.toFixed(0)} ms of ${String(asked)} questions, at most ${String(patience)} ${worst <= patience ? 'ok' : 'short'}`],
      async end() {
        await runner.stop()
        open.close()
        folder.remove()
      },
    }
  },
}

/** Asks every 20 ms and measures from the moment at which the question was due: a thread that is held up answers late. */
async function askAgainAndAgain(isRunning: () => boolean, ask: () => unknown, told: (took: number) => void): Promise<void> {
  for (let due = performance.now() + 20; isRunning(); due += 20) {
    await wait(Math.max(0, due - performance.now()))
    ask()
    told(performance.now() - due)
    due = Math.max(due, performance.now())
  }
}

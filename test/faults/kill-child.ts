/** Writes chronology entries as fast as they are acknowledged and prints each id once it is. Runs until it is killed, or 30 s. */
import { writeSync } from 'node:fs'
import { startTestCore, testPassphrase, type TestFolders } from '../support/in-process.ts'

const [folders = '', incident = ''] = process.argv.slice(2)
const core = startTestCore({}, JSON.parse(folders) as TestFolders)
await core.api.call('store.open', { passphrase: testPassphrase })
const end = Date.now() + 30_000
for (let number = 0; Date.now() < end; number += 1) {
  const { id } = await core.api.call('chronology.add', { incident, instant: Date.now(), text: `entry ${String(number)}`, important: false, source: 'kill' })
  // Synchronous, so that a line is never printed for something that was not acknowledged, nor lost after it was.
  writeSync(1, `${id}\n`)
}
await core.stop()

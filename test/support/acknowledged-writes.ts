import { argv, exit } from 'node:process'
import { writeSync } from 'node:fs'
import { reopen, storePorts, writeOne } from './store-fixture.ts'

// Writes one record after the other and says each number only once it is confirmed. Runs until it is killed.
const folder = argv[2]
if (folder === undefined) exit(2)
const ports = storePorts()
const open = await reopen(folder, ports)
for (let next = open.head().sequence + 1; ; next++) {
  writeOne(open, ports, `key ${String(next)}`, 'x'.repeat(next % 5000))
  // Straight to the pipe: what console would buffer could be lost and look like a missing confirmation.
  writeSync(1, `${String(next)}\n`)
}

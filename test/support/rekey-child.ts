import { argv, kill, pid, stdout } from 'node:process'
import { changeKey, rekeyingHost } from './rekey-fixture.ts'
import { passphrase, storePorts } from './store-fixture.ts'

// Changes the key of a record and dies at a step, as in a power cut: rekey-child.ts STORE STEP
const [, , store = '', step = '0'] = argv
let reached = 0
function here(): void {
  if (String(reached) === step) kill(pid, 'SIGKILL')
  reached += 1
}
const host = rekeyingHost(store, storePorts(), { reached: here, copied: here })
await host.lifecycle.open({ passphrase })
await changeKey(host)
await host.lifecycle.close()
stdout.write(`${String(reached)} steps\n`)

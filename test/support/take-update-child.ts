import { join } from 'node:path'
import { argv, kill, pid } from 'node:process'
import { readSetFiles } from '../../electron/core/update-folder.ts'
import { takeUpdate } from '../../electron/core/work/take-update.ts'
import { quietControl } from '../../electron/core/work/task-runner.ts'
import { readManifest } from '../../shared/update/update-set.ts'

// Takes an update over and dies at a step, as in a power cut: take-update-child.ts SET RECORD STEP
const [, , from = '', record = '', step = '0'] = argv
const files = await readSetFiles(from)
const installer = files.manifest === null ? undefined : readManifest(files.manifest)?.files[0]
if (installer === undefined) throw new Error('there is no update')
let reached = 0
await takeUpdate({ from, files, installer, updates: join(record, 'updates'), fileMode: 0o600, folderMode: 0o700, running: '0.1.0' }, quietControl, () => {
  if (String(reached) === step) kill(pid, 'SIGKILL')
  reached += 1
})

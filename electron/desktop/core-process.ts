import '../core/network-locked.ts'
import { coreOptionsSchema } from '../core/core-options.ts'
import { startCore } from '../core/core.ts'
import { serveCore } from './serve-core.ts'

// The process that holds the record. Its last argument says where things are. It ends when the store is closed, which
// also happens when the main process is gone.
serveCore(process.parentPort, (port) => {
  const options = coreOptionsSchema.parse(JSON.parse(process.argv.at(-1) ?? ''))
  void startCore({ port, options }).then(() => process.exit(0))
})

import { parentPort, workerData } from 'node:worker_threads'
import { createClock } from '../../electron/core/clock.ts'
import { coreOptionsSchema } from '../../electron/core/core-options.ts'
import { startCore } from '../../electron/core/core.ts'
import { portOfParent } from '../../electron/core/node-port.ts'
import type { TestThreadData } from './test-core-thread.ts'
import { fixedOverrides } from './fixed-overrides.ts'

// The writer thread as the product starts it, with a cheap passphrase and ports that repeat themselves. Heavy work goes to the
// product's own second thread.
if (parentPort === null) throw new Error('this file is the entry of a thread')
const { options, seed, clock } = workerData as TestThreadData
const fixed = fixedOverrides(seed)
const overrides = clock === 'fixed' ? fixed : { ...fixed, clock: createClock() }
void startCore({ port: portOfParent(parentPort), options: coreOptionsSchema.parse(options), overrides })

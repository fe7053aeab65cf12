import { parentPort, workerData } from 'node:worker_threads'
import { coreOptionsSchema } from '../../electron/core/core-options.ts'
import { startCore } from '../../electron/core/core.ts'
import { portOfParent } from '../../electron/core/node-port.ts'
import type { TestThreadData } from './test-core-thread.ts'
import { fixedOverrides } from './fixed-overrides.ts'
import { weakKeyDerivation } from './fixed-ports.ts'

// The writer thread as the product starts it, with a cheap passphrase and, if wanted, every port fixed. Heavy work goes to the
// product's own second thread.
if (parentPort === null) throw new Error('this file is the entry of a thread')
const { options, seed } = workerData as TestThreadData
const overrides = seed === null ? { keyDerivation: weakKeyDerivation } : fixedOverrides(seed)
void startCore({ port: portOfParent(parentPort), options: coreOptionsSchema.parse(options), overrides })

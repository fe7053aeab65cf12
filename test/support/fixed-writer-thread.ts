import { parentPort, workerData } from 'node:worker_threads'
import { coreOptionsSchema } from '../../electron/core/core-options.ts'
import { startCore } from '../../electron/core/core.ts'
import { portOfParent } from '../../electron/core/node-port.ts'
import { fixedOverrides } from './fixed-overrides.ts'

// The writer thread as the product starts it, with every port fixed. Heavy work goes to the product's own second thread.
if (parentPort === null) throw new Error('this file is the entry of a thread')
const { options, seed } = workerData as { readonly options: unknown; readonly seed: string }
void startCore({ port: portOfParent(parentPort), options: coreOptionsSchema.parse(options), overrides: fixedOverrides(seed) })

import './network-locked.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { coreOptionsSchema } from './core-options.ts'
import { startCore } from './core.ts'
import { portOfParent } from './node-port.ts'

// The first of the core's two threads: the only one that writes. Its options say where things are.
if (parentPort === null) throw new Error('this file is the entry of a thread')
void startCore({ port: portOfParent(parentPort), options: coreOptionsSchema.parse(workerData) })

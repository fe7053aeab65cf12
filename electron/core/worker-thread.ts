import './network-locked.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { nodeCertificates } from './certificates.ts'
import { nodeEd25519, nodeHash, nodeInflate } from './crypto.ts'
import { createPdfTask } from './work/pdf-task.ts'
import { createPieceReader } from './work/piece-line.ts'
import { serveTasks } from './work/serve-tasks.ts'
import { createStoreReader } from './work/store-reader.ts'
import type { FromWorker, ToWorker } from './work/task-protocol.ts'
import { createTasks } from './work/tasks.ts'

// The second of the core's two threads: it reads and computes, and never writes to the store.
if (parentPort === null) throw new Error('this file is the entry of a thread')
const port = parentPort

function post(message: FromWorker, handOver: readonly ArrayBuffer[]): void {
  port.postMessage(message, [...handOver])
}

const { assetsFolder } = workerData as { readonly assetsFolder: string }
const reader = createStoreReader(
  nodeHash,
  createPieceReader((request) => {
    post({ kind: 'piece', request }, [])
  }),
)
serveTasks({
  line: {
    post,
    onMessage(listener) {
      port.on('message', (message: ToWorker) => {
        listener(message)
      })
    },
  },
  run: createTasks(reader.store, { hash: nodeHash, ed25519: nodeEd25519, inflate: nodeInflate, certificates: nodeCertificates, renderPdf: createPdfTask(assetsFolder) }),
  open: reader.open,
  close: reader.close,
})

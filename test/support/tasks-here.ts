import { nodeCertificates } from '../../electron/core/certificates.ts'
import { nodeEd25519, nodeHash, nodeInflate } from '../../electron/core/crypto.ts'
import type { StartTasks } from '../../electron/core/open-ports.ts'
import { createPdfTask } from '../../electron/core/work/pdf-task.ts'
import { createStoreReader } from '../../electron/core/work/store-reader.ts'
import { createTasks, type TaskPorts } from '../../electron/core/work/tasks.ts'

/**
 * Runs tasks where they are asked for: nothing is started and nothing has to be awaited.
 * @param renderPdf renders PDFs instead of the shipped renderer.
 */
export function tasksHere(renderPdf?: TaskPorts['renderPdf']): StartTasks {
  return (assetsFolder, readPiece) => {
    const reader = createStoreReader(nodeHash, readPiece)
    const run = createTasks(reader.store, { hash: nodeHash, ed25519: nodeEd25519, inflate: nodeInflate, certificates: nodeCertificates, renderPdf: renderPdf ?? createPdfTask(assetsFolder) })
    async function close(): Promise<void> {
      await Promise.resolve(reader.close())
    }
    return {
      run: async (name, input, control) => {
        control.check()
        return run(name, input, control)
      },
      open: async (key) => {
        await Promise.resolve(reader.open(key))
      },
      close,
      stop: close,
    }
  }
}

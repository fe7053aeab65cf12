import { resolve } from 'node:path'
import { MessageChannelMain, utilityProcess } from 'electron'
import type { CorePort } from '../../shared/contract/port.ts'
import type { CoreOptions } from '../core/core-options.ts'
import { shippedAssetsFolder } from '../core/core-thread.ts'
import { defaultExportFolder } from '../core/documents-folder.ts'
import type { RunningCore } from '../core/host-line.ts'
import { corePortOf } from './core-port.ts'
import type { DesktopArguments } from './policies/command-line.ts'
import { coreEnvironment } from './policies/core-environment.ts'

/** Where the core of this program finds things: what the command line says, else what the core's own rules say. */
export function coreOptions(given: Omit<DesktopArguments, 'selfTest'>, isPackaged: boolean): CoreOptions {
  return {
    storeFolder: given.storeFolder === null ? null : resolve(given.storeFolder),
    assetsFolder: shippedAssetsFolder(),
    exportFolders: given.exportFolders.length === 0 ? [defaultExportFolder()] : given.exportFolders.map((folder) => resolve(folder)),
    mediaRoots: given.mediaRoots?.map((folder) => resolve(folder)) ?? null,
    faultDetail: !isPackaged,
  }
}

/**
 * Starts the core in a process of its own and gives it one end of a line. The line counts as closed when either its
 * other end or the process is gone, whichever is noticed first.
 *
 * @param entry absolute path of the core's entry file
 */
export function startCoreProcess(entry: string, options: CoreOptions): RunningCore {
  const child = utilityProcess.fork(entry, [JSON.stringify(options)], {
    serviceName: 'Cofferdam record',
    env: coreEnvironment(process.env),
    execArgv: [],
    stdio: 'inherit',
  })
  const { port1, port2 } = new MessageChannelMain()
  child.postMessage('line', [port2])
  const line = corePortOf(port1)
  let gone = false
  const listeners: (() => void)[] = []
  const close = (): void => {
    if (gone) return
    gone = true
    for (const listener of listeners) listener()
  }
  line.onClose(close)
  child.on('exit', close)
  const port: CorePort = {
    ...line,
    onClose(listener) {
      if (gone) listener()
      else listeners.push(listener)
    },
  }
  return {
    port,
    kill() {
      child.kill()
    },
  }
}

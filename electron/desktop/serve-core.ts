import type { ParentPort } from 'electron'
import type { CorePort } from '../../shared/contract/port.ts'
import { corePortOf } from './core-port.ts'

/**
 * Waits for the line the main process sends, once, and starts the core on it. A message without exactly one port is
 * not from our main process as we wrote it, and starts nothing.
 */
export function serveCore(parent: ParentPort, start: (port: CorePort) => void): void {
  parent.once('message', (event) => {
    const [port] = event.ports
    if (port !== undefined && event.ports.length === 1) start(corePortOf(port))
  })
}

import type { MessagePortMain } from 'electron'
import type { CorePort } from '../../shared/contract/port.ts'

/**
 * Makes a port of Electron speak the port protocol. Electron wraps each message in an event with `data`, holds
 * messages back until `start()`, and reports the other end's death as `close`. Anything that is not a string is
 * dropped: only JSON text crosses.
 */
export function corePortOf(port: MessagePortMain): CorePort {
  let closed = false
  const closeListeners: (() => void)[] = []
  port.on('close', () => {
    if (closed) return
    closed = true
    for (const listener of closeListeners) listener()
  })
  return {
    post(message) {
      if (!closed) port.postMessage(message)
    },
    onMessage(listener) {
      port.on('message', (event) => {
        if (typeof event.data === 'string') listener(event.data)
      })
      // Only now may messages flow; what was posted before has waited in the port.
      port.start()
    },
    onClose(listener) {
      if (closed) listener()
      else closeListeners.push(listener)
    },
    close() {
      port.close()
    },
  }
}

import { uptime } from 'node:os'
import { createHandlers } from '../../shared/app.ts'
import { createClockWatch } from '../../shared/clock/clock-watch.ts'
import { contract } from '../../shared/contract/contract.ts'
import { createDispatch } from '../../shared/contract/dispatch.ts'
import { createJobs } from '../../shared/contract/jobs.ts'
import type { CorePort } from '../../shared/contract/port.ts'
import { createSessions } from '../../shared/contract/sessions.ts'
import type { CoreOptions } from './core-options.ts'
import { product } from '../../shared/product.ts'
import { watchedDispatch, watchEvery } from './clock-watching.ts'
import { openPorts, type PortOverrides } from './open-ports.ts'
import { serve } from './serve.ts'

/** Milliseconds since boot; suspend counts. */
function machineUptime(): number {
  return uptime() * 1_000
}

/** Parts a core is started with. */
export interface CoreParts {
  /** The core's end of the line to its host. */
  readonly port: CorePort
  readonly options: CoreOptions
  /** Other ports than the machine's, for tests and for the proof of reproducibility. */
  readonly overrides?: PortOverrides
}

/**
 * Starts a core: wires ports, handlers and the door, and serves calls until the host says stop or is gone. Then calls that run are
 * waited for, refusals are counted into the record and the store is closed.
 * @returns a promise of that end.
 */
export function startCore({ port, options, overrides = {} }: CoreParts): Promise<void> {
  const { ports, shutDown } = openPorts(options, overrides)
  const sessions = createSessions()
  const jobs = createJobs()
  const dispatch = createDispatch({ contract, handlers: createHandlers(ports, jobs), ports, sessions, jobs, uptime: overrides.uptime ?? machineUptime })
  const watch = createClockWatch(ports, overrides.madeAt ?? (overrides.clock === undefined ? product.madeAt : 0))
  const stopWatching = watchEvery(watch)
  return serve({
    port,
    dispatch: watchedDispatch(dispatch, watch),
    sessions,
    log: ports.log,
    shutDown: () => {
      stopWatching()
      return shutDown()
    },
  })
}

import { createHandlers } from '../../shared/app.ts'
import { contract } from '../../shared/contract/contract.ts'
import { createDispatch } from '../../shared/contract/dispatch.ts'
import { createJobs } from '../../shared/contract/jobs.ts'
import type { CorePort } from '../../shared/contract/port.ts'
import { createSessions } from '../../shared/contract/sessions.ts'
import type { CoreOptions } from './core-options.ts'
import { openPorts, type PortOverrides } from './open-ports.ts'
import { serve } from './serve.ts'

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
  const dispatch = createDispatch({ contract, handlers: createHandlers(ports, jobs), ports, sessions, jobs })
  return serve({ port, dispatch, sessions, log: ports.log, shutDown })
}

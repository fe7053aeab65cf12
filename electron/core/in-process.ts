import { setTimeout as wait } from 'node:timers/promises'
import { CallError, createClient, type Client } from '../../shared/contract/client.ts'
import type { AppContract } from '../../shared/contract/contract.ts'
import type { CoreOptions } from './core-options.ts'
import { startCore } from './core.ts'
import { linkCore, type CoreLink } from './host-line.ts'
import type { PortOverrides } from './open-ports.ts'
import { createPortPair } from './port-pair.ts'

/** A core in this very thread, for the command line's own work and for tests. Calls pass the same line and door as everywhere. */
export interface InProcessCore {
  readonly link: CoreLink
  /** Typed calls as one session, `main` unless another is named. */
  client(session?: string): Client<AppContract>
  /** Closes the store. */
  stop(): Promise<void>
}

/** Starts a core in this thread. @param overrides other ports than the machine's. */
export function startInProcess(options: CoreOptions, overrides: PortOverrides = {}): InProcessCore {
  const { host, core } = createPortPair()
  let ended: Promise<void> = Promise.resolve()
  const link = linkCore({
    start() {
      ended = startCore({ port: core, options, overrides })
      return { port: host, kill: () => undefined }
    },
    onLost: () => undefined,
    stopWithin: 60_000,
  })
  return {
    link,
    client: (session = 'main') => createClient<AppContract>(async (request) => JSON.stringify(await link.call(session, request))),
    async stop() {
      await link.stop()
      await ended
    },
  }
}

/**
 * Waits until a job has ended. @returns its value, which the job's own schema has checked.
 * @throws CallError when the job failed or was cancelled.
 */
export async function finishJob(client: Client<AppContract>, jobId: string): Promise<unknown> {
  for (;;) {
    const job = await client.call('jobs.get', { jobId })
    if (job.state === 'done') return job.value
    if (job.state === 'failed') throw new CallError(job.error)
    await wait(10)
  }
}

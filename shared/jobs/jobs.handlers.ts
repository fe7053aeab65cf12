import type { Call, Handlers } from '../contract/handler.ts'
import type { JobOwner, Jobs } from '../contract/jobs.ts'
import type { jobsContract } from './jobs.contract.ts'

function ownerOf({ session, actor }: Call): JobOwner {
  return { session: session.id, actor }
}

/** Handlers that follow and cancel long work. */
export function jobsHandlers(jobs: Jobs): Handlers<typeof jobsContract> {
  return {
    'jobs.get': { run: ({ jobId }, call) => jobs.get(ownerOf(call), jobId) },
    'jobs.cancel': { run: ({ jobId }, call) => ({ cancelled: jobs.cancel(ownerOf(call), jobId) }) },
  }
}

import type { Handlers } from '../contract/handler.ts'
import type { Jobs } from '../contract/jobs.ts'
import type { jobsContract } from './jobs.contract.ts'

/** Handlers that follow and cancel long work. */
export function jobsHandlers(jobs: Jobs): Handlers<typeof jobsContract> {
  return {
    'jobs.get': { run: ({ jobId }, call) => jobs.get(call.session.id, jobId) },
    'jobs.cancel': { run: ({ jobId }, call) => ({ cancelled: jobs.cancel(call.session.id, jobId) }) },
  }
}

import { useCallback, useRef, useState } from 'react'
import { CallError } from '../../shared/contract/client.ts'
import { useApi, useMounted } from './hooks.ts'
import type { Api, Outcome } from './api.ts'
import type { Input, JobName, JobResult } from './procedures.ts'

/** How long work stands. */
export type JobProgress<Value> =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly done: number; readonly total: number }
  | { readonly state: 'done'; readonly value: Value }
  | { readonly state: 'failed'; readonly error: CallError }

/** Long work as a screen uses it. */
export interface JobHandle<N extends JobName> {
  readonly progress: JobProgress<JobResult<N>>
  /** Starts it and resolves at its end. Never rejects. */
  start(input: Input<N>): Promise<Outcome<JobResult<N>>>
  /** Asks it to stop; it ends as `cancelled` unless its last step has begun. */
  cancel(): void
  /** Back to idle, e.g. for the next file. */
  reset(): void
}

/** Milliseconds between two looks at a running job. */
const lookEvery = 150

/** A job: start, follow, cancel. */
export function useJob<N extends JobName>(name: N): JobHandle<N> {
  const api = useApi()
  const [progress, setProgress] = useState<JobProgress<JobResult<N>>>({ state: 'idle' })
  const running = useRef<string | null>(null)
  const mounted = useMounted()
  const start = useCallback(
    async (input: Input<N>): Promise<Outcome<JobResult<N>>> => {
      const show = (next: JobProgress<JobResult<N>>): void => {
        if (mounted.current) setProgress(next)
      }
      show({ state: 'running', done: 0, total: 0 })
      const outcome = await followJob(api, name, input, (jobId) => (running.current = jobId), (done, total) => show({ state: 'running', done, total }))
      running.current = null
      show(outcome.ok ? { state: 'done', value: outcome.value } : { state: 'failed', error: outcome.error })
      return outcome
    },
    [api, name, mounted],
  )
  const cancel = useCallback(() => {
    if (running.current !== null) void api.call('jobs.cancel', { jobId: running.current })
  }, [api])
  const reset = useCallback(() => setProgress({ state: 'idle' }), [])
  return { progress, start, cancel, reset }
}

/** Runs a job to its end. */
export async function followJob<N extends JobName>(
  api: Api,
  name: N,
  input: Input<N>,
  onStarted: (jobId: string) => void,
  onProgress: (done: number, total: number) => void,
): Promise<Outcome<JobResult<N>>> {
  const begun = await api.call(name, input)
  if (!begun.ok) return begun
  const { jobId } = begun.value as { readonly jobId: string }
  onStarted(jobId)
  for (;;) {
    const looked = await api.call('jobs.get', { jobId })
    if (!looked.ok) return looked
    switch (looked.value.state) {
      case 'running':
        onProgress(looked.value.done, looked.value.total)
        break
      case 'done':
        api.settle(name)
        return { ok: true, value: looked.value.value as JobResult<N> }
      case 'failed':
        // A job that failed at its end may have left its own row (a transfer that did not succeed).
        api.settle(name)
        return { ok: false, error: new CallError(looked.value.error) }
    }
    await new Promise((resolve) => setTimeout(resolve, lookEvery))
  }
}

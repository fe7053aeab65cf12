import type { TaskRunner } from './task-runner.ts'
import type { ReaderKey } from './task-store.ts'
import type { RunTask } from './tasks.ts'

/** Runs tasks where they are asked for. For a core within a test: nothing is started and nothing has to be awaited. */
export function createSameThreadRunner(parts: { readonly run: RunTask; readonly open: (key: ReaderKey) => void; readonly close: () => void }): TaskRunner {
  return {
    run: async (name, input, control) => {
      control.check()
      return parts.run(name, input, control)
    },
    open(key) {
      parts.open(key)
      return Promise.resolve()
    },
    close() {
      parts.close()
      return Promise.resolve()
    },
    stop() {
      parts.close()
      return Promise.resolve()
    },
  }
}

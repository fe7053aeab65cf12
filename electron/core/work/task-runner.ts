import type { JobControl } from '../../../shared/ports/places.ts'
import type { TaskInput, TaskName, TaskOutput } from './task-protocol.ts'
import type { ReaderKey } from './task-store.ts'

/** Where tasks run: the worker thread of the product, or the same thread for a core within a test. */
export interface TaskRunner {
  run<Name extends TaskName>(name: Name, input: TaskInput<Name>, control: JobControl): Promise<TaskOutput<Name>>
  /** Lets tasks read the store that was just opened. */
  open(key: ReaderKey): Promise<void>
  /** Ends running tasks and closes their connections. */
  close(): Promise<void>
  /** Ends the runner for good. */
  stop(): Promise<void>
}

/** For work that reports nothing and is not cancelled. */
export const quietControl: JobControl = { progress: () => undefined, check: () => undefined }

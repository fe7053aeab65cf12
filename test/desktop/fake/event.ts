/**
 * Methods `K` of a class of Electron as a double offers them: same names, same parameters. A method that Electron
 * renames or whose parameters change no longer compiles here.
 */
export type Methods<T, K extends keyof T> = {
  [P in K]: T[P] extends (...args: infer A) => unknown ? (...args: A) => unknown : unknown
}

/** An event that can be refused, as Electron hands it to listeners. */
export class FakeEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** Lets everything that is due (messages between processes, promises) happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

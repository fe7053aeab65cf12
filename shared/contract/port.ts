/**
 * A two-way line of JSON strings between a host and the core. Two adapters exist: worker threads of Node and
 * message ports of Electron (which wrap messages and need `start()`).
 */
export interface CorePort {
  post(message: string): void
  onMessage(listener: (message: string) => void): void
  /** Called once when the other end is gone, whatever the reason. */
  onClose(listener: () => void): void
  close(): void
}

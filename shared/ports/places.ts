/** A drive or folder a file can be carried out to. The id is opaque and dies with the core. */
export interface Place {
  readonly id: string
  readonly label: string
  readonly kind: 'removable' | 'folder'
  readonly freeBytes: number | null
  readonly writable: boolean
}

/** Drives and configured folders. No path ever comes from or goes to a screen, except as a label of a configured folder. */
export interface Places {
  list(): Promise<readonly Place[]>
}

/** Progress and cancelling of a job. */
export interface JobControl {
  /** @param done work done so far, @param total all of it, in the same unit. */
  progress(done: number, total: number): void
  /** Throws `cancelled` once the job was cancelled. */
  check(): void
}

/** What became of one exported file. */
export interface WrittenFile {
  readonly name: string
  readonly size: number
  readonly sha256: string
  readonly outcome: 'written' | 'already-there'
}

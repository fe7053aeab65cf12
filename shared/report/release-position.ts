import type { Repositories } from '../ports/repositories.ts'
import type { Release } from './release.ts'

/** Where a release stands in the series of its recipient. */
export interface ReleasePosition {
  readonly version: number
  readonly sequence: number
  readonly line: string
  readonly latest: Release | null
  /** The version of the same stage for the same recipient that this one replaces. */
  readonly replaced: Release | null
}

/** Version and sequence of the next release for a recipient. */
export function positionOf(repositories: Repositories, incident: string, stage: string, recipient: string): ReleasePosition {
  const { line } = repositories.facts
  const latest = repositories.releases.latestFor(line, incident, recipient)
  const replaced = repositories.releases.list(incident).findLast((release) => release.stage === stage && release.recipient === recipient) ?? null
  return { version: (replaced?.version ?? 0) + 1, sequence: (latest?.sequence ?? 0) + 1, line, latest, replaced }
}

import type { Recipient } from '../entity/entity.ts'
import { parsePackageName } from '../package/names.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Release } from './release.ts'

/** Where a release stands in the series of its recipient. */
export interface ReleasePosition {
  readonly version: number
  readonly sequence: number
  readonly line: string
  /** Where this line continues another after a restore; packages say so. */
  readonly parent: Repositories['facts']['parent']
  readonly latest: Release | null
  /** The version of the same stage for the same recipient that this one replaces. */
  readonly replaced: Release | null
}

/** Version and sequence of the next release for a recipient. */
export function positionOf(repositories: Repositories, incident: string, stage: string, recipient: string): ReleasePosition {
  const { line, parent } = repositories.facts
  const latest = repositories.releases.latestFor(line, incident, recipient)
  const replaced = repositories.releases.list(incident).findLast((release) => release.stage === stage && release.recipient === recipient) ?? null
  return { version: (replaced?.version ?? 0) + 1, sequence: (latest?.sequence ?? 0) + 1, line, parent, latest, replaced }
}

/** Longest label a file name takes. */
const longestLabel = 16

/**
 * The recipient under the label its package is named by. Two contacts may bear one label, and a contact that was taken off the register
 * and entered anew does: a number is added then, so that no package of an incident ever has the name of another recipient's.
 */
export function withOwnLabel(repositories: Repositories, incident: string, recipient: Recipient): Recipient {
  const others = repositories.releases.list(incident).filter((release) => release.recipient !== recipient.id)
  const taken = new Set(others.map((release) => parsePackageName(release.name)?.recipient))
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : String(number)
    const label = `${recipient.label.slice(0, longestLabel - ending.length)}${ending}`
    if (!taken.has(label)) return { ...recipient, label }
  }
}

import type { Repositories } from '../ports/repositories.ts'
import type { SitedKind, Touches } from './touches.ts'

/** What a call is about. */
export interface Touched {
  /** The permission must hold for every site. */
  readonly all: boolean
  readonly sites: readonly string[]
  /** An extract of the audit is among it: it lies at one site and tells of all of them. */
  readonly extract: boolean
}

/** Sites that a call is about. What is not found is the handler's to refuse. */
export function touchedSites(touches: Touches | undefined, input: unknown, repositories: Repositories): Touched {
  if (touches === undefined) return { all: false, sites: [], extract: false }
  if (touches === 'all-sites') return { all: true, sites: [], extract: false }
  const given = input as Readonly<Record<string, unknown>>
  const sites = new Set<string>()
  let all = false
  let extract = false
  for (const { kind, key, orAll } of touches) {
    const id = given[key]
    if (typeof id !== 'string') all ||= orAll
    else {
      const site = siteOf(repositories, kind, id)
      if (site !== null) sites.add(site)
      extract ||= kind === 'release' && isExtract(repositories, id)
    }
  }
  return { all, sites: [...sites], extract }
}

/** Whether a release is an extract of the audit, and no report. */
export function isExtract(repositories: Repositories, release: string): boolean {
  return repositories.releases.find(release)?.content === 'audit'
}

/** The site a record belongs to, or `null` when there is no such record. */
export function siteOf(repositories: Repositories, kind: SitedKind, id: string): string | null {
  switch (kind) {
    case 'site':
      return id
    case 'incident':
      return repositories.incidents.find(id)?.site ?? null
    case 'release':
      return repositories.releases.find(id)?.site ?? null
    case 'submission': {
      const submission = repositories.submissions.find(id)
      return submission === null ? null : siteOf(repositories, 'incident', submission.incident)
    }
    case 'asset':
      return repositories.assets.find(id)?.site ?? null
    case 'service':
      return repositories.services.find(id)?.site ?? null
    case 'network-zone':
      return repositories.networkZones.find(id)?.site ?? null
    case 'time-source':
      return repositories.timeSources.find(id)?.site ?? null
  }
}

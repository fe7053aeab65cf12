import type { Repositories } from '../ports/repositories.ts'
import type { SitedKind, Touches } from './touches.ts'

/** Sites that a call is about. `all` when the permission must hold for every site. What is not found is the handler's to refuse. */
export function touchedSites(touches: Touches | undefined, input: unknown, repositories: Repositories): { readonly all: boolean; readonly sites: readonly string[] } {
  if (touches === undefined) return { all: false, sites: [] }
  if (touches === 'all-sites') return { all: true, sites: [] }
  const given = input as Readonly<Record<string, unknown>>
  const sites = new Set<string>()
  let all = false
  for (const { kind, key, orAll } of touches) {
    const id = given[key]
    if (typeof id !== 'string') all ||= orAll
    else {
      const site = siteOf(repositories, kind, id)
      if (site !== null) sites.add(site)
    }
  }
  return { all, sites: [...sites] }
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

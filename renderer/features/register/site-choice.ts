import { create } from 'zustand'
import type { Site } from '../../../shared/site/site.ts'

/** Which site the register lists show; `null` shows all. State of this window only. */
export const useSiteChoice = create<{ readonly site: string | null; choose(site: string | null): void }>((set) => ({
  site: null,
  choose: (site) => set({ site }),
}))

/** The chosen site if it still exists; `null` for all, and where there is only one. */
export function chosenSite(chosen: string | null, sites: readonly Pick<Site, 'id'>[]): string | null {
  return sites.length > 1 && sites.some(({ id }) => id === chosen) ? chosen : null
}

/** Site that a new record gets at first: the chosen one, else the first. */
export function siteForNew(chosen: string | null, sites: readonly Pick<Site, 'id'>[]): string {
  return chosenSite(chosen, sites) ?? sites[0]?.id ?? ''
}

/** The rows of one site; `null` takes all. */
export function onSite<Row extends { readonly site: string }>(rows: readonly Row[], site: string | null): readonly Row[] {
  return site === null ? rows : rows.filter((row) => row.site === site)
}

import { useQuery } from '../../api/hooks.ts'
import { chosenSite, useSiteChoice } from './site-choice.ts'

/** What the register lists need: sites, assets, network zones and services of the chosen site, and the first refusal. */
export function useRegister() {
  const sites = useQuery('sites.list', {})
  const assets = useQuery('assets.list', { site: null })
  const zones = useQuery('zones.list', { site: null })
  const services = useQuery('services.list', { site: null })
  const chosen = useSiteChoice((state) => state.site)
  const queries = [sites, assets, zones, services]
  const site = chosenSite(chosen, sites.value?.sites ?? [])
  return {
    ready: queries.every((query) => query.value !== undefined),
    error: queries.find((query) => query.error !== null)?.error ?? null,
    refresh: () => {
      for (const query of queries) query.refresh()
    },
    sites: sites.value?.sites ?? [],
    chosen,
    /** Of all sites: for choosing and counting. */
    all: { assets: assets.value?.assets ?? [], zones: zones.value?.zones ?? [], services: services.value?.services ?? [] },
    /** Site that the lists show; `null` shows all. */
    siteShown: site,
  }
}

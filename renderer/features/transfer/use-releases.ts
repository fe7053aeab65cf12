import { useEffect, useState } from 'react'
import type { CallError } from '../../../shared/contract/client.ts'
import type { Incident } from '../../../shared/incident/incident.ts'
import type { Release } from '../../../shared/report/release.ts'
import { useApi, useQuery } from '../../api/hooks.ts'

/** A released report file with the incident it tells of. */
export interface ListedRelease {
  readonly release: Release
  readonly incident: Incident
  /** Version that replaced it, `null` while it is the newest. */
  readonly replacedBy: number | null
}

/** Every released report file of every incident, the newest first. */
export function useReleases(): { readonly releases: readonly ListedRelease[] | undefined; readonly error: CallError | null; refresh(): void } {
  const api = useApi()
  const { value: list, error, refresh } = useQuery('incidents.list', {})
  const [found, setFound] = useState<{ readonly releases: readonly ListedRelease[] } | { readonly error: CallError } | null>(null)
  useEffect(() => {
    if (list === undefined) return
    let left = false
    const read = async (): Promise<void> => {
      const all: ListedRelease[] = []
      for (const { incident } of list.incidents) {
        const view = await api.call('incidents.get', { incident: incident.id })
        if (left) return
        if (!view.ok) return setFound({ error: view.error })
        all.push(...withReplacements(view.value.releases).map((entry) => ({ ...entry, incident })))
      }
      setFound({ releases: all.sort((a, b) => b.release.releasedAt - a.release.releasedAt) })
    }
    void read()
    return () => {
      left = true
    }
  }, [api, list])
  return {
    releases: found !== null && 'releases' in found ? found.releases : undefined,
    error: error ?? (found !== null && 'error' in found ? found.error : null),
    refresh,
  }
}

/** Each release with the version that replaced it. */
export function withReplacements(releases: readonly Release[]): { readonly release: Release; readonly replacedBy: number | null }[] {
  return releases.map((release) => ({ release, replacedBy: releases.find(({ supersedes }) => supersedes === release.id)?.version ?? null }))
}

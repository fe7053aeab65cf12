import { useTranslation } from 'react-i18next'
import type { CallError } from '../../../../shared/contract/client.ts'
import type { AffectedKind } from '../../../../shared/incident/incident.ts'
import { useCommand, useQuery } from '../../../api/hooks.ts'
import { useReportWords } from '../../report/index.ts'

/** A record that an incident can hit. */
export interface Affectable {
  /** `null`: not in a register yet. */
  readonly id: string | null
  readonly kind: AffectedKind
  readonly name: string
  /** Tells records of the same name apart. */
  readonly detail: string
}

/** Everything of a site that can be affected, and the way to add what is missing with its name alone. */
export function useAffectable(site: string): {
  readonly choices: readonly Affectable[]
  /** @returns the new record's id, `null` when it was refused. */
  create(kind: AffectedKind, name: string): Promise<string | null>
  readonly error: CallError | null
} {
  const { t } = useTranslation('incident')
  const { words } = useReportWords()
  const { value: services } = useQuery('services.list', { site })
  const { value: assets } = useQuery('assets.list', { site })
  const { value: network } = useQuery('zones.list', { site })
  const saveService = useCommand('services.save')
  const saveAsset = useCommand('assets.save')
  const saveZone = useCommand('zones.save')
  const zoneNames = new Map((network?.zones ?? []).map((zone) => [zone.id, zone.name]))
  const choices: readonly Affectable[] = [
    ...(services?.services ?? []).map((service) => ({ id: service.id, kind: 'service' as const, name: service.name, detail: t('affected.service') })),
    ...(assets?.assets ?? []).map((asset) => ({
      id: asset.id,
      kind: 'asset' as const,
      name: asset.name,
      detail: [words.assetKinds[asset.kind], asset.networkZone === null ? undefined : zoneNames.get(asset.networkZone)].filter((part) => part !== undefined).join(', '),
    })),
    ...(network?.zones ?? []).map((zone) => ({ id: zone.id, kind: 'network-zone' as const, name: zone.name, detail: t('affected.zone') })),
  ]
  const create = async (kind: AffectedKind, name: string): Promise<string | null> => {
    const outcome = await save(kind, name)
    return outcome.ok ? outcome.value.id : null
  }
  function save(kind: AffectedKind, name: string) {
    switch (kind) {
      case 'service':
        return saveService.run({ id: null, site, name, peopleSupplied: null, volume: null, volumeUnit: '', hoursUntilNoticed: null, manualOperation: null, staffNeeded: null })
      case 'asset':
        return saveAsset.run({ id: null, site, name, kind: 'other', networkZone: null, criticality: 'unknown' })
      case 'network-zone':
        return saveZone.run({ id: null, site, name, kind: 'other', criticality: 'unknown' })
    }
  }
  return { choices, create, error: saveService.error ?? saveAsset.error ?? saveZone.error }
}

import type { Asset, AssetKind } from '../../../shared/asset/asset.ts'
import type { NetworkZone } from '../../../shared/network/network-zone.ts'

/** Which assets the list shows by kind and network zone. */
export interface Narrowing {
  readonly kind: AssetKind | 'all'
  /** Id of a network zone; `unknown` for assets whose zone is not known. */
  readonly zone: string
}

/** Nothing filtered out. */
export const everything: Narrowing = { kind: 'all', zone: 'all' }

/** Whether an asset is shown. */
export function fitsNarrowing(asset: Pick<Asset, 'kind' | 'networkZone'>, { kind, zone }: Narrowing): boolean {
  if (kind !== 'all' && asset.kind !== kind) return false
  if (zone === 'unknown') return asset.networkZone === null
  return zone === 'all' || asset.networkZone === zone
}

/** The same without a network zone that is not in the list any more: another site was chosen, or it was removed. */
export function knownNarrowing(narrowing: Narrowing, zones: readonly Pick<NetworkZone, 'id'>[]): Narrowing {
  const { zone } = narrowing
  return zone === 'all' || zone === 'unknown' || zones.some(({ id }) => id === zone) ? narrowing : { ...narrowing, zone: 'all' }
}

/** Kinds of records that belong to one site. */
export const sitedKinds = ['site', 'incident', 'release', 'submission', 'asset', 'service', 'network-zone', 'time-source'] as const
export type SitedKind = (typeof sitedKinds)[number]

/** Where the input names a record of one site. */
export interface Touch {
  readonly kind: SitedKind
  /** Property of the input that holds its id. */
  readonly key: string
  /** The permission must hold for all sites when that property is `null`: a new site belongs to nobody yet. */
  readonly orAll: boolean
}

/** What a procedure is about: records of single sites, or the whole entity. */
export type Touches = readonly Touch[] | 'all-sites'

/** Says that a property of the input names a record of one site; where it is `null` it does not count. */
export function touch(kind: SitedKind, key: string = kind): Touch {
  return { kind, key, orAll: false }
}

/** Like `touch`; `null` needs the permission for all sites. */
export function touchOrAll(kind: SitedKind, key: string): Touch {
  return { kind, key, orAll: true }
}

import type { ComponentType } from 'react'

/** One entry of the rail. */
export interface RailEntry {
  readonly id: string
  /** Hash route it leads to, e.g. `/incidents`; it is current on everything below it as well. */
  readonly path: string
  readonly label: string
  readonly icon: ComponentType<{ readonly fontSize?: 'small' }>
}

/** True when the location lies at or below the entry. The entry at `/` is current only there. */
export function isCurrent(entry: Pick<RailEntry, 'path'>, location: string): boolean {
  return location === entry.path || (entry.path !== '/' && location.startsWith(`${entry.path}/`))
}

import type { ComponentType } from 'react'
import type { ParseKeys } from 'i18next'
import type { RailEntry } from './frame/rail.ts'

/** One screen of the rail. A feature exports one of these; its own sub-routes lie inside its component (`<Route path="/incidents/:id">`). */
export interface Screen {
  readonly id: string
  /** Hash route, e.g. `/incidents`; everything below it belongs to the screen as well. */
  readonly path: string
  /** Key of the word in the rail. */
  readonly label: ParseKeys<'frame'>
  readonly icon: RailEntry['icon']
  /** Best made with `lazy(() => import(...))`: the first screen loads only itself. */
  readonly component: ComponentType
}

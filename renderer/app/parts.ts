import type { ComponentType } from 'react'
import type { ReplyTo } from '../api/procedures.ts'
import type { Action } from '../ui/ActionButton.tsx'
import type { StatusFact } from './frame/StatusFooter.tsx'
import type { Screen } from './screens.ts'

/** State of the record as the core tells it. */
export type StoreStatus = ReplyTo<'store.status'>

/** The two halves of the window. `renderer/features/parts.ts` puts them together. */
export interface AppParts {
  /** Stands instead of the frame while there is no record or it is closed: first start, sign in, recovery. */
  readonly door: ComponentType<{ readonly status: StoreStatus }>
  /** Everything behind the door. Loaded apart: the first screen of a start does not wait for it. */
  readonly inside: ComponentType<{ readonly status: StoreStatus }>
  /** The record is open and nobody is signed in here: who takes over. */
  readonly locked: ComponentType<{ readonly status: StoreStatus }>
  /** Somebody signed in with a passphrase that an administrator gave: it has to be changed first. */
  readonly given: ComponentType<{ readonly status: StoreStatus }>
  /** Loads `inside` ahead. */
  prepareInside(): Promise<unknown>
}

/** What features give to the frame. `renderer/features/RecordInside.tsx` puts them together. */
export interface InsideParts {
  /** In the order of the rail; only what exists. */
  readonly screens: readonly Screen[]
  /** Fills the header's deadline bar. */
  readonly deadlineBar: ComponentType
  /** Facts of the footer after "saved": record intact, clock stated. A hook. */
  useStatusFacts(): readonly StatusFact[]
  /** Stands above the work on every screen while the record as a whole is being worked on. */
  readonly banner?: ComponentType
  /** Stands over every screen: dialogs of the person menu, the warning before the lock. */
  readonly beside: ComponentType
  /** What the person menu offers: lock, change person. A hook. */
  usePersonActions(): readonly Action[]
}

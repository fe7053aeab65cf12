import type { Instant } from '../ports/clock.ts'
import type { Grant } from './roles.ts'

/** Somebody who signed in. */
export interface SignedIn {
  readonly kind: 'person'
  readonly person: string
  readonly grants: readonly Grant[]
  /** `pin`: switched to within this opening of the store. Whatever needs the person's own key then asks for the passphrase. */
  readonly by: 'passphrase' | 'pin'
  /** Last instant of this person's access; `null`: open end. */
  readonly validUntil: Instant | null
  /** The passphrase was given by an administrator: nothing but changing it is possible. */
  readonly mustChange: boolean
}

/**
 * Who sits in front of a session. `unconfirmed` is the control room writing without a confirmed person. `last` is who sat there before the
 * screen was locked.
 */
export type Who = { readonly kind: 'nobody'; readonly last?: string } | { readonly kind: 'unconfirmed'; readonly last?: string } | SignedIn

/** One window or browser tab. Its state is kept by the core, never by the caller. */
export interface Session {
  readonly id: string
  readonly who: Who
}

/** The name an audit row gives to the one who acted: a person's id, `station` for the unconfirmed control room, `system` for the core itself. */
export function actorOf(who: Who): string {
  return who.kind === 'person' ? who.person : 'station'
}

/** Whether the person at the keyboard was confirmed by passphrase; a PIN confirms nobody to others. */
export function isConfirmed(who: Who): boolean {
  return who.kind === 'person' && who.by === 'passphrase'
}

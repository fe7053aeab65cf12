import type { Grant } from './roles.ts'

/** Who sits in front of a session. `unconfirmed` is the control room writing without a confirmed person. */
export type Who =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unconfirmed' }
  | { readonly kind: 'person'; readonly person: string; readonly grants: readonly Grant[] }

/** One window or browser tab. Its state is kept by the core, never by the caller. */
export interface Session {
  readonly id: string
  readonly who: Who
}

/** The name an audit row gives to the one who acted: a person's id, `station` for the unconfirmed control room, `system` for the core itself. */
export function actorOf(who: Who): string {
  return who.kind === 'person' ? who.person : 'station'
}

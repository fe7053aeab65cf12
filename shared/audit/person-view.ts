import { DomainError } from '../contract/error.ts'
import type { Instant } from '../ports/clock.ts'
import type { Ids } from '../ports/ids.ts'
import type { Repositories } from '../ports/repositories.ts'

/** A look at one person that a second person vouched for. */
export interface PersonView {
  readonly session: string
  readonly viewer: string
  readonly person: string
  readonly from: Instant | null
  readonly to: Instant | null
  /** Milliseconds since boot when it was allowed. */
  readonly since: number
}

/** How long one may page through it: a quarter of an hour, in milliseconds since boot. */
const viewLasts = 900_000

/** The looks that are allowed now. They live in memory only: after a new start the two persons vouch again. */
export interface PersonViews {
  allow(view: PersonView): string
  /** @throws not-found for a view that is over, or of another session or person. */
  require(id: string, session: string, viewer: string, uptime: number): PersonView
}

/** @returns no views yet. */
export function createPersonViews(ids: Ids): PersonViews {
  const views = new Map<string, PersonView>()
  return {
    allow(view) {
      for (const [id, other] of views) if (view.since - other.since > viewLasts) views.delete(id)
      const id = ids.id()
      views.set(id, view)
      return id
    },
    require(id, session, viewer, uptime) {
      const view = views.get(id)
      const fits = view !== undefined && view.session === session && view.viewer === viewer && uptime - view.since <= viewLasts
      if (!fits) throw new DomainError('not-found', { kind: 'person-view' })
      return view
    },
  }
}

/** Kinds of subjects that stand for what somebody did at the screen. */
const personalKinds: ReadonlySet<string> = new Set(['sign-in', 'preferences', 'refusal', 'second-person'])

/**
 * Keeps the filter by record from becoming one by person: rows that name a person as their subject are found only by the guarded look.
 * @throws second-person-refused.
 */
export function requireNoPerson(record: { readonly kind: string; readonly id: string } | null, repositories: Repositories): void {
  if (record === null) return
  if (personalKinds.has(record.kind) || repositories.people.find(record.id) !== null) throw new DomainError('second-person-refused', { why: 'needed' })
}

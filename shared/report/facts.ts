import type { ChronologyReading } from '../clock/time-source.ts'
import type { Answer } from '../answer/answer.ts'
import type { Asset } from '../asset/asset.ts'
import type { Entity, Recipient } from '../entity/entity.ts'
import type { ChronologyEntry, Incident, IncidentQuestion } from '../incident/incident.ts'
import type { Instant } from '../ports/clock.ts'
import type { Service } from '../service/service.ts'
import type { Site } from '../site/site.ts'
import type { Stage } from './stage.ts'
import type { Submission } from './submission.ts'

/** A person as a report shows one: the name leaves only for the notifier and the contact. */
export interface PersonFact {
  readonly name: string
  /** What the person does, e.g. "shift engineer". */
  readonly function: string
  readonly phone: string
  readonly email: string
  /** When the person can be reached, e.g. "day and night until Friday"; empty where not said. */
  readonly availability: string
}

/** Closed list of clock anchors that a report prints. */
export const reportedAnchors = ['detected', 'known', 'decided', 'aware', 'request', 'submitted', 'final-due', 'handled'] as const
export type ReportedAnchor = (typeof reportedAnchors)[number]

/** One statement about time as the record holds it. */
export interface StatementFact {
  readonly anchor: ReportedAnchor
  readonly instant: Instant
  readonly zone: string
  /** Why this instant, in the words of the person who stated it. */
  readonly basis: string
  /** What the person who stated it does, never the name. */
  readonly by: string
  /**
   * `current` counts; `superseded` was replaced and stays visible; `claimed` would be later and waits for a second person.
   */
  readonly standing: 'current' | 'superseded' | 'claimed'
}

/** A deadline as computed by the clock at the moment of composing. */
export interface DeadlineFact {
  readonly stage: Stage
  readonly due: Instant
  readonly state: 'provisional' | 'settled'
  /** The rule as the country rules name it, e.g. `NIS2 Art 23(4)(a)`. */
  readonly source: string
  /** From what the period counts. */
  readonly anchor: string
  readonly anchorAt: Instant | null
  /** Earlier values that a correction replaced, oldest first; shown struck through. */
  readonly former: readonly { readonly due: Instant; readonly reason: string }[]
  /** A later value that a second person has not confirmed; the earlier one counts. */
  readonly claimed: { readonly due: Instant; readonly reason: string } | null
  readonly submittedAt: Instant | null
}

/** An action recorded outside the report, offered for the list of actions. */
export interface ActionFact {
  readonly text: string
  readonly state: 'applied' | 'ongoing' | 'planned'
  readonly at: Instant | null
}

/**
 * Everything a report takes from the record. Made by the handlers from one consistent view of the store; instants are UTC
 * milliseconds, shown in `incident.zone`.
 */
export interface ReportFacts {
  readonly entity: Entity
  readonly site: Site
  readonly incident: Incident
  /** The newest answer to each question about the incident. */
  readonly answers: Readonly<Partial<Record<IncidentQuestion, Answer>>>
  readonly notifier: PersonFact | null
  /** Whom the authority may call back; `null` means the notifier. */
  readonly contact: PersonFact | null
  /** A way to reach the plant that the incident cannot have touched, as an offer for the form; empty where none is stated. */
  readonly safeChannel: string
  /** Whether the notifier reports in place of the person normally in charge. */
  readonly deputising: boolean
  readonly statements: readonly StatementFact[]
  /** Affected services. */
  readonly services: readonly Service[]
  /** Affected assets, with the name of their network zone. */
  readonly assets: readonly { readonly asset: Asset; readonly zoneName: string | null }[]
  /** Names of affected network zones. */
  readonly zones: readonly string[]
  /** The chronology that still stands, oldest first; a report carries the entries marked important. */
  readonly chronology: readonly ChronologyEntry[]
  /** What other clocks of the site showed for entries of the chronology. */
  readonly readings: readonly ChronologyReading[]
  readonly actions: readonly ActionFact[]
  readonly deadlines: readonly DeadlineFact[]
  /** Earlier submissions of this incident, oldest first. */
  readonly submissions: readonly Submission[]
  /** The authority's reference for this incident, empty until it gave one. */
  readonly authorityReference: string
}

/** To whom a report goes. */
export type RecipientFact = Pick<Recipient, 'id' | 'kind' | 'name' | 'label' | 'regime'>

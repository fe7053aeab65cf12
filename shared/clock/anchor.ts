import { z } from 'zod'

/**
 * The closed list of instants that a duty can hang on. All but `final-due` are stated by a person and kept as statements.
 */
export const anchors = ['detected', 'known', 'decided', 'aware', 'request', 'released', 'submitted', 'final-due', 'handled'] as const

/**
 * One named instant of an incident:
 * - `detected`: a person, an alarm or a supplier first noticed something; nobody had to understand it yet.
 * - `known`: the first employee on duty knew the facts that later made the incident significant.
 * - `decided`: the entity decided whether the incident is significant.
 * - `aware`: the entity had a reasonable degree of certainty that a significant incident has occurred
 *   (NIS2 Art 23(4), CIR 2024/2690 recital 31). It may lie before `decided`.
 * - `request`: the CSIRT or authority asked for a report (NIS2 Art 23(4)(c)).
 * - `released`: the bytes of a report were frozen inside the plant. Nobody outside has it yet.
 * - `submitted`: a report reached the authority, by portal, mail, phone or hand. Only this meets a duty.
 * - `final-due`: the moment at which the final report after the notification is due (NIS2 Art 23(4)(d)); derived, never stated.
 * - `handled`: handling of the incident is over (NIS2 Art 6(8), Art 23(4)(e)).
 */
export type Anchor = (typeof anchors)[number]

/** An anchor as it crosses the contract. */
export const anchorSchema = z.enum(anchors)

/** True for the anchors whose statement names a stage and which may be stated more than once (a second request, a second version). */
export function belongsToStage(anchor: Anchor): boolean {
  return anchor === 'request' || anchor === 'released' || anchor === 'submitted'
}

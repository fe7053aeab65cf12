import { barState, noDoubt, type BarEntry, type Doubt } from '../../../shared/clock/leave-by.ts'
import type { ReplyTo } from '../../api/procedures.ts'

/** A row of the deadline bar as the core gives it. */
export type BarDeadline = ReplyTo<'deadlines.bar'>['deadlines'][number]
/** A row of the list of incidents. */
export type ListedIncident = ReplyTo<'incidents.list'>['incidents'][number]

/** What needs a person today, in the order of the screen. */
export interface Needs {
  /** Legal deadlines of incidents that were decided, whoever must set off first on top. */
  readonly running: readonly BarEntry<BarDeadline>[]
  /** Open incidents whose significance nobody has decided, with the deadline that counts if it is significant. */
  readonly undecided: readonly { readonly incident: ListedIncident; readonly first: BarEntry<BarDeadline> | null }[]
}

/** Sorts what runs into deadlines and decisions. @param now UTC ms. */
export function needsOf(deadlines: readonly BarDeadline[], incidents: readonly ListedIncident[], now: number, doubt: Doubt = noDoubt): Needs {
  const state = barState(deadlines, now, doubt)
  const entries = state.kind === 'none' ? [] : state.entries
  const waiting = incidents
    .filter(({ incident }) => incident.closedAt === null && incident.significance === 'undecided')
    .map((incident) => ({ incident, first: entries.find(({ row }) => row.incident === incident.incident.id) ?? null }))
  return {
    running: entries.filter(({ undecided }) => !undecided),
    undecided: waiting.sort((a, b) => (a.first?.leaveBy ?? Infinity) - (b.first?.leaveBy ?? Infinity) || b.incident.incident.number - a.incident.incident.number),
  }
}

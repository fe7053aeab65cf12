import type { Deadline } from '../../../../shared/clock/deadline.ts'
import { level } from '../../../../shared/clock/leave-by.ts'
import type { Statement } from '../../../../shared/clock/statement.ts'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import type { Instant } from '../../../../shared/ports/clock.ts'
import type { Stage } from '../../../../shared/report/stage.ts'
import { stages } from '../../../../shared/report/stage.ts'
import type { StepState } from '../../../ui/StepLadder.tsx'
import { statedNow } from '../statements/stated-now.ts'

/** Anchors that stand on the ladder as rungs of their own. */
export type RungAnchor = 'detected' | 'known' | 'aware' | 'handled'

/** One rung of the clock ladder. */
export type Rung =
  /** Something a person states. */
  | { readonly kind: 'statement'; readonly id: string; readonly anchor: RungAnchor; readonly state: StepState; readonly statement: Statement | null }
  /** A report with a due moment. */
  | { readonly kind: 'deadline'; readonly id: string; readonly state: StepState; readonly deadline: Deadline }
  /** A report that cannot be counted yet. */
  | { readonly kind: 'ahead'; readonly id: string; readonly state: 'ahead'; readonly stage: Stage; readonly waitsFor: IncidentView['ahead'][number]['waitsFor'] }

/**
 * The ladder of an incident: noticed, known, aware, then each report in the order of the law, and handled once somebody stated it or
 * the incident is decided. Nothing is left out because it is late: a missed report stays as done, too late.
 * @param now the core's clock, UTC ms.
 */
export function ladder(view: IncidentView, now: Instant): Rung[] {
  const { significance } = view.incident
  const rungs: Rung[] = []
  const detected = statedNow(view.statements, 'detected')
  if (detected !== null) rungs.push(statementRung('detected', detected, 'done'))
  const known = statedNow(view.statements, 'known')
  rungs.push(statementRung('known', known, known === null ? 'open' : 'done'))
  const aware = statedNow(view.statements, 'aware')
  rungs.push(statementRung('aware', aware, aware !== null ? 'done' : significance === 'undecided' ? 'attention' : significance === 'yes' ? 'open' : 'ahead'))
  const reports: (Rung & { readonly order: number; readonly due: number })[] = [
    ...view.deadlines.map((deadline) => ({
      kind: 'deadline' as const,
      id: deadline.key,
      state: deadlineState(deadline, view.courierMinutes, now),
      deadline,
      order: stages.indexOf(deadline.stage),
      due: deadline.due,
    })),
    ...dutiesAhead(view).map((duty) => ({
      kind: 'ahead' as const,
      id: `ahead ${duty.dutyId}`,
      state: 'ahead' as const,
      stage: duty.stage,
      waitsFor: duty.waitsFor,
      order: stages.indexOf(duty.stage),
      due: Infinity,
    })),
  ]
  for (const { order: _order, due: _due, ...rung } of reports.sort((a, b) => a.order - b.order || a.due - b.due)) rungs.push(rung)
  const handled = statedNow(view.statements, 'handled')
  if (handled !== null || significance !== 'undecided') rungs.push(statementRung('handled', handled, handled === null ? 'ahead' : 'done'))
  return rungs
}

/**
 * One rung for each later report. A progress report is on the ladder only while somebody says that the incident goes on, and a final
 * report that two rules could set stands there once.
 */
function dutiesAhead(view: IncidentView): IncidentView['ahead'] {
  const ongoing = view.answers.findLast((answer) => answer.question === 'ongoing')?.answer
  const listed = new Set<Stage>(view.deadlines.filter((deadline) => deadline.state !== 'not-applicable').map((deadline) => deadline.stage))
  return view.ahead.filter((duty) => {
    if (listed.has(duty.stage) || (duty.stage === 'progress' && ongoing !== 'yes')) return false
    listed.add(duty.stage)
    return true
  })
}

function statementRung(anchor: RungAnchor, statement: Statement | null, state: StepState): Rung {
  return { kind: 'statement', id: anchor, anchor, state, statement }
}

/** Done once handed in, however late; `attention` from two hours before somebody must leave with the stick. */
export function deadlineState(deadline: Deadline, courierMinutes: number, now: Instant): StepState {
  switch (deadline.state) {
    case 'met':
    case 'missed':
      return 'done'
    case 'not-applicable':
      return 'ahead'
    case 'running':
      if (deadline.assumed || deadline.conditional) return 'ahead'
      return level(deadline.due, courierMinutes, now) === 'normal' ? 'running' : 'attention'
  }
}

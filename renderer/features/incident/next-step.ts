import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import type { Release } from '../../../shared/report/release.ts'
import { isStage, type Stage } from '../../../shared/report/stage.ts'

/** What an incident needs next. */
export type NextStep =
  | { readonly kind: 'decide' }
  | { readonly kind: 'write'; readonly stage: Stage }
  /** Released and not yet recorded as handed in: the clock goes on. */
  | { readonly kind: 'hand-in'; readonly stage: Stage; readonly release: Release }
  | { readonly kind: 'close' }
  /** Nothing now: a later report cannot be counted yet, or the incident is closed. */
  | { readonly kind: 'none' }

/** The one step that matters most now: decide, then the report that is due first, then the end. */
export function nextStep(view: IncidentView): NextStep {
  const { incident, deadlines, releases } = view
  if (incident.closedAt !== null) return { kind: 'none' }
  if (incident.significance === 'undecided') return { kind: 'decide' }
  const due = deadlines
    .filter((deadline) => deadline.state === 'running' && !deadline.assumed && !deadline.conditional)
    .sort((a, b) => a.due - b.due)[0]
  if (due === undefined) return view.deadlines.some((deadline) => deadline.state === 'running') || waits(view) ? { kind: 'none' } : { kind: 'close' }
  const release = waitingRelease(view, due.stage, releases)
  return release === null ? { kind: 'write', stage: due.stage } : { kind: 'hand-in', stage: due.stage, release }
}

/** Whether handing in the report of a stage is the step that matters most: the page then offers it, and nothing beside it does again. */
export function isHandInNext(view: IncidentView, stage: Stage): boolean {
  const step = nextStep(view)
  return step.kind === 'hand-in' && step.stage === stage
}

function waits(view: IncidentView): boolean {
  return view.ahead.length > 0 && view.incident.significance === 'yes'
}

/** The newest released report of a stage that no submission names and that is newer than the last submission of that stage. */
function waitingRelease(view: IncidentView, stage: Stage, releases: readonly Release[]): Release | null {
  const release = releases.findLast((candidate) => candidate.content === 'report' && candidate.stage === stage)
  if (release === undefined) return null
  const handedIn = view.submissions.some((submission) => submission.stage === stage && (submission.release === release.id || submission.instant >= release.releasedAt))
  return handedIn ? null : release
}

/** The stages an incident can be reported in now, in the order of the law: those with a deadline or a release, and the early warning. */
export function stagesOf(view: IncidentView): Stage[] {
  const named = new Set<Stage>(['early-warning', 'notification', 'final'])
  for (const deadline of view.deadlines) if (deadline.state !== 'not-applicable') named.add(deadline.stage)
  for (const release of view.releases) if (release.content === 'report' && isStage(release.stage)) named.add(release.stage)
  for (const submission of view.submissions) if (isStage(submission.stage)) named.add(submission.stage)
  return (['early-warning', 'notification', 'intermediate', 'progress', 'final'] as const).filter((stage) => named.has(stage))
}

import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import type { Release } from '../../../../shared/report/release.ts'
import type { Stage } from '../../../../shared/report/stage.ts'

/** The version that was most likely handed in: the newest of the stage that no submission names yet, else the newest. */
export function proposedRelease(view: IncidentView, stage: Stage): Release | null {
  const releases = view.releases.filter((release) => release.content === 'report' && release.stage === stage)
  const named = new Set(view.submissions.map((submission) => submission.release))
  return releases.findLast((release) => !named.has(release.id)) ?? releases.at(-1) ?? null
}

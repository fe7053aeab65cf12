import { DomainError } from '../contract/error.ts'
import type { DeadlinePorts } from '../incident/incident-deadlines.ts'
import type { Incident } from '../incident/incident.ts'
import type { Repositories } from '../ports/repositories.ts'
import { anyContentSchema, contentMaximumBytes, contentOf, draftSchema, type ReportContent } from './content.ts'
import type { ReportFacts } from './facts.ts'
import { prefill, type PreviousReport } from './prefill.ts'
import { gatherFacts } from './report-facts.ts'
import { isStage, stages, type Stage } from './stage.ts'

/** A stage's form as it opens. */
export interface OpenForm {
  readonly content: ReportContent
  /** Fields filled from the record or an earlier report and not yet touched; empty once a draft exists. */
  readonly prefilled: readonly string[]
  readonly savedAt: number | null
  readonly facts: ReportFacts
}

/** The draft of a stage if there is one, else what the record and the stage before already say. */
export function openForm(repositories: Repositories, incident: Incident, stage: Stage, actor: string | null, ports: DeadlinePorts, now: number): OpenForm {
  const facts = gatherFacts(repositories, incident, actor, ports, now)
  const draft = repositories.drafts.find(incident.id, stage)
  if (draft !== null) {
    const read = draftSchema(stage).safeParse(JSON.parse(draft.fieldsText))
    if (read.success) return { content: read.data, prefilled: [], savedAt: draft.savedAt, facts }
  }
  const { content, filled } = prefill(stage, facts, previousReport(repositories, incident.id, stage))
  return { content, prefilled: [...filled], savedAt: null, facts }
}

/** What the newest release said: of the same stage if it was released, else of the stage before it. */
function previousReport(repositories: Repositories, incident: string, stage: Stage): PreviousReport | null {
  const releases = repositories.releases.list(incident).filter((release) => release.content === 'report')
  const same = releases.findLast((release) => release.stage === stage)
  const earlier = releases.findLast((release) => isStage(release.stage) && stages.indexOf(release.stage) < stages.indexOf(stage))
  const from = same ?? earlier
  if (from === undefined || !isStage(from.stage)) return null
  return { stage: from.stage, content: releasedContent(from.fieldsText) }
}

/** The fields a release froze. */
export function releasedContent(fieldsText: string): ReportContent {
  return anyContentSchema.parse(JSON.parse(fieldsText))
}

/**
 * Fields as typed so far, checked against the stage's draft form.
 * @throws invalid-input naming the fields, too-large.
 */
export function readDraft(stage: Stage, fields: unknown): ReportContent {
  const text = JSON.stringify(fields)
  if (text.length > contentMaximumBytes) throw new DomainError('too-large', { limit: contentMaximumBytes })
  const read = draftSchema(stage).safeParse(fields)
  if (!read.success) {
    const paths = read.error.issues.map((issue) => (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.map(String).join('.')))
    throw new DomainError('invalid-input', { fields: [...new Set(paths.map((path) => `fields.${path}`.slice(0, 80)))].slice(0, 10) })
  }
  return contentOf(stage, read.data)
}

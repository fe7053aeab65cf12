import type { ReportContent } from './content.ts'
import type { ReportFacts, ReportedAnchor } from './facts.ts'
import type { FieldId } from './field.ts'
import type { ReviewItem } from './review-item.ts'
import type { Stage } from './stage.ts'

/** Facts of the record that a review can point at, beside the fields. */
export const reviewedFacts = [
  'entity.name',
  'entity.country',
  'entity.registrationNumber',
  'entity.sector',
  'notifier',
  'statements.aware',
  'statements.handled',
  'submissions',
] as const
/** One such fact. */
export type ReviewedFact = (typeof reviewedFacts)[number]

/** Codes of warnings; each has a sentence `review.<code>` in the texts. A warning never blocks. */
export const warningCodes = [
  'entity-name-missing',
  'country-missing',
  'registration-missing',
  'sector-missing',
  'notifier-missing',
  'phone-missing',
  'aware-missing',
  'handled-missing',
  'notification-not-submitted',
  'started-after-detected',
  'started-after-aware',
  'contained-before-start',
  'restored-before-start',
  'instant-in-future',
  'no-criterion',
  'malicious-contradiction',
  'still-ongoing',
  'not-ongoing',
  'severity-none',
  'services-all-normal',
  'ransom-contradiction',
  'root-cause-unknown',
  'indicator-dates',
] as const
/** One such code. */
export type WarningCode = (typeof warningCodes)[number]

/** What looks wrong or is missing from the record. Order: record, times, contradictions. */
export function warningsOf(stage: Stage, content: ReportContent, facts: ReportFacts): ReviewItem[] {
  return [...recordWarnings(stage, facts), ...timeWarnings(content, facts), ...contradictions(stage, content)]
}

function recordWarnings(stage: Stage, facts: ReportFacts): ReviewItem[] {
  const found: ReviewItem[] = []
  const { entity } = facts
  if (entity.name.trim() === '') found.push(warning('entity.name', 'entity-name-missing'))
  if (entity.country === 'XX') found.push(warning('entity.country', 'country-missing'))
  if (!entity.registrationNumber) found.push(warning('entity.registrationNumber', 'registration-missing'))
  if (entity.sector.trim() === '') found.push(warning('entity.sector', 'sector-missing'))
  if (!facts.notifier) found.push(warning('notifier', 'notifier-missing'))
  else if (facts.notifier.phone.trim() === '') found.push(warning('notifier', 'phone-missing'))
  if (stated(facts, 'aware') === null) found.push(warning('statements.aware', 'aware-missing'))
  if (stage === 'final') {
    if (stated(facts, 'handled') === null) found.push(warning('statements.handled', 'handled-missing'))
    if (!facts.submissions.some((item) => item.stage === 'notification')) {
      found.push(warning('submissions', 'notification-not-submitted'))
    }
  }
  return found
}

function timeWarnings(content: ReportContent, facts: ReportFacts): ReviewItem[] {
  const found: ReviewItem[] = []
  const started = instantOf(content.startedAt)
  const detected = stated(facts, 'detected')
  const aware = stated(facts, 'aware')
  if (started !== null && detected !== null && started > detected) found.push(warning('startedAt', 'started-after-detected'))
  else if (started !== null && aware !== null && started > aware) found.push(warning('startedAt', 'started-after-aware'))
  for (const [field, code] of [['containedAt', 'contained-before-start'], ['restoredAt', 'restored-before-start']] as const) {
    const at = instantOf(content[field])
    if (at !== null && started !== null && at < started) found.push(warning(field, code))
  }
  return found
}

/**
 * Instants that lie after a moment, as warnings. Kept apart because the pure rules have no clock: the caller passes its own.
 * `now` is UTC milliseconds; the time at which handling is expected may lie ahead.
 */
export function futureWarnings(content: ReportContent, now: number): ReviewItem[] {
  return (['startedAt', 'containedAt', 'restoredAt'] as const)
    .filter((field) => (instantOf(content[field]) ?? now) > now)
    .map((field) => warning(field, 'instant-in-future'))
}

function contradictions(stage: Stage, content: ReportContent): ReviewItem[] {
  const found: ReviewItem[] = []
  const criteria = [content.operationalDisruption, content.financialLossCriterion, content.damageToOthers]
  if (criteria.every((state) => state === 'not-met') && !Array.isArray(content.furtherCriteria)) {
    found.push(warning('operationalDisruption', 'no-criterion'))
  }
  if (content.rootCause === 'malicious-actions' && content.suspectedMalicious === 'no') {
    found.push(warning('suspectedMalicious', 'malicious-contradiction'))
  }
  if (stage === 'final' && content.ongoing === 'yes') found.push(warning('ongoing', 'still-ongoing'))
  if (stage === 'progress' && content.ongoing === 'no') found.push(warning('ongoing', 'not-ongoing'))
  if (content.severity === 'none' && criteria.includes('met')) found.push(warning('severity', 'severity-none'))
  const services = content.affectedServices
  if (Array.isArray(services) && services.length > 0 && services.every((service) => service.state === 'normal') && content.effectOnSupply === 'interruption') {
    found.push(warning('affectedServices', 'services-all-normal'))
  }
  if (content.ransomPaid === 'yes' && content.ransomDemanded === 'unknown') found.push(warning('ransomPaid', 'ransom-contradiction'))
  if (stage === 'final' && content.rootCause === 'unknown') found.push(warning('rootCause', 'root-cause-unknown'))
  const indicators = content.indicators
  if (Array.isArray(indicators) && indicators.some((item) => item.firstSeen !== null && item.lastSeen !== null && item.lastSeen < item.firstSeen)) {
    found.push(warning('indicators', 'indicator-dates'))
  }
  return found
}

function warning(field: FieldId | ReviewedFact, code: WarningCode): ReviewItem {
  return { field, code, article: null }
}

function instantOf(value: ReportContent['startedAt'] | ReportContent['containedAt']): number | null {
  return value && typeof value === 'object' ? value.at : null
}

function stated(facts: ReportFacts, anchor: ReportedAnchor): number | null {
  return facts.statements.find((item) => item.anchor === anchor && item.standing === 'current')?.instant ?? null
}

import type { OpenAnswer } from '../answer/answer.ts'
import type { Instant } from '../ports/clock.ts'
import type { Stage } from '../report/stage.ts'
import type { Chain } from './chain.ts'
import { chainsOf, effective } from './chain.ts'
import type { LineHistory } from './line.ts'
import { followLine, lineFrom } from './line.ts'
import type { OngoingInput } from './ongoing.ts'
import { handledStatement, ongoingAtFinalDue } from './ongoing.ts'
import { addMonths, endOfPeriod } from './period.ts'
import type { Duty, Profile } from './profile.ts'
import { dutyId, setsFinalDue } from './profile.ts'
import type { Confirmation, Stated, Statement } from './statement.ts'

/** What the incident's record says beside its statements. */
export interface IncidentFacts {
  readonly significant: 'undecided' | 'yes' | 'no'
  /** Id of the statement `decided` that says so, for duties that end by it. */
  readonly significanceRecord: string | null
  /** Newest answer to "is it still going on?". */
  readonly ongoing: OpenAnswer
  /** When the incident was first written down. Never changes. */
  readonly recordedAt: Instant
  /** IANA zone of the site, copied when the incident was written down. Never changes. */
  readonly zone: string
}

/** Everything a deadline follows from. */
export interface ClockInput {
  /** The pinned profile. */
  readonly profile: Profile
  /** Versions adopted since, by a record; of all of them the earliest deadline counts. */
  readonly adopted: readonly Profile[]
  /** Statements of this incident in the order of recording (not sorted by time). Submissions and releases are statements too. */
  readonly statements: readonly Statement[]
  /** What second persons confirmed. In a store with one person there are none, so nothing settled ever moves later. */
  readonly confirmations: readonly Confirmation[]
  readonly facts: IncidentFacts
  /** Only decides whether a final report's due moment has come while the incident goes on; later: the upper bound of now. */
  readonly now: Instant
}

/** A duty with its line, before it is told as a deadline. */
export interface Candidate {
  readonly key: string
  readonly profile: Profile
  readonly duty: Duty
  readonly history: LineHistory
  readonly occurrence: number
  readonly assumed: boolean
  /** Submission that meets it. */
  readonly met: Stated | null
  readonly conditional: boolean
  readonly applies: boolean
}

/** The lines of all duties of all profiles, one a key. Duties that do not apply are missing, or say so. */
export function candidates(input: ClockInput): Candidate[] {
  const chains = effective(input.statements)
  const profiles = [input.profile, ...input.adopted]
  const counted = earliest(profiles.flatMap((profile) => profile.duties.flatMap((duty) => countedLines(input, chains, profile, duty))))
  const looked = earliest([...counted, ...profiles.flatMap((profile) => assumedLines(input, profile, counted))])
  const conditioned = looked.flatMap((candidate) => underCondition(candidate, input, chains, looked))
  const repeated = profiles.flatMap((profile) => profile.duties.flatMap((duty) => finalDueLines(input, chains, profile, duty, looked)))
  return matchRequests([...conditioned, ...earliest(repeated)], chains)
}

/** One candidate a key: the earliest of all profiles; at a tie the pinned one, which comes first. */
function earliest(list: readonly Candidate[]): Candidate[] {
  const byKey = new Map<string, Candidate>()
  for (const candidate of list) {
    const other = byKey.get(candidate.key)
    if (other === undefined || candidate.history.counting.due < other.history.counting.due) byKey.set(candidate.key, candidate)
  }
  return [...byKey.values()]
}

function countedLines(input: ClockInput, chains: readonly Chain[], profile: Profile, duty: Duty): Candidate[] {
  const common = { profile, duty, occurrence: 1, assumed: false, conditional: false, applies: true }
  const met = submissions(chains, duty.law, duty.stage)[0] ?? null
  if (duty.anchor !== 'request') {
    const history = followLine(duty, input.statements, input.confirmations, input.facts)
    return history === null ? [] : [{ ...common, key: dutyId(duty), history, met }]
  }
  return chainsOf(chains, duty.law, 'request', duty.anchorStage).flatMap((chain) => {
    const history = followLine(duty, chain.history, input.confirmations, input.facts)
    return history === null ? [] : [{ ...common, key: `${dutyId(duty)}/${chain.root}`, history, met: null }]
  })
}

/** The final report while the notification is not even released: as if that left at its limit, once awareness is settled. */
function assumedLines(input: ClockInput, profile: Profile, counted: readonly Candidate[]): Candidate[] {
  if (input.facts.significant === 'no') return []
  return profile.duties.flatMap((duty) => {
    const key = dutyId(duty)
    if (duty.anchor !== 'submitted' || counted.some((candidate) => candidate.key === key)) return []
    const first = counted.find((candidate) => candidate.duty.law === duty.law && candidate.duty.stage === duty.anchorStage)
    if (first?.history.counting.standing !== 'settled') return []
    const { due, zone } = first.history.counting
    const history: LineHistory = { counting: lineFrom(duty, 'limit', due, zone), claimed: null, former: [], withdrawnBy: null }
    return [{ key, profile, duty, history, occurrence: 1, assumed: true, met: null, conditional: false, applies: true }]
  })
}

function finalDueOf(law: string, listed: readonly Candidate[]): Candidate | null {
  const finals = listed.filter((candidate) => candidate.duty.law === law && setsFinalDue(candidate.duty))
  return finals.sort((a, b) => a.history.counting.due - b.history.counting.due)[0] ?? null
}

function ongoingInput(input: ClockInput, chains: readonly Chain[], law: string): OngoingInput {
  return { law, chains, confirmations: input.confirmations, ongoing: input.facts.ongoing, now: input.now }
}

/** Whether the incident goes on when its final report is due; open while that moment is only assumed. */
export function ongoingOf(input: ClockInput, chains: readonly Chain[], law: string, listed: readonly Candidate[]): 'yes' | 'no' | 'open' {
  const final = finalDueOf(law, listed)
  if (final === null || final.assumed) return 'open'
  return ongoingAtFinalDue(ongoingInput(input, chains, law), final.history.counting.due)
}

/** Of the two final reports of NIS2 Art 23(4)(d) and (e) exactly one applies. */
function underCondition(candidate: Candidate, input: ClockInput, chains: readonly Chain[], listed: readonly Candidate[]): Candidate[] {
  const { duty } = candidate
  if (duty.onlyWhen === null) return [candidate]
  const ongoing = ongoingOf(input, chains, duty.law, listed)
  if (duty.onlyWhen === 'ongoing-at-final-due') return ongoing === 'yes' ? [candidate] : []
  if (ongoing === 'yes') return [{ ...candidate, applies: false }]
  return [withLaterHandling(candidate, input, chains)]
}

/** A correction of `handled` that nobody confirmed would put the final report off: it stands beside the line that counts. */
function withLaterHandling(candidate: Candidate, input: ClockInput, chains: readonly Chain[]): Candidate {
  const { duty, profile, history } = candidate
  const claimed = chainsOf(chains, duty.law, 'handled')[0]?.current ?? null
  const after = profile.duties.find((other) => other.law === duty.law && other.stage === duty.stage && other.anchor === 'handled')
  const counts = handledStatement(ongoingInput(input, chains, duty.law))
  if (after === undefined || claimed === null || counts === null || claimed.id === counts.id || history.claimed !== null) return candidate
  if (claimed.instant <= history.counting.due) return candidate
  const { instant: due } = endOfPeriod(claimed.instant, after.period, claimed.zone)
  return { ...candidate, history: { ...history, claimed: { due, statementId: claimed.id, reason: claimed.reason } } }
}

/** Reports at the moment the final one would be due, and their repetitions until the incident is handled. */
function finalDueLines(
  input: ClockInput,
  chains: readonly Chain[],
  profile: Profile,
  duty: Duty,
  listed: readonly Candidate[],
): Candidate[] {
  const final = finalDueOf(duty.law, listed)
  if (duty.anchor !== 'final-due' || final === null || final.assumed) return []
  const ongoing = ongoingOf(input, chains, duty.law, listed)
  // While it is open, the report is only announced to those who say that the incident goes on.
  if (ongoing === 'no' || (ongoing === 'open' && input.facts.ongoing !== 'yes')) return []
  const { counting, claimed, former } = final.history
  const unused = submissions(chains, duty.law, duty.stage)
  const until = handledStatement(ongoingInput(input, chains, duty.law))?.instant ?? submissions(chains, duty.law, 'final')[0]?.instant
  const found: Candidate[] = []
  for (let occurrence = 1, before = -Infinity; occurrence <= 240; occurrence += 1) {
    const shift = (due: Instant): Instant => repetition(endOfPeriod(due, duty.period, counting.zone).instant, duty, occurrence, counting.zone)
    const due = shift(counting.due)
    if (occurrence > 1 && until !== undefined && due > until) break
    const used = unused.findIndex((submission) => submission.instant > before)
    const met = used === -1 ? null : (unused.splice(used, 1)[0] ?? null)
    const move = <T extends { readonly due: Instant }>(line: T): T => ({ ...line, due: shift(line.due) })
    const history: LineHistory = {
      counting: { ...counting, due, from: 'final-due', base: counting.due, statement: null, end: endOfPeriod(due, 'at-once', counting.zone) },
      claimed: claimed === null ? null : move(claimed),
      former: former.map(move),
      withdrawnBy: null,
    }
    const key = occurrence === 1 ? dutyId(duty) : `${dutyId(duty)}/${occurrence}`
    found.push({ key, profile, duty, history, occurrence, assumed: false, met, conditional: ongoing === 'open', applies: true })
    if (duty.repeat === null || ongoing === 'open' || (met === null && due > input.now)) break
    before = due
  }
  return found
}

function repetition(first: Instant, duty: Duty, occurrence: number, zone: string): Instant {
  return duty.repeat === null || occurrence === 1 ? first : addMonths(first, duty.repeat.months * (occurrence - 1), zone).instant
}

/** Submissions of a stage as they are stated now, earliest first. */
export function submissions(chains: readonly Chain[], law: string, stage: Stage): Stated[] {
  const list = chainsOf(chains, law, 'submitted', stage).flatMap(({ current }) => (current === null ? [] : [current]))
  return list.sort((a, b) => a.instant - b.instant)
}

/** Each request is met by the first report of its stage after it that has not met another request. */
function matchRequests(list: readonly Candidate[], chains: readonly Chain[]): Candidate[] {
  const used = new Set<string>()
  const requests = list.filter(({ duty }) => duty.anchor === 'request').sort((a, b) => a.history.counting.base - b.history.counting.base)
  const matched = new Map<string, Stated>()
  for (const { key, duty, history } of requests) {
    const answer = submissions(chains, duty.law, duty.stage).find(
      ({ id, instant }) => !used.has(id) && instant >= history.counting.base && history.withdrawnBy === null,
    )
    if (answer === undefined) continue
    used.add(answer.id)
    matched.set(key, answer)
  }
  return list.map((candidate) => ({ ...candidate, met: matched.get(candidate.key) ?? candidate.met }))
}

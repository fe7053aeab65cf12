import type { Instant } from '../ports/clock.ts'
import type { Stage } from '../report/stage.ts'
import type { Anchor } from './anchor.ts'
import type { Chain } from './chain.ts'
import { currentStatement, effective } from './chain.ts'
import type { PeriodEnd } from './period.ts'
import { endOfPeriod } from './period.ts'
import type { Duty } from './profile.ts'
import type { Confirmation, Stated, Statement } from './statement.ts'
import { hasSecondPerson, isFilled } from './statement.ts'

/** What a line is counted from: an anchor, the time of recording, or the limit of the report that should come first. */
export type LineBase = Anchor | 'recorded' | 'limit'

/** One due moment of a duty and what it was counted from. */
export interface Line {
  readonly due: Instant
  readonly from: LineBase
  readonly base: Instant
  readonly zone: string
  /** `settled` once the duty's own anchor is stated; `provisional` before. */
  readonly standing: 'provisional' | 'settled'
  readonly statement: Stated | null
  readonly end: PeriodEnd
}

/** A line that no longer counts, or does not count yet. */
export interface OtherLine {
  readonly due: Instant
  readonly statementId: string | null
  readonly reason: string | null
}

/** What became of a duty's line over all records. */
export interface LineHistory {
  readonly counting: Line
  /** A later line that somebody states and no second person has confirmed. */
  readonly claimed: OtherLine | null
  /** Lines that counted before, oldest first. */
  readonly former: readonly OtherLine[]
  /** Id of the statement that withdrew the request this line rests on. */
  readonly withdrawnBy: string | null
}

/** When and where the incident was first written down; neither ever changes. */
export interface Recording {
  readonly recordedAt: Instant
  readonly zone: string
}

interface Base {
  readonly anchor: Anchor
  readonly stage: Stage | null
}

/** The duty's own anchor first, then what stands in for it while it is not stated. */
function bases(duty: Duty): readonly Base[] {
  const own = { anchor: duty.anchor, stage: duty.anchorStage }
  const plain = (...names: readonly Anchor[]): Base[] => [own, ...names.map((anchor) => ({ anchor, stage: null }))]
  switch (duty.anchor) {
    case 'aware':
      return plain('known', 'detected')
    case 'decided':
      return plain('aware', 'known', 'detected')
    case 'known':
      return plain('detected')
    case 'submitted':
      return [own, { anchor: 'released', stage: duty.anchorStage }]
    case 'detected':
    case 'request':
    case 'released':
    case 'handled':
      return [own]
    case 'final-due':
      return []
  }
}

/** True for duties that run from the moment the incident is written down, stated or not. */
function runsFromRecording(anchor: Anchor): boolean {
  return anchor === 'aware' || anchor === 'decided' || anchor === 'known' || anchor === 'detected'
}

/** What the statements say now, before any rule on who may move a deadline. `null` while nothing is stated to count from. */
function statedLine(duty: Duty, chains: readonly Chain[], recording: Recording): Line | null {
  for (const { anchor, stage } of bases(duty)) {
    const statement = currentStatement(chains, duty.law, anchor, stage)
    if (statement === null) continue
    const end = endOfPeriod(statement.dueBy ?? statement.instant, duty.period, statement.zone)
    const standing = anchor === duty.anchor ? 'settled' : 'provisional'
    return { due: end.instant, from: anchor, base: statement.instant, zone: statement.zone, standing, statement, end }
  }
  return runsFromRecording(duty.anchor) ? lineFrom(duty, 'recorded', recording.recordedAt, recording.zone) : null
}

/** A provisional line from an instant that nobody stated. */
export function lineFrom(duty: Duty, from: LineBase, base: Instant, zone: string): Line {
  const end = endOfPeriod(base, duty.period, zone)
  return { due: end.instant, from, base, zone, standing: 'provisional', statement: null, end }
}

/**
 * The line of a duty after all statements, and every line before it. Each record in turn may
 * - bring the line forward: always;
 * - settle a provisional line, also at a later moment: the first statement of the duty's own anchor, by a confirmed author,
 *   with a reason (a submission needs none);
 * - move it back in any other way: only when a second person confirmed that record. Until then it is `claimed`.
 * @param statements those of the incident in the order of recording; for a request only the statements of that request.
 * @returns `null` while there is nothing to count from.
 */
export function followLine(
  duty: Duty,
  statements: readonly Statement[],
  confirmations: readonly Confirmation[],
  recording: Recording,
): LineHistory | null {
  let state: State = { counting: null, claimed: null, former: [], wasSettled: false, withdrawnBy: null }
  const start = recordedTogether(statements, recording)
  for (let count = start; count <= statements.length; count += 1) {
    const chains = effective(statements.slice(0, count))
    const event = count === start ? null : (statements[count - 1] ?? null)
    state = step({ duty, chains, event, confirmations, raw: statedLine(duty, chains, recording) }, state)
  }
  const { counting, claimed, former, withdrawnBy } = state
  if (counting === null) return null
  return { counting, claimed: claimed === null ? null : otherLine(claimed), former, withdrawnBy }
}

interface State {
  readonly counting: Line | null
  readonly claimed: Line | null
  readonly former: readonly OtherLine[]
  /** A settled line has counted and was not withdrawn with a second person: nothing is "first stated" any more. */
  readonly wasSettled: boolean
  readonly withdrawnBy: string | null
}

interface Step {
  readonly duty: Duty
  readonly chains: readonly Chain[]
  /** The statement just recorded; `null` for what was written together with the incident. */
  readonly event: Statement | null
  readonly confirmations: readonly Confirmation[]
  readonly raw: Line | null
}

/**
 * How many leading statements were written in one act with the incident: when it was detected and known. They are one first
 * word, so that the order of two fields in a form decides nothing.
 */
function recordedTogether(statements: readonly Statement[], recording: Recording): number {
  const first = statements.findIndex(
    ({ anchor, supersedes, recordedAt }) =>
      (anchor !== 'detected' && anchor !== 'known') || supersedes !== null || recordedAt !== recording.recordedAt,
  )
  return first === -1 ? statements.length : first
}

function step(now: Step, state: State): State {
  const { raw, event } = now
  const { counting } = state
  const withdrawal = counting !== null && withdraws(now, counting)
  const confirmedWithdrawal = withdrawal && event !== null && hasSecondPerson(event, now.confirmations)
  if (raw === null) {
    if (confirmedWithdrawal && now.duty.anchor !== 'request') return replace(state, null, event)
    // Only the authority's request can simply fall away; any other line stands until something replaces it.
    const withdrawnBy = withdrawal && now.duty.anchor === 'request' ? (event?.id ?? null) : state.withdrawnBy
    return { ...state, claimed: null, withdrawnBy }
  }
  if (counting === null || raw.due <= counting.due) return replace(state, raw, event, confirmedWithdrawal)
  const mayMoveBack = confirmedWithdrawal || isConfirmedLine(now, counting, raw) || settles(now, state, counting, raw)
  return mayMoveBack ? replace(state, raw, event, confirmedWithdrawal) : { ...state, claimed: raw, withdrawnBy: null }
}

function replace(state: State, line: Line | null, event: Statement | null, restart = line === null): State {
  const { counting } = state
  const gone = counting !== null && counting.due !== line?.due
  const former = gone ? [...state.former, { ...otherLine(counting), reason: event?.reason ?? null }] : state.former
  const wasSettled = line?.standing === 'settled' || (state.wasSettled && !restart)
  return { counting: line, claimed: null, former, wasSettled, withdrawnBy: null }
}

function otherLine(line: Line): OtherLine {
  return { due: line.due, statementId: line.statement?.id ?? null, reason: line.statement?.reason ?? null }
}

/** True when the statement just recorded withdraws the one that the counting line rests on. */
function withdraws({ event, chains }: Step, counting: Line): boolean {
  if (event === null || event.instant !== null || counting.statement === null) return false
  const id = counting.statement.id
  return chains.some(({ history }) => history.includes(event) && history.some((statement) => statement.id === id))
}

/**
 * A second person stands behind the new line, and it corrects the statement that counts or rests on a better anchor. Falling
 * back to a weaker anchor is a withdrawal and needs its own confirmation.
 */
function isConfirmedLine({ duty, chains, confirmations }: Step, counting: Line, raw: Line): boolean {
  const { statement } = raw
  if (statement === null || !hasSecondPerson(statement, confirmations)) return false
  if (rank(duty, raw) < rank(duty, counting)) return true
  return chains.some(({ history }) => history.includes(statement) && history.some(({ id }) => id === counting.statement?.id))
}

/** 0 for the duty's own anchor, higher for what stands in for it; the time of recording comes last. */
function rank(duty: Duty, line: Line): number {
  const index = bases(duty).findIndex(({ anchor }) => anchor === line.from)
  return index === -1 ? Infinity : index
}

/** The record that turns a provisional line into a settled one, for the first time. */
function settles({ duty, chains }: Step, state: State, counting: Line, raw: Line): boolean {
  if (raw.standing !== 'settled' || raw.statement === null || counting.standing === 'settled' || state.wasSettled) return false
  if (!raw.statement.confirmed) return false
  return duty.anchor === 'submitted' || givesReason(raw.statement, chains, duty.law)
}

/** The basis of a first statement is its reason; but later than the moment at which the facts were known needs one of its own. */
function givesReason(statement: Stated, chains: readonly Chain[], law: string): boolean {
  const known = currentStatement(chains, law, 'known')
  if (known !== null && known.instant < statement.instant) return isFilled(statement.reason)
  return isFilled(statement.reason) || isFilled(statement.basis)
}

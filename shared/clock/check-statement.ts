import type { Instant } from '../ports/clock.ts'
import type { Anchor } from './anchor.ts'
import { belongsToStage } from './anchor.ts'
import type { Chain } from './chain.ts'
import { currentStatement, effective } from './chain.ts'
import { isZone } from './local-time.ts'
import type { Stated, Statement } from './statement.ts'
import { isFilled, isStated } from './statement.ts'

/** How far the watch of a person may be ahead of the PC before a stated instant counts as future: 10 minutes, in milliseconds. */
export const futureTolerance = 600_000

const longAgo = 31 * 86_400_000

/** `refuse`: not written. `needs-reason`: written once the text it lacks is there. `warn`: written, and said on the screen. */
export type Severity = 'refuse' | 'needs-reason' | 'warn'

/** The closed list of what can be wrong with a new statement. */
export const findingCodes = {
  /** `final-due` follows from the notification; nobody states it. */
  'anchor-derived': 'refuse',
  'stage-missing': 'refuse',
  'stage-not-allowed': 'refuse',
  'zone-unknown': 'refuse',
  'instant-in-future': 'refuse',
  'id-used': 'refuse',
  /** This anchor is stated already: a new instant has to name the statement it corrects. */
  'already-stated': 'refuse',
  'supersedes-unknown': 'refuse',
  /** The statement it corrects is about something else. */
  'supersedes-other': 'refuse',
  /** The statement it corrects has been corrected already. */
  'supersedes-outdated': 'refuse',
  'withdrawal-of-nothing': 'refuse',
  'due-by-not-allowed': 'refuse',
  /** Handling cannot end before the incident was noticed. */
  'handled-too-early': 'refuse',
  'basis-missing': 'needs-reason',
  'correction-without-reason': 'needs-reason',
  'aware-later-than-known': 'needs-reason',
  'aware-later-than-decided': 'needs-reason',
  /** The deadline does not move back until a second person confirms the correction. */
  'needs-second-person': 'warn',
  /** The author is not confirmed by passphrase: the statement can bring a deadline forward only. */
  'author-unconfirmed': 'warn',
  'before-detected': 'warn',
  'submitted-before-released': 'warn',
  /** This stage has been submitted before; the earlier submission goes on counting. */
  'already-submitted': 'warn',
  'due-by-before-request': 'warn',
  /** More than 31 days back: perhaps a typing error. */
  'long-ago': 'warn',
} as const satisfies Record<string, Severity>

/** One code of `findingCodes`. */
export type FindingCode = keyof typeof findingCodes

/** One thing that is wrong, or worth saying, about a new statement. */
export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  /** Id of the statement it clashes with. */
  readonly other: string | null
}

/** The time against which a statement is judged. */
export interface Reading {
  readonly now: Instant
  /** Milliseconds; usually `futureTolerance`. */
  readonly tolerance: number
}

/**
 * Judges a statement before it is written. It may be written when no finding is `refuse` or `needs-reason`.
 * @param existing statements of the same incident in the order of recording.
 */
export function checkStatement(existing: readonly Statement[], next: Statement, reading: Reading): Finding[] {
  const chains = effective(existing)
  const findings: Finding[] = []
  const found = (code: FindingCode, other: Statement | null = null): void => {
    findings.push({ code, severity: findingCodes[code], other: other?.id ?? null })
  }
  checkForm(next, found)
  if (existing.some((statement) => statement.id === next.id)) found('id-used')
  checkSuccession(existing, chains, next, found)
  if (isStated(next)) {
    checkInstant(next, reading, found)
    checkOrder(chains, next, reading, found)
  }
  if (!next.confirmed) found('author-unconfirmed')
  const order: readonly Severity[] = ['refuse', 'needs-reason', 'warn']
  return findings.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}

/** True when nothing stands in the way of writing the statement. */
export function mayBeWritten(findings: readonly Finding[]): boolean {
  return findings.every((finding) => finding.severity === 'warn')
}

type Found = (code: FindingCode, other?: Statement | null) => void

function checkForm(next: Statement, found: Found): void {
  if (next.anchor === 'final-due') found('anchor-derived')
  if (belongsToStage(next.anchor) && next.stage === null) found('stage-missing')
  if (!belongsToStage(next.anchor) && next.stage !== null) found('stage-not-allowed')
  if (!isZone(next.zone)) found('zone-unknown')
  if (next.dueBy !== null && next.anchor !== 'request') found('due-by-not-allowed')
  const needsBasis = next.anchor === 'aware' || next.anchor === 'decided'
  if (needsBasis && isStated(next) && !isFilled(next.basis)) found('basis-missing')
}

function checkSuccession(existing: readonly Statement[], chains: readonly Chain[], next: Statement, found: Found): void {
  if (next.supersedes === null) {
    if (!isStated(next)) found('withdrawal-of-nothing')
    const own = chains.find((chain) => isSameSubject(chain, next))
    if (own !== undefined && !belongsToStage(next.anchor)) found('already-stated', last(own))
    if (next.anchor === 'submitted' && own?.current != null) found('already-submitted', own.current)
    return
  }
  if (!isFilled(next.reason)) found('correction-without-reason')
  const corrected = existing.find((statement) => statement.id === next.supersedes)
  if (corrected === undefined) return found('supersedes-unknown')
  const chain = chains.find((candidate) => candidate.history.includes(corrected))
  if (chain === undefined || !isSameSubject(chain, next)) return found('supersedes-other', corrected)
  if (last(chain) !== corrected) return found('supersedes-outdated', last(chain))
  if (isStated(corrected) && isLater(corrected, next)) found('needs-second-person', corrected)
}

function isSameSubject(chain: Chain, next: Statement): boolean {
  return chain.law === next.law && chain.anchor === next.anchor && chain.stage === next.stage
}

function last(chain: Chain): Statement | null {
  return chain.history[chain.history.length - 1] ?? null
}

/** True when a correction would give more time: a later instant, a later date asked for, another zone, or a withdrawal. */
function isLater(corrected: Stated, next: Statement): boolean {
  if (next.instant === null || next.instant > corrected.instant || next.zone !== corrected.zone) return true
  return (next.dueBy ?? next.instant) > (corrected.dueBy ?? corrected.instant)
}

function checkInstant(next: Stated, reading: Reading, found: Found): void {
  if (next.instant > reading.now + reading.tolerance) found('instant-in-future')
  if (next.instant < reading.now - longAgo) found('long-ago')
  if (next.dueBy !== null && next.dueBy < next.instant) found('due-by-before-request')
}

/** Compares with what else is stated. Two statements of one chain are never compared: that is what a correction is for. */
function checkOrder(chains: readonly Chain[], next: Stated, reading: Reading, found: Found): void {
  const other = (anchor: Anchor): Stated | null => (anchor === next.anchor ? null : currentStatement(chains, next.law, anchor))
  const detected = other('detected')
  if (detected !== null && next.instant < detected.instant && next.anchor !== 'handled') found('before-detected', detected)
  if (next.anchor === 'aware') checkAwareness(next, other('known'), other('decided'), reading, found)
  const aware = other('aware')
  // The gap may also open from the other side: knowledge or decision stated after awareness.
  if (aware !== null && !isFilled(aware.reason)) {
    if (next.anchor === 'known') checkAwareness({ ...aware, reason: next.reason }, next, null, reading, found)
    if (next.anchor === 'decided') checkAwareness({ ...aware, reason: next.reason }, null, next, reading, found)
  }
  if (next.anchor === 'submitted') {
    const released = currentStatement(chains, next.law, 'released', next.stage)
    if (released === null || released.instant > next.instant) found('submitted-before-released', released)
  }
  if (next.anchor === 'handled') {
    const early = [detected, other('known'), aware].find((statement) => statement !== null && statement.instant > next.instant)
    if (early != null) found('handled-too-early', early)
  }
}

function checkAwareness(aware: Stated, known: Stated | null, decided: Stated | null, reading: Reading, found: Found): void {
  if (isFilled(aware.reason)) return
  if (known !== null && aware.instant > known.instant) found('aware-later-than-known', known)
  // The decision is stamped by the PC, awareness is read off a watch: the two may differ by the tolerance.
  if (decided !== null && aware.instant > decided.instant + reading.tolerance) found('aware-later-than-decided', decided)
}

import type { PackageFaultCode } from './fault.ts'
import type { Finding, ReceivedPackage } from './verdict.ts'

/** What comparing a package with earlier ones shows. */
export interface Continuity {
  /** `history-forked`, `replayed`, `line-not-declared`, or `null`. */
  readonly fault: PackageFaultCode | null
  readonly findings: readonly Finding[]
  /** Highest version known of the same report, when it is higher. */
  readonly replacedBy: number | null
}

/**
 * Replay, gaps and forks (docs/package-format.md, "Replay"). `known` is what a verifier remembers of the entity; `after` is one
 * package that this one is demanded to come after: there an older or equal sequence is a fault and not only a finding.
 */
export function judgeContinuity(given: ReceivedPackage, known: readonly ReceivedPackage[] | null, after: ReceivedPackage | null): Continuity {
  const findings: Finding[] = []
  if (known === null && after === null) findings.push({ code: 'no-memory', count: null })
  const remembered = known === null ? null : judgeMemory(given, known, findings)
  const demanded = after === null ? null : judgeAfter(given, after, findings)
  return { fault: remembered ?? demanded, findings, replacedBy: known === null ? null : replacement(given, known) }
}

function judgeMemory(given: ReceivedPackage, known: readonly ReceivedPackage[], findings: Finding[]): PackageFaultCode | null {
  const related = known.filter((other) => isRelated(other, given))
  const series = related.filter((other) => other.line === given.line)
  const same = series.find((other) => other.sequence === given.sequence)
  if (series.some((other) => forks(given, other))) return 'history-forked'
  if (same !== undefined) findings.push({ code: 'already-received', count: null })
  else if (series.some((other) => other.sequence > given.sequence)) findings.push({ code: 'out-of-order', count: null })
  const earlier = new Set(series.map((other) => other.sequence).filter((sequence) => sequence < given.sequence))
  const missing = given.sequence - 1 - earlier.size
  if (missing > 0) findings.push({ code: 'gap', count: missing })
  if (series.length === 0 && related.length > 0) {
    const continued = related.some((other) => other.line === given.parentLine)
    const before = related.some((other) => other.parentLine === given.line)
    findings.push({ code: continued ? 'continued-from-backup' : before ? 'out-of-order' : 'other-line', count: null })
  }
  return null
}

function judgeAfter(given: ReceivedPackage, after: ReceivedPackage, findings: Finding[]): PackageFaultCode | null {
  if (!isRelated(after, given)) {
    findings.push({ code: 'after-unrelated', count: null })
    return null
  }
  if (given.line !== after.line) {
    if (given.parentLine === null) return 'line-not-declared'
    findings.push({ code: given.parentLine === after.line ? 'continued-from-backup' : 'other-line', count: null })
    return null
  }
  if (given.sequence <= after.sequence) return forks(given, after) ? 'history-forked' : 'replayed'
  if (forks(given, after)) return 'history-forked'
  const missing = given.sequence - after.sequence - 1
  if (missing > 0) findings.push({ code: 'gap', count: missing })
  return null
}

/** About the same incident for the same recipient: the series whose order can be judged. */
function isRelated(a: ReceivedPackage, b: ReceivedPackage): boolean {
  return a.entity === b.entity && a.site === b.site && a.incident === b.incident && a.recipient === b.recipient
}

/** Two packages of one line that cannot both belong to one history. */
function forks(a: ReceivedPackage, b: ReceivedPackage): boolean {
  const differ = (x: string | null, y: string | null) => x !== null && y !== null && x !== y
  if (a.sequence === b.sequence) return differ(a.sums, b.sums) || a.stage !== b.stage || a.version !== b.version
  if (a.stage === b.stage && a.version === b.version) return true
  const [first, second] = a.sequence < b.sequence ? [a, b] : [b, a]
  return second.sequence === first.sequence + 1 && differ(second.previous, first.sums)
}

/** Across lines, since a correction may come from a restored record. */
function replacement(given: ReceivedPackage, known: readonly ReceivedPackage[]): number | null {
  const versions = known.filter((other) => isRelated(other, given) && other.stage === given.stage).map((other) => other.version)
  const highest = Math.max(0, ...versions)
  return highest > given.version ? highest : null
}

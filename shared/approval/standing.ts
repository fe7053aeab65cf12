import { z } from 'zod'
import { anchors, type Anchor } from '../clock/anchor.ts'
import { countingStatement, effective } from '../clock/chain.ts'
import { idSchema, instantSchema, sha256Schema } from '../contract/schema.ts'
import { deadlinesOf, type DeadlinePorts } from '../incident/incident-deadlines.ts'
import type { Incident } from '../incident/incident.ts'
import type { Ports } from '../ports/ports.ts'
import type { ClockReading } from '../ports/clock.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Release } from '../report/release.ts'
import { approvalActions, approvalDecisions, approvalWordsSchema, askedApprovalSchema, askedReasons, readSigned, type AskedApproval } from './approval.ts'
import { possibleApprovers } from './beside.ts'
import { confirmationsOf } from './confirmed.ts'
import { approvalFaults, judgeApproval, type JudgedApproval } from './judge.ts'
import { approvalSubject } from './subject.ts'

/** What one second person said, as a screen shows it; `fault` says why it does not count. */
export const shownApprovalSchema = z.strictObject({
  id: idSchema,
  person: idSchema.nullable(),
  decision: z.enum(approvalDecisions).nullable(),
  words: approvalWordsSchema,
  at: instantSchema.nullable(),
  fault: z.enum(approvalFaults).nullable(),
})

/** How far an act stands that a second person is asked for or spoke about. `replaced`: a newer version was released and is asked for instead. */
export const standings = ['open', 'agreed', 'objected', 'replaced'] as const

/** An act with what second persons said about it. */
export const approvalItemSchema = z.strictObject({
  action: z.enum(approvalActions),
  /** Id of the release or of the stated time. */
  subject: idSchema,
  digest: sha256Schema,
  standing: z.enum(standings),
  /** A newer version was released, or the time was corrected again. */
  isReplaced: z.boolean(),
  /** Why a second person is asked; `claimed`: a correction that would move a deadline later. `null` where one signed before it was done. */
  why: z.enum([...askedReasons, 'claimed']).nullable(),
  /** What the one who acted said about acting alone. */
  words: z.string(),
  author: z.string(),
  at: instantSchema,
  due: instantSchema.nullable(),
  /** Only about a release. */
  stage: z.string().nullable(),
  version: z.number().int().nullable(),
  recipientName: z.string().nullable(),
  /** Only about a stated time. */
  anchor: z.enum(anchors).nullable(),
  instant: instantSchema.nullable(),
  approvals: z.array(shownApprovalSchema),
  /** People who may say something now; empty once somebody did. */
  possible: z.array(idSchema),
})
/** See `approvalItemSchema`. */
export type ApprovalItem = z.output<typeof approvalItemSchema>

/** Whether somebody still has to do something: a second person, or after an objection to a report who writes its next version. */
export function isUnsettled({ standing, action, isReplaced }: Pick<ApprovalItem, 'standing' | 'action' | 'isReplaced'>): boolean {
  return standing === 'open' || (standing === 'objected' && action !== 'correct-awareness' && !isReplaced)
}

/** What telling the standing needs of the world. */
export type StandingPorts = DeadlinePorts & Pick<Ports, 'personKeys'>

/** Everything in an incident that a second person is asked for or spoke about, oldest first. @param reading the PC's clock. */
export function approvalItems(repositories: Repositories, incident: Incident, ports: StandingPorts, reading: ClockReading): ApprovalItem[] {
  const releases = repositories.releases.list(incident.id)
  return [...releases.flatMap((release) => releaseItem(repositories, release, releases, ports, reading) ?? []), ...claimedItems(repositories, incident, ports, reading)].sort((a, b) => a.at - b.at)
}

function releaseItem(repositories: Repositories, release: Release, all: readonly Release[], ports: StandingPorts, reading: ClockReading): ApprovalItem | null {
  const asked = askedOf(repositories, release.id)
  const judged = repositories.approvals.of('release', release.id).map((stored) => judgeApproval(repositories, stored, ports))
  const action = asked?.action ?? 'release-final'
  const subject = asked === null && judged.length === 0 ? null : approvalSubject(repositories, action, release.id, ports.hash)
  if (subject === null) return null
  const isReplaced = all.some((other) => other.supersedes === release.id)
  const standing = standingOf(judged) ?? (isReplaced ? 'replaced' : 'open')
  return {
    action,
    subject: release.id,
    digest: subject.digest,
    standing,
    isReplaced,
    why: asked?.why ?? null,
    words: asked?.words ?? '',
    author: release.releasedBy,
    at: release.releasedAt,
    due: asked?.due ?? null,
    stage: release.stage,
    version: release.version,
    recipientName: release.recipientName,
    anchor: null,
    instant: null,
    approvals: judged.map(asShown),
    possible: standing === 'open' ? possibleApprovers(repositories, { action, ...subject }, reading, ports.personKeys).map(({ id }) => id) : [],
  }
}

/** What was asked about a release when it was done; a row that is not what it should be asks nothing. */
function askedOf(repositories: Repositories, release: string): AskedApproval | null {
  for (const stored of repositories.approvals.askedOf('release', release)) {
    const asked = readSigned(stored, askedApprovalSchema)
    if (asked !== null) return asked
  }
  return null
}

/** What the first valid word says. */
function standingOf(judged: readonly JudgedApproval[]): 'agreed' | 'objected' | null {
  return judged.find(({ fault }) => fault === null)?.statement?.decision ?? null
}

function asShown({ id, statement, fault }: JudgedApproval): ApprovalItem['approvals'][number] {
  return { id, person: statement?.approver ?? null, decision: statement?.decision ?? null, words: statement?.words ?? '', at: statement?.recordedAt ?? null, fault }
}

/** Corrections of these move a deadline, or say that the incident is over. */
const moving: ReadonlySet<Anchor> = new Set(['aware', 'known', 'detected', 'handled', 'request', 'submitted'])

/** Corrected times that do not count until a second person confirms them, and those that somebody spoke about. */
function claimedItems(repositories: Repositories, incident: Incident, ports: StandingPorts, reading: ClockReading): ApprovalItem[] {
  const statements = repositories.statements.list(incident.id).map(({ statement }) => statement)
  const corrections = statements.filter(({ supersedes, anchor }) => supersedes !== null && moving.has(anchor))
  if (corrections.length === 0) return []
  const chains = effective(statements)
  const confirmations = confirmationsOf(repositories, statements, ports)
  const anyClaimed = deadlinesOf(repositories, incident, ports, reading.at).some(({ claimedLater }) => claimedLater !== null)
  return corrections.flatMap((statement) => {
    const chain = chains.find(({ history }) => history.includes(statement))
    const isLast = chain?.history.at(-1) === statement
    const counts = chain === undefined || (countingStatement(chain, confirmations)?.id ?? null) === (statement.instant === null ? null : statement.id)
    const matters = statement.anchor === 'aware' || statement.anchor === 'handled' || anyClaimed
    const judged = repositories.approvals.of('statement', statement.id).map((stored) => judgeApproval(repositories, stored, ports))
    if (judged.length === 0 && (!isLast || counts || !matters)) return []
    const subject = approvalSubject(repositories, 'correct-awareness', statement.id, ports.hash)
    if (subject === null) return []
    const standing = standingOf(judged) ?? (isLast ? 'open' : 'replaced')
    return [
      {
        action: 'correct-awareness' as const,
        subject: statement.id,
        digest: subject.digest,
        standing,
        isReplaced: !isLast,
        why: 'claimed' as const,
        words: statement.reason ?? '',
        author: statement.author,
        at: statement.recordedAt,
        due: null,
        stage: statement.stage,
        version: null,
        recipientName: null,
        anchor: statement.anchor,
        instant: statement.instant,
        approvals: judged.map(asShown),
        possible: standing === 'open' ? possibleApprovers(repositories, { action: 'correct-awareness' as const, ...subject }, reading, ports.personKeys).map(({ id }) => id) : [],
      },
    ]
  })
}

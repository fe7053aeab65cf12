import { confirmationsOf } from '../approval/confirmed.ts'
import { DomainError } from '../contract/error.ts'
import type { Deadline } from '../clock/deadline.ts'
import { deadlines, dutiesAhead, type ClockInput, type DutyAhead } from '../clock/deadline.ts'
import { parseProfile, type Profile } from '../clock/profile.ts'
import type { Assets, Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Incident } from './incident.ts'
import { newestAnswer } from './newest-answer.ts'

/**
 * The profile a new incident pins: id, version and SHA-256 of the text it is read from.
 * @throws profile-invalid when no such profile is shipped.
 */
export function pinOf(id: string, assets: Assets): Pick<Incident, 'profileId' | 'profileVersion' | 'profileSha256'> {
  const file = assets.profiles().find((candidate) => candidate.id === id)
  if (file === undefined) throw new DomainError('profile-invalid', { profile: id })
  return { profileId: id, profileVersion: profileOf(file.text).version, profileSha256: file.sha256 }
}

/** What counting deadlines needs of the world: the profiles, and what judging a second person's signature needs. */
export type DeadlinePorts = Pick<Ports, 'assets' | 'hash' | 'ed25519'>

const parsed = new Map<string, Profile>()

/** Parsing a profile checks every duty; the same text is parsed once. */
function profileOf(text: string): Profile {
  const known = parsed.get(text)
  if (known !== undefined) return known
  const profile = parseProfile(text)
  parsed.set(text, profile)
  return profile
}

/**
 * All deadlines of an incident as they stand at `now` (UTC ms), by the profile it pinned. A pinned version that this product no
 * longer ships does not silence the clock: the shipped one of the same id is used.
 */
export function deadlinesOf(repositories: Repositories, incident: Incident, ports: DeadlinePorts, now: number): readonly Deadline[] {
  return deadlines(clockInput(repositories, incident, ports, now))
}

/** Duties that will follow but cannot be counted yet. */
export function aheadOf(repositories: Repositories, incident: Incident, ports: DeadlinePorts, now: number): readonly DutyAhead[] {
  return dutiesAhead(clockInput(repositories, incident, ports, now))
}

function clockInput(repositories: Repositories, incident: Incident, ports: DeadlinePorts, now: number): ClockInput {
  const files = ports.assets.profiles()
  const file = files.find((candidate) => candidate.sha256 === incident.profileSha256) ?? files.find((candidate) => candidate.id === incident.profileId)
  if (file === undefined) throw new DomainError('profile-invalid', { profile: incident.profileId })
  const statements = repositories.statements.list(incident.id).map((stored) => stored.statement)
  return {
    profile: profileOf(file.text),
    adopted: [],
    statements,
    confirmations: confirmationsOf(repositories, statements, ports),
    facts: {
      significant: incident.significance,
      significanceRecord: statements.findLast((statement) => statement.anchor === 'decided')?.id ?? null,
      ongoing: newestAnswer(repositories, incident.id, 'ongoing'),
      recordedAt: incident.recordedAt,
      zone: incident.zone,
    },
    now,
  }
}

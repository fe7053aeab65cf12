import { readFileSync } from 'node:fs'
import type { Anchor } from '../../shared/clock/anchor.ts'
import { belongsToStage } from '../../shared/clock/anchor.ts'
import type { ClockInput, Deadline, IncidentFacts } from '../../shared/clock/deadline.ts'
import { deadlines } from '../../shared/clock/deadline.ts'
import type { Profile } from '../../shared/clock/profile.ts'
import { parseProfile } from '../../shared/clock/profile.ts'
import type { Confirmation, Statement } from '../../shared/clock/statement.ts'
import { readIso } from '../../shared/clock/time-text.ts'
import type { Stage } from '../../shared/report/stage.ts'

/** The shipped text of the profile `eu`. */
export const euText = readFileSync(new URL('../../assets/jurisdictions/eu.json', import.meta.url), 'utf8')

/** The shipped profile `eu`. */
export const eu: Profile = parseProfile(euText)

/** An instant written with its offset: `2026-03-28T20:00+01:00`. */
export function at(text: string): number {
  const instant = readIso(text)
  if (instant === null) throw new Error(`not an instant: ${text}`)
  return instant
}

/** A readable id of the right form: `statementId(12)` is `aaaa...abc`. */
export function statementId(number: number): string {
  return [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('').padStart(26, 'z')
}

/** What a test says of a statement; the rest is filled in. */
export type Said = Partial<Omit<Statement, 'anchor'>> & { readonly anchor: Anchor }

/** An incident that grows statement by statement, one minute of recording time apart. */
export class ClockIncident {
  readonly statements: Statement[] = []
  readonly confirmations: Confirmation[] = []
  readonly facts: IncidentFacts

  constructor(facts: { readonly recordedAt: number; readonly zone: string } & Partial<IncidentFacts>) {
    this.facts = { significant: 'yes', significanceRecord: null, ongoing: null, ...facts }
  }

  /** Builds the next statement without adding it. */
  next(said: Said): Statement {
    const number = this.statements.length + 1
    return {
      id: statementId(number),
      incident: statementId(0),
      law: null,
      stage: said.anchor === 'request' ? 'intermediate' : belongsToStage(said.anchor) ? 'notification' : null,
      instant: this.facts.recordedAt,
      zone: this.facts.zone,
      dueBy: null,
      basis: 'alarm list',
      author: 'meyer',
      confirmed: true,
      supersedes: null,
      reason: null,
      recordedAt: this.facts.recordedAt + number * 60_000,
      ...said,
    }
  }

  /** Appends a statement and returns its id. */
  say(said: Said): string {
    const statement = this.next(said)
    this.statements.push(statement)
    return statement.id
  }

  submit(stage: Stage, instant: number): string {
    return this.say({ anchor: 'submitted', stage, instant })
  }

  confirm(statement: string, person = 'schulz'): void {
    this.confirmations.push({ statement, person, at: this.facts.recordedAt })
  }

  input(changed: Partial<Omit<ClockInput, 'facts'>> & { readonly facts?: Partial<IncidentFacts> } = {}): ClockInput {
    return {
      profile: eu,
      adopted: [],
      statements: [...this.statements],
      confirmations: [...this.confirmations],
      now: this.facts.recordedAt,
      ...changed,
      facts: { ...this.facts, ...changed.facts },
    }
  }

  deadlines(changed: Parameters<ClockIncident['input']>[0] = {}): Deadline[] {
    return deadlines(this.input(changed))
  }

  /** The deadline of a duty: `early-warning`, or `final/handled` where a stage has two. */
  deadline(name: string, changed: Parameters<ClockIncident['input']>[0] = {}): Deadline {
    const found = this.deadlines(changed).find((deadline) => deadline.key.startsWith(`nis2/${name}`))
    if (found === undefined) throw new Error(`no deadline ${name}`)
    return found
  }
}

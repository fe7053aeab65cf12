import type { z } from 'zod'
import { createPresence } from '../person/presence.ts'
import { actorOf, isConfirmed, type Session } from '../person/session.ts'
import type { Ports } from '../ports/ports.ts'
import { assertNever, DomainError, type ErrorCode } from './error.ts'
import type { Call, CommandHandler, JobHandler, LifecycleHandler, QueryHandler } from './handler.ts'
import type { Jobs } from './jobs.ts'
import { requireNeed, requireSites, requireStanding } from './permit.ts'
import type { Command, Contract, Job, Lifecycle, Procedure, Query } from './procedure.ts'
import { createRefusals, type Refusals } from './refusals.ts'
import type { Sessions } from './sessions.ts'
import type { Failure } from './wire.ts'

/** What a call comes to. Nothing else ever leaves the door. */
export type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Failure }

/** The only door to the core. */
export interface Dispatch {
  call(session: string, name: string, raw: unknown): Promise<Outcome>
  /** Writes the counted refusals of minutes that are over; `all` writes every one (before closing). */
  flushRefusals(all: boolean): void
}

/** Parts a dispatch is made of. */
export interface DispatchParts {
  readonly contract: Contract
  readonly handlers: Readonly<Record<string, unknown>>
  readonly ports: Ports
  readonly sessions: Sessions
  readonly jobs: Jobs
  /** Milliseconds since boot, counting suspend, by which unwatched sessions lock; absent: they do not lock by themselves. */
  readonly uptime?: () => number
}

/**
 * Makes the door: own-key lookup, permission, parse in, run, parse out, closed list of error codes.
 * Parse failures and unknown names go to the log only; refusals for want of permission and failed sign-ins are counted per
 * (session, procedure, minute) and become one audit row each.
 */
export function createDispatch(parts: DispatchParts): Dispatch {
  const { contract, handlers, ports, sessions, jobs } = parts
  const refusals: Refusals = createRefusals(ports)
  const presence = createPresence(ports, sessions, parts.uptime ?? null)

  function failureOf(name: string, error: unknown): Failure {
    if (error instanceof DomainError) return { code: error.code, details: toDetails(error) }
    return { code: 'internal', details: {}, logId: ports.log.fault(name, error) }
  }

  async function run(sessionId: string, name: string, raw: unknown): Promise<unknown> {
    if (!Object.hasOwn(contract, name)) {
      ports.log.note('dispatch', 'unknown procedure')
      throw new DomainError('unknown-procedure')
    }
    const procedure = contract[name] as Procedure
    const session = presence.present(sessionId)
    requirePermission(procedure, session, name)
    const input = parseInput(procedure, raw, name)
    requireReach(procedure, session, name, input)
    if (isDeed(procedure)) presence.touch(sessionId)
    const call = callOf(session, name)
    const value = await runKind(procedure, name, input, call)
    return procedure.kind === 'job' ? value : parseOutput(procedure, value)
  }

  function requirePermission({ needs }: Procedure, session: Session, name: string): void {
    if (needs === 'before-open') return
    if (!ports.lifecycle.isOpen()) throw new DomainError('store-closed')
    counted(session, name, () => {
      requireNeed(needs, session.who)
    })
  }

  function requireReach(procedure: Procedure, session: Session, name: string, input: unknown): void {
    if (procedure.touches === undefined) return
    counted(session, name, () => {
      ports.store.read((repositories) => {
        requireSites(procedure, session.who, input, repositories)
      })
    })
  }

  /** Runs a check; a refusal for want of permission is counted. */
  function counted(session: Session, name: string, check: () => void): void {
    try {
      check()
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not-permitted') refusals.count(session, name)
      throw error
    }
  }

  /** Runs what may ask for a passphrase; a wrong one is counted. */
  async function countedFailure<T>(call: Call, name: string, work: () => T | Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (isFailedSignIn(error)) refusals.count(call.session, name)
      throw error
    }
  }

  function callOf(session: Session, name: string): Call {
    const actor = actorOf(session.who)
    const confirmed = isConfirmed(session.who)
    return { session, actor, confirmed, stamp: { session: session.id, actor, confirmed, procedure: name, reading: ports.clock.read() } }
  }

  async function runKind(procedure: Procedure, name: string, input: unknown, call: Call): Promise<unknown> {
    const handler = handlers[name]
    switch (procedure.kind) {
      case 'query':
        return ports.store.read((repositories) => (handler as QueryHandler<Query>).read(repositories, input, call))
      case 'command': {
        const { prepare, commit, committed } = handler as CommandHandler<Command>
        const prepared = prepare === undefined ? undefined : await countedFailure(call, name, () => ports.store.read((repositories) => prepare(repositories, input, call)))
        const write = procedure.audit === 'none' ? ports.store.writeUnaudited : ports.store.write
        const value = write(call.stamp, (transaction) => commit(transaction, input, call, prepared))
        try {
          committed?.()
        } catch (error) {
          ports.log.fault(name, error)
        }
        return value
      }
      case 'job': {
        const jobId = ports.ids.id()
        jobs.start(
          { session: call.session.id, actor: call.actor },
          jobId,
          async (control, committed) => {
            const value = await (handler as JobHandler<Job>).run(input, {
              ...call,
              control,
              decided: committed,
              read: (work) => ports.store.read(work),
              finish: (work) => {
                committed()
                return ports.store.write({ ...call.stamp, reading: ports.clock.read() }, (transaction) => {
                  requireStanding(procedure, call.session.who, transaction)
                  return work(transaction)
                })
              },
            })
            return parseOutput(procedure, value)
          },
          (error) => {
            if (isFailedSignIn(error)) refusals.count(call.session, name)
            return failureOf(name, error)
          },
        )
        return { jobId }
      }
      case 'lifecycle':
        return countedFailure(call, name, () =>
          (handler as LifecycleHandler<Lifecycle>).run(input, {
            ...call,
            become: (who) => {
              sessions.become(call.session.id, who)
              presence.touch(call.session.id)
            },
            active: () => {
              presence.touch(call.session.id)
            },
            isElsewhere: (person) =>
              sessions.ids().some((id) => {
                const { who } = sessions.get(id)
                return id !== call.session.id && who.kind === 'person' && who.person === person
              }),
            update: (person, change) => {
              sessions.update(person, change)
            },
            everyoneLeaves: () => {
              flushRefusals(true)
              sessions.everyoneLeaves()
            },
          }),
        )
      default:
        return assertNever(procedure)
    }
  }

  function parseInput(procedure: Procedure, raw: unknown, name: string): unknown {
    const parsed = procedure.in.safeParse(raw)
    if (parsed.success) return parsed.data
    ports.log.note('dispatch', `invalid input for ${name}`)
    throw new DomainError('invalid-input', { fields: fieldsOf(parsed.error) })
  }

  function parseOutput(procedure: Procedure, value: unknown): unknown {
    // A value that breaks its own contract is our fault, so it becomes `internal`, never a half-true answer.
    return procedure.out.parse(value)
  }

  function flushRefusals(all: boolean): void {
    refusals.flush(all)
  }

  return {
    async call(session, name, raw) {
      try {
        flushRefusals(false)
        return { ok: true, value: await run(session, name, raw) }
      } catch (error) {
        return { ok: false, error: failureOf(Object.hasOwn(contract, name) ? name : 'unknown', error) }
      }
    },
    flushRefusals,
  }
}

const failedSignIns: readonly ErrorCode[] = ['wrong-passphrase', 'wrong-recovery-key', 'wrong-sign-in']

function isFailedSignIn(error: unknown): boolean {
  return error instanceof DomainError && failedSignIns.includes(error.code)
}

/** What somebody at the keyboard did: what only looks, or asks how far a job is, goes on by itself in front of an empty chair. */
function isDeed(procedure: Procedure): boolean {
  return procedure.kind === 'command' || procedure.kind === 'job'
}

/** Paths of the fields that were refused, at most ten; values never leave. */
function fieldsOf(error: z.ZodError): string[] {
  return [...new Set(error.issues.map((issue) => issue.path.map(String).join('.').slice(0, 80)))].slice(0, 10)
}

function toDetails(error: DomainError): Failure['details'] {
  const details: Failure['details'] = {}
  for (const [key, value] of Object.entries(error.details)) {
    details[key] = typeof value === 'object' && value !== null ? [...value] : value
  }
  return details
}

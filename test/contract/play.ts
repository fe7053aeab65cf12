import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Transport } from '../../shared/contract/client.ts'
import { contract } from '../../shared/contract/contract.ts'
import type { JobState } from '../../shared/contract/jobs.ts'
import { readReply } from '../../shared/contract/reply.ts'
import type { Reply } from '../../shared/contract/wire.ts'
import type { TestFolders } from '../support/in-process.ts'
import { Memory, scenario, type Step } from './scenario.ts'
import type { OpenTransport } from './transports.ts'

/** What one step came to, without what differs from run to run. */
export interface Outcome {
  readonly name: string
  readonly session: string
  readonly ok: boolean
  readonly value: unknown
}

/** Plays the whole scenario over a transport and checks each step. @returns all outcomes, made comparable. */
export async function play(open: OpenTransport, folders: TestFolders): Promise<Outcome[]> {
  const memory = new Memory(folders)
  const sessions = new Map<string, Transport>()
  const outcomes: Outcome[] = []
  let id = 0

  async function call(session: string, name: string, input: unknown): Promise<Reply> {
    const transport = sessions.get(session) ?? (await open.session(session))
    sessions.set(session, transport)
    id += 1
    const reply = readReply(await transport({ id, name, input }))
    if (reply === null) throw new Error(`${name} was answered by something that is no reply`)
    expect(reply.id).toBe(id)
    return reply
  }

  /** A job's answer is only its id; its outcome is where it ends. */
  async function callToEnd(step: Step): Promise<Reply> {
    const reply = await call(step.session, step.name, step.input(memory))
    if (!reply.ok || !isJob(step.name)) return reply
    const { jobId } = reply.value as { readonly jobId: string }
    memory.keep('lastJob', jobId)
    for (;;) {
      const state = await call(step.session, 'jobs.get', { jobId })
      if (!state.ok) return state
      const job = state.value as JobState
      if (job.state === 'done') return { id: 0, ok: true, value: job.value }
      if (job.state === 'failed') return { id: 0, ok: false, error: job.error }
      await wait(5)
    }
  }

  for (const [index, step] of scenario.entries()) {
    const label = `step ${String(index)}: ${step.name}`
    const reply = await callToEnd(step)
    if (reply.ok) {
      expect(step.refused, `${label} must be refused`).toBeNull()
      expect(reply.value, label).toMatchObject(step.expected as object)
      step.keep(reply.value as never, memory)
    } else {
      expect([label, reply.error.code, reply.error.details], label).toEqual([label, step.refused ?? 'success', reply.error.details])
    }
    outcomes.push({ name: step.name, session: step.session, ok: reply.ok, value: comparable(reply.ok ? reply.value : reply.error) })
  }
  return outcomes
}

function isJob(name: string): boolean {
  return Object.hasOwn(contract, name) && contract[name as keyof typeof contract].kind === 'job'
}

/** Takes away what the machine decides anew in each run: ids of places, of backups and of updates, and free space. */
function comparable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, part: unknown) => {
    if (key === 'places' && Array.isArray(part)) return part.map((place) => ({ ...(place as object), id: '<place>' }))
    if (key === 'freeBytes') return 0
    if (key === 'backups' && Array.isArray(part)) return part.map((backup) => ({ ...(backup as object), id: '<backup>' }))
    if (key === 'updates' && Array.isArray(part)) return part.map((update) => ({ ...(update as object), id: '<update>' }))
    if (key === 'copies' && Array.isArray(part)) return part.map((copy: { readonly id: string | null }) => ({ ...copy, id: copy.id === null ? null : '<backup>' }))
    return part
  })
}

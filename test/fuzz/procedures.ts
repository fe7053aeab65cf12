import fc from 'fast-check'
import { z } from 'zod'
import { contract } from '../../shared/contract/contract.ts'
import type { Procedure } from '../../shared/contract/procedure.ts'
import { startFuzzHost, type FuzzHost } from './fuzz-host.ts'
import { anyJson, mutate, mutation, type Json } from './hostile.ts'
import { arbitraryOf } from './schema-arbitrary.ts'

/** What one input is sent as. */
type Shot = { readonly kind: 'call'; readonly input: Json; readonly signedIn: boolean } | { readonly kind: 'body'; readonly body: string }

/** Inputs for one procedure: valid ones, almost valid ones, any JSON, and bodies that are no call at all. */
function shotsOf(name: string, procedure: Procedure, known: readonly Json[]): fc.Arbitrary<Shot> {
  const valid = arbitraryOf(z.toJSONSchema(procedure.in, { io: 'input' }) as Record<string, unknown>)
  const seeds = known.length === 0 ? valid : fc.constantFrom(...known)
  const mutated = (of: fc.Arbitrary<Json>) => fc.tuple(of, fc.array(mutation, { minLength: 1, maxLength: 3 })).map(([value, changes]) => changes.reduce(mutate, value))
  const call = (input: fc.Arbitrary<Json>, signedIn = true) => input.map((value): Shot => ({ kind: 'call', input: value, signedIn }))
  const text = (value: Json) => JSON.stringify({ id: 1, name, input: value })
  return fc.oneof(
    { weight: 30, arbitrary: call(valid) },
    { weight: 35, arbitrary: call(mutated(seeds)) },
    { weight: 15, arbitrary: call(mutated(valid)) },
    { weight: 8, arbitrary: call(anyJson) },
    { weight: 5, arbitrary: call(valid, false) },
    // A body cut in the middle, a call with other parts, and plain bytes.
    { weight: 3, arbitrary: fc.tuple(valid, fc.nat(400)).map(([value, length]): Shot => ({ kind: 'body', body: text(value).slice(0, length) })) },
    { weight: 3, arbitrary: mutated(valid.map((value): Json => ({ id: 1, name, input: value }))).map((value): Shot => ({ kind: 'body', body: JSON.stringify(value) })) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((body): Shot => ({ kind: 'body', body })) },
  )
}

/** Tables that a refused call may have written to, besides those of the audit: a failed transfer has a row of its own. */
function mayChange(name: string): readonly string[] {
  return name === 'transfers.export' || name === 'transfers.check' || name === 'packages.verify' ? ['transfer'] : []
}

/** What an administrator may do to the own account as well; nobody could fire on after it. */
const shutsOut: readonly string[] = ['accounts.end', 'accounts.resetPassphrase']

/** Whether an input names a record by its id. */
function isAbout(input: Json | null, id: string): boolean {
  return typeof input === 'object' && input !== null && !Array.isArray(input) && (input as { readonly [key: string]: Json })['id'] === id
}

/** Fires `count` inputs at one procedure. @returns what went wrong, one line each. */
async function fuzzProcedure(host: FuzzHost, name: string, procedure: Procedure, count: number, seed: number): Promise<string[]> {
  const wrong: string[] = []
  const shots = fc.sample(shotsOf(name, procedure, host.corpus.get(name) ?? []), { numRuns: count, seed })
  for (const [index, shot] of shots.entries()) {
    const watch = await host.ready()
    const before = watch.digest()
    const lost = host.losses()
    const input = shot.kind === 'call' ? host.ids.resolve(shot.input, '', name.replace(/s?\..*$/, '')) : null
    if (shutsOut.includes(name) && isAbout(input, host.self)) continue
    const complain = (what: string): void => {
      wrong.push(`input ${String(index)}: ${what}: ${(shot.kind === 'call' ? JSON.stringify(input) : shot.body).slice(0, 1_500)}`)
    }
    const { status, reply } = shot.kind === 'call' ? await host.call(name, input, shot.signedIn) : await host.send(shot.body)
    let refused = reply?.ok !== true
    if (reply === null && status !== 400 && status !== 413) complain(`HTTP status ${String(status)}`)
    if (reply !== null && !reply.ok && (reply.error.code === 'internal' || reply.error.code === 'core-lost')) complain(`${reply.error.code} ${reply.error.logId ?? ''}`)
    if (reply?.ok === true && procedure.kind === 'job' && shot.kind === 'call') {
      const state = await host.followJob((reply.value as { readonly jobId: string }).jobId)
      if (state?.state === 'failed') refused = true
      if (state === null || (state.state === 'failed' && state.error.code === 'internal')) complain(`the job failed with internal ${state?.state === 'failed' ? (state.error.logId ?? '') : ''}`)
    }
    if (host.losses() !== lost) complain('the core was lost')
    if (refused) {
      const after = watch.digest()
      const changed = [...after].filter(([table, digest]) => before.get(table) !== digest && !mayChange(name).includes(table)).map(([table]) => table)
      if (changed.length > 0) complain(`refused, and yet changed ${changed.join(', ')}`)
    }
  }
  return wrong
}

/** Procedures by name, the one that closes the store last. */
export const fuzzedProcedures: readonly string[] = Object.keys(contract).sort((a, b) => Number(a === 'store.close') - Number(b === 'store.close'))

/** Fires `count` inputs at each procedure named. @param report hears each row as soon as it is known. */
export async function fuzzProcedures(names: readonly string[], count: number, seed: number, report: (name: string, count: number, wrong: readonly string[]) => void): Promise<void> {
  const host = await startFuzzHost(seed)
  try {
    for (const name of names) {
      const wrong = await fuzzProcedure(host, name, contract[name as keyof typeof contract], count, seed)
      report(name, count, wrong)
    }
  } finally {
    await host.close()
  }
}

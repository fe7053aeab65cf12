import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { openStore } from '../../electron/core/store-session.ts'
import type { Client } from '../../shared/contract/client.ts'
import { CallError } from '../../shared/contract/client.ts'
import { contract, type AppContract } from '../../shared/contract/contract.ts'
import type { Procedure } from '../../shared/contract/procedure.ts'
import { rolePermissions, roles } from '../../shared/person/roles.ts'
import { startTestCore, testPassphrase, type TestCore } from '../support/in-process.ts'
import { placeIn, storePorts } from '../support/store-fixture.ts'
import { chance } from './chance.ts'
import type { FaultRow } from './row.ts'

const own = 'seven quiet herons at dusk'
const pin = '480215'
/** What stands in the record and must stand in no file of its folder; also the passphrases and the PIN. */
const secrets = ['Ben Kurz', 'Anna Berg', 'badge-4711', 'HERON-INCIDENT', 'HERON-ENTRY', 'Wasserwerk Talau', 'Werk Nord', own, testPassphrase, pin]

interface World {
  readonly core: TestCore
  readonly founder: Client<AppContract>
  readonly stranger: Client<AppContract>
  readonly random: () => number
}

/** One kind of attempt. @returns what went wrong, or `null`. */
type Attempt = (world: World) => Promise<string | null>

/** Wrong passphrases, guessed PINs, a stolen folder, roles that try what is not theirs. */
export const accessRow: FaultRow = {
  name: 'access',
  property: 'wrong passphrases, guessed PINs, a stolen folder and foreign roles get no data, and an unknown person cannot be told from a wrong passphrase',
  count: 500,
  cannot: () => null,
  async run(count, seed) {
    const random = chance(seed)
    const wrong: string[] = []
    // The growing delay is proven by its own test; here it would take days.
    const core = startTestCore()
    try {
      const { site } = await core.create()
      const founder = core.api
      const stranger = core.client('stranger')
      await founder.call('accounts.add', { name: 'Ben Kurz', function: 'shift engineer', badge: 'badge-4711', grants: [{ role: 'engineer', site: null }], validUntil: null, passphrase: own })
      await addRoles(founder)
      const { id } = await founder.call('incidents.record', { site, title: 'HERON-INCIDENT', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
      await founder.call('chronology.add', { incident: id, instant: Date.now(), text: 'HERON-ENTRY', important: false, source: '' })
      const world: World = { core, founder, stranger, random }
      const attempts: readonly Attempt[] = [wrongPassphrase, guessedPin, foreignRole, stolenFolder, nobody]
      for (let number = 0; number < count; number += 1) {
        const fault = await (attempts[number % attempts.length] as Attempt)(world)
        if (fault !== null) wrong.push(`attempt ${String(number)}: ${fault}`)
      }
      const told = await timing(world, Math.max(40, Math.min(400, count)))
      if (told !== null) wrong.push(told)
    } finally {
      await core.remove()
    }
    return wrong
  },
}

/** One person of each role, who signs in by `role-<role>`. */
async function addRoles(founder: Client<AppContract>): Promise<void> {
  for (const role of roles) {
    await founder.call('accounts.add', { name: `Person ${role}`, function: '', badge: `role-${role}`, grants: [{ role, site: null }], validUntil: null, passphrase: `${own} ${role}` })
  }
}

function guess(random: () => number, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('')
}

/** The whole refusal as a caller sees it, or `null` when it was let in. */
async function refusal(work: Promise<unknown>): Promise<string | null> {
  try {
    await work
    return null
  } catch (error) {
    return error instanceof CallError ? JSON.stringify([error.code, error.details]) : String(error)
  }
}

const wrongPassphrase: Attempt = async ({ stranger, random }) => {
  // Near misses too: one letter more, one less, other case.
  const near = [`${own} `, own.slice(1), own.toUpperCase(), guess(random, 15 + Math.floor(random() * 20)), testPassphrase]
  const passphrase = near[Math.floor(random() * near.length)] ?? ''
  const known = await refusal(stranger.call('people.signIn', { who: 'badge-4711', passphrase }))
  const unknown = await refusal(stranger.call('people.signIn', { who: guess(random, 8), passphrase }))
  const whole = passphrase === testPassphrase ? '' : await refusal(stranger.call('store.open', { passphrase }))
  if (known === null || unknown === null || whole === null) return `a wrong passphrase was let in: ${passphrase}`
  return known === unknown ? null : `told apart by text: ${known} ${unknown}`
}

const guessedPin: Attempt = async ({ core, stranger, random }) => {
  const ben = core.client('ben')
  await ben.call('people.signIn', { who: 'badge-4711', passphrase: own })
  await ben.call('people.setPin', { pin })
  for (let tries = 0; tries < 5; tries += 1) {
    const tried = String(Math.floor(random() * 1_000_000)).padStart(6, '0')
    if (tried === pin) continue
    if ((await refusal(stranger.call('people.switch', { who: 'badge-4711', pin: tried }))) === null) return `the PIN ${tried} was let in`
    const nobodyHas = await refusal(stranger.call('people.switch', { who: guess(random, 8), pin: tried }))
    if (nobodyHas !== JSON.stringify(['wrong-sign-in', {}])) return `an unknown person is told apart by PIN: ${String(nobodyHas)}`
  }
  const after = await refusal(stranger.call('people.switch', { who: 'badge-4711', pin }))
  return after === null ? 'after five wrong tries the PIN still opens' : null
}

const foreignRole: Attempt = async ({ core, random }) => {
  const role = roles[Math.floor(random() * roles.length)] ?? 'viewer'
  const session = core.client(`role-${role}`)
  if ((await session.call('store.status', {})).who.kind !== 'person') await session.call('people.signIn', { who: `role-${role}`, passphrase: `${own} ${role}` })
  const names = Object.keys(contract) as (keyof AppContract)[]
  const name = names[Math.floor(random() * names.length)] ?? 'audit.head'
  const { needs } = contract[name] as Procedure
  if (needs === 'before-open' || needs === 'while-locked' || needs === 'record-only' || needs === 'signed-in') return null
  const told = await refusal(session.call(name, { nonsense: true } as never))
  const may = rolePermissions[role].includes(needs)
  const isRefused = told?.startsWith('["not-permitted"') ?? false
  return isRefused === !may ? null : `${role} at ${name}: ${String(told)}`
}

/** The folder as a thief has it, while the program runs: no file says anything, and no guess opens it. */
const stolenFolder: Attempt = async ({ core, random }) => {
  // A copy: opening the files of the running store would drop its locks.
  const copy = `${core.folders.store}.stolen`
  execFileSync('cp', ['-r', core.folders.store, copy])
  try {
    for (const path of filesBelow(copy)) {
      const bytes = readFileSync(path)
      for (const secret of secrets) {
        if (bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le'))) return `${path} holds "${secret}"`
      }
    }
    const opened = await openStore(placeIn(copy), guess(random, 20), storePorts()).then(
      ({ open }) => {
        open.close()
        return true
      },
      () => false,
    )
    return opened ? 'a stolen store opened with a guess' : null
  } finally {
    rmSync(copy, { recursive: true })
  }
}

/** Somebody in front of a session without a person gets only what a locked screen shows. */
const nobody: Attempt = async ({ core, random }) => {
  const session = core.client('passer-by')
  const names = (Object.keys(contract) as (keyof AppContract)[]).filter((name) => !['before-open', 'while-locked'].includes((contract[name] as Procedure).needs))
  const name = names[Math.floor(random() * names.length)] ?? 'audit.head'
  const told = await refusal(session.call(name, {} as never))
  if (told?.startsWith('["not-permitted"') !== true) return `nobody at ${name}: ${String(told)}`
  const bar = JSON.stringify(await session.call('deadlines.bar', {}))
  return /HERON|Kurz|Berg/.test(bar) ? 'the locked screen tells more than deadlines' : null
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })
}

/** Times unknown persons and wrong passphrases in random order and compares their ranks (Mann-Whitney). */
async function timing({ stranger, random }: World, pairs: number): Promise<string | null> {
  const samples: { readonly known: boolean; readonly took: number }[] = []
  const order = Array.from({ length: pairs * 2 }, (_, index) => index % 2 === 0).sort(() => random() - 0.5)
  for (const known of order) {
    const passphrase = guess(random, 24)
    const from = performance.now()
    await refusal(stranger.call('people.signIn', { who: known ? 'badge-4711' : 'badge-9999', passphrase }))
    samples.push({ known, took: performance.now() - from })
  }
  const ranked = [...samples].sort((a, b) => a.took - b.took)
  const rankSum = ranked.reduce((sum, sample, index) => sum + (sample.known ? index + 1 : 0), 0)
  const n = pairs
  const mean = (n * (2 * n + 1)) / 2
  const deviation = Math.sqrt((n * n * (2 * n + 1)) / 12)
  const z = (rankSum - mean) / deviation
  // Chance alone passes 4 in fewer than one of ten thousand runs.
  return Math.abs(z) < 4 ? null : `unknown person and wrong passphrase differ in time: z ${z.toFixed(2)} over ${String(n)} each`
}

import { setTimeout as wait } from 'node:timers/promises'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { playCase } from '../../electron/cli/demo/play-case.ts'
import { shippedAssetsFolder } from '../../electron/core/core-thread.ts'
import { linkCore } from '../../electron/core/host-line.ts'
import { createAccess } from '../../electron/local/access.ts'
import { startLocalServer } from '../../electron/local/server.ts'
import { createClient } from '../../shared/contract/client.ts'
import type { AppContract } from '../../shared/contract/contract.ts'
import type { JobState } from '../../shared/contract/jobs.ts'
import { readReply } from '../../shared/contract/reply.ts'
import type { Reply } from '../../shared/contract/wire.ts'
import { parseDemoCase } from '../../shared/demo/demo-case.ts'
import { makeTestFolders, testOptions } from '../support/in-process.ts'
import { rawHttp } from '../support/raw-http.ts'
import { startTestCoreThread } from '../support/test-core-thread.ts'
import type { Json } from './hostile.ts'
import { KnownIds } from './known-ids.ts'
import { watchStore, type StoreWatch } from './store-digest.ts'

/** Passphrase of the store that is fuzzed; the demo case creates it. */
export const fuzzPassphrase = 'demo waterworks, not a secret'

/** What one request over HTTP came to. */
export interface Answer {
  readonly status: number
  /** `null` when the host refused the request before the core saw it. */
  readonly reply: Reply | null
}

/** The local host over a real core, with a plant and a reported incident in its record. */
export interface FuzzHost {
  /** Id of the person in whose name everything is fired. */
  readonly self: string
  /** Sends a body as it is. */
  send(body: string, signedIn?: boolean): Promise<Answer>
  /** Sends a call. */
  call(name: string, input: unknown, signedIn?: boolean): Promise<Answer>
  /** Waits for a job. */
  followJob(jobId: string): Promise<JobState | null>
  /** Opens the store again when a call has closed it, and watches it. */
  ready(): Promise<StoreWatch>
  /** Inputs with which the demo case called each procedure. */
  readonly corpus: ReadonlyMap<string, readonly Json[]>
  /** Ids that stand in the record. */
  readonly ids: KnownIds
  /** How often the core was lost. */
  losses(): number
  close(): Promise<void>
}

/** Starts it and plays the demo case into it. @param seed ids and keys follow from it, so that the same run can be had again. */
export async function startFuzzHost(seed: number): Promise<FuzzHost> {
  const folders = makeTestFolders()
  const options = { ...testOptions(folders), exportFolders: [folders.exports] }
  let losses = 0
  const link = linkCore({ start: () => startTestCoreThread({ options, seed: `fuzz ${String(seed)} ${String(losses)}`, clock: 'machine' }), onLost: () => void (losses += 1), stopWithin: 15_000 })
  const access = createAccess()
  const server = await startLocalServer({ link, access, files: new Map() })
  const tokens = [newToken(), newToken()] as const
  const corpus = new Map<string, Json[]>()
  const ids = new KnownIds()
  let watch: StoreWatch | null = null
  let lastId = 0

  function newToken(): string {
    const redeemed = access.redeem(access.issueCode())
    if (!redeemed.ok) throw new Error('the code was refused')
    return redeemed.token
  }

  async function send(body: string, signedIn = true): Promise<Answer> {
    const headers = { Origin: server.origin, Authorization: `Bearer ${tokens[signedIn ? 0 : 1]}`, 'Content-Type': 'application/json' }
    const answer = await rawHttp(server.port, { method: 'POST', path: '/api', headers, body })
    if (answer.status !== 200) return { status: answer.status, reply: null }
    const reply = readReply(answer.body)
    if (reply === null) throw new Error(`no reply: ${answer.body.slice(0, 200)}`)
    if (reply.ok) ids.learn(reply.value)
    return { status: 200, reply }
  }

  function call(name: string, input: unknown, signedIn = true): Promise<Answer> {
    lastId += 1
    return send(JSON.stringify({ id: lastId, name, input }), signedIn)
  }

  const client = createClient<AppContract>(async (request) => {
    corpus.set(request.name, [...(corpus.get(request.name) ?? []), request.input as Json])
    const { reply } = await call(request.name, request.input)
    if (reply?.ok === false) throw new Error(`${request.name} was refused: ${reply.error.code} ${JSON.stringify(reply.error.details)}`)
    return JSON.stringify({ ...reply, id: request.id })
  })

  // What the lists tell stands under its own name there.
  const lists = ['sites', 'services', 'assets', 'zones', 'recipients', 'people', 'incidents', 'transfers', 'places'] as const

  const demo = parseDemoCase(readFileSync(join(shippedAssetsFolder(), 'demo', 'ransomware-2019.json'), 'utf8'))
  await playCase(demo, { client, goTo: () => undefined, tell: () => undefined, language: 'en' })
  for (const list of lists) await call(`${list}.list`, list === 'services' || list === 'assets' || list === 'zones' ? { site: null } : {})

  const status = await call('store.status', {})
  const self = status.reply?.ok === true ? (status.reply.value as { readonly who: { readonly person: string | null } }).who.person : null
  if (self === null) throw new Error('nobody is signed in')

  return {
    self,
    send,
    call,
    async followJob(jobId) {
      for (;;) {
        const { reply } = await call('jobs.get', { jobId })
        if (reply?.ok !== true) return null
        const state = reply.value as JobState
        if (state.state !== 'running') return state
        await wait(5)
      }
    },
    async ready() {
      const { reply } = await call('store.status', {})
      const status = reply?.ok === true ? (reply.value as { readonly state: string; readonly who: { readonly kind: string } }) : null
      if (status?.state !== 'open' || status.who.kind !== 'person') {
        const opened = await call('store.open', { passphrase: fuzzPassphrase })
        if (opened.reply?.ok !== true) throw new Error(`the store does not open any more: ${JSON.stringify(opened)}`)
      }
      watch ??= await watchStore(folders.store, fuzzPassphrase)
      return watch
    },
    corpus,
    ids,
    losses: () => losses,
    async close() {
      watch?.close()
      await server.close()
      await link.stop()
      folders.remove()
    },
  }
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createClient, type Client, type Transport } from '../../shared/contract/client.ts'
import type { AppContract } from '../../shared/contract/contract.ts'
import { makeTestFolders, type TestFolders } from './in-process.ts'
import { rawHttp } from './raw-http.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Preload that ends a process with a fault when it reaches beyond the loopback. */
export const noNetworkPreload = new URL('../security/no-network.mjs', import.meta.url).href

/** The real local host in a process of its own. */
export interface LocalHost {
  readonly folders: TestFolders
  readonly process: ChildProcess
  readonly port: number
  readonly origin: string
  /** The address printed last, with its code. */
  readonly address: string
  /** Asks for a new address as Enter in the terminal does. */
  newAddress(): Promise<string>
  /** Exchanges the code of an address for a token. @returns `null` when it was refused. */
  redeem(address: string): Promise<string | null>
  /** A signed-in session of its own. */
  connect(): Promise<{ readonly api: Client<AppContract>; readonly token: string }>
  /** Everything the process wrote to its error output. */
  complaints(): string
  /** Ends it in order, as Ctrl+C does. @returns its exit code. */
  stop(): Promise<number | null>
  /** Ends it in order and removes the folders. */
  remove(): Promise<void>
}

/** What a host is started with. */
export interface LocalHostOptions {
  /** `source` runs electron/local/main.ts, `built` runs dist/local/main.mjs. */
  readonly from?: 'source' | 'built'
  readonly folders?: TestFolders
  readonly environment?: Readonly<Record<string, string>>
}

/** Starts the local host and waits for its address. @throws Error with what it said when it ends before. */
export async function startLocalHost({ from = 'source', folders = makeTestFolders(), environment = {} }: LocalHostOptions = {}): Promise<LocalHost> {
  const entry = from === 'source' ? 'electron/local/main.ts' : 'dist/local/main.mjs'
  const given = ['--store', folders.store, '--export-folder', folders.exports, '--media-root', folders.media, '--debug']
  const child = spawn(process.execPath, ['--import', noNetworkPreload, entry, ...given], {
    cwd: root,
    // A test runner's wishes about colour make Node complain on the error output, which must stay empty.
    env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  let complained = ''
  let waiting: ((address: string) => void) | null = null
  let failed: ((error: Error) => void) | null = null
  let address = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text))
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    const lines = said.split('\n')
    said = lines.pop() ?? ''
    for (const line of lines) {
      const found = /^cofferdam local address (http:\S+)$/.exec(line)?.[1]
      if (found === undefined) continue
      address = found
      waiting?.(found)
    }
  })
  child.on('exit', (code) => failed?.(new Error(`the local host ended with ${String(code)}: ${complained}`)))

  function nextAddress(): Promise<string> {
    return new Promise((resolve, reject) => {
      waiting = resolve
      failed = reject
    })
  }

  await nextAddress()
  const origin = new URL(address).origin
  const port = Number(new URL(address).port)

  async function redeem(from_: string): Promise<string | null> {
    const code = new URLSearchParams(new URL(from_).hash.slice(1)).get('code')
    const answer = await rawHttp(port, { method: 'POST', path: '/session', headers: { Origin: origin, 'Content-Type': 'application/json' }, body: JSON.stringify({ code }) })
    return answer.status === 200 ? (JSON.parse(answer.body) as { token: string }).token : null
  }

  async function newAddress(): Promise<string> {
    const next = nextAddress()
    child.stdin.write('\n')
    return next
  }

  let first: string | null = address
  async function stop(): Promise<number | null> {
    failed = null
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    return child.exitCode
  }

  return {
    folders,
    process: child,
    port,
    origin,
    get address() {
      return address
    },
    newAddress,
    redeem,
    async connect() {
      const token = await redeem(first ?? (await newAddress()))
      first = null
      if (token === null) throw new Error('the code was refused')
      return { api: createClient<AppContract>(httpTransport(port, token)), token }
    },
    complaints: () => complained,
    stop,
    async remove() {
      await stop()
      folders.remove()
    },
  }
}

/** Calls as the page makes them. */
export function httpTransport(port: number, token: string): Transport {
  return async (request) => {
    const answer = await rawHttp(port, {
      method: 'POST',
      path: '/api',
      headers: { Origin: `http://127.0.0.1:${String(port)}`, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    })
    if (answer.status !== 200) throw new Error(`refused with ${String(answer.status)}`)
    return answer.body
  }
}

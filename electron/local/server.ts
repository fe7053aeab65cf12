import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { requestSchema, type Reply } from '../../shared/contract/wire.ts'
import type { CoreLink } from '../core/host-line.ts'
import { nestsTooDeep } from '../core/message-text.ts'
import { contentSecurityPolicy, noncePlaceholder, responseHeaders } from '../core/page-policy.ts'
import type { Access } from './access.ts'
import { readBody } from './body.ts'
import type { StaticFiles } from './static-files.ts'

/** Parts of the local host. */
export interface LocalServerParts {
  readonly link: Pick<CoreLink, 'call'>
  readonly access: Access
  readonly files: StaticFiles
}

/** A server on the loopback of this PC. */
export interface LocalServer {
  readonly port: number
  /** `http://127.0.0.1:<port>`: the only origin that is served. */
  readonly origin: string
  close(): Promise<void>
}

const codeSchema = z.strictObject({ code: z.string().max(200) })

/**
 * Serves the screens and carries calls to the core, on 127.0.0.1 and a port the system chooses.
 *
 * Every other page in the same browser and every other program on this PC can reach a loopback port. So the host answers only
 * requests whose Host is its own (against names that somebody points at 127.0.0.1), takes calls only from its own Origin and with
 * a token that was given for a code shown at start, and uses no cookie, because cookies do not tell ports apart.
 */
export async function startLocalServer(parts: LocalServerParts): Promise<LocalServer> {
  const server = createServer({ maxHeaderSize: 8_192, requestTimeout: 60_000, headersTimeout: 10_000, keepAliveTimeout: 30_000 })
  const port = await listen(server)
  const authority = `127.0.0.1:${String(port)}`
  const origin = `http://${authority}`
  server.on('request', (request, response) => {
    answer({ ...parts, authority, origin }, request, response).catch(() => {
      // A connection that broke while it was answered: nobody is left to be told.
      response.destroy()
    })
  })
  return {
    port,
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

interface Serving extends LocalServerParts {
  readonly authority: string
  readonly origin: string
}

async function answer(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refusal = strangerStatus(serving, request)
  if (refusal !== null) {
    refuse(request, response, refusal)
    return
  }
  // No decoding and no normalising: a path is a key of the map or one of two names.
  const path = (request.url ?? '').replace(/\?.*$/s, '')
  if (path === '/api' || path === '/session') {
    if (request.method !== 'POST') refuse(request, response, 405, { Allow: 'POST' })
    else if (path === '/api') await answerCall(serving, request, response)
    else await answerCode(serving, request, response)
    return
  }
  if (request.method !== 'GET') {
    refuse(request, response, 405, { Allow: 'GET' })
    return
  }
  answerFile(serving, path, request, response)
}

/** Why a request is not from our own page, or `null`. Duplicated headers count as foreign: parsers disagree about them. */
function strangerStatus({ authority, origin }: Serving, request: IncomingMessage): 403 | null {
  const { host = [], origin: origins = [], 'sec-fetch-site': site = [] } = request.headersDistinct
  if (host.length !== 1 || host[0] !== authority) return 403
  if (origins.length > 1 || (origins[0] !== undefined && origins[0] !== origin)) return 403
  if (request.method === 'GET') return null
  if (origins[0] !== origin) return 403
  return site.every((value) => value === 'same-origin') ? null : 403
}

/** Reads a JSON body, or answers why not. */
async function readJson(request: IncomingMessage, response: ServerResponse): Promise<{ readonly value: unknown } | null> {
  const { 'content-type': types = [], 'content-encoding': encodings = [] } = request.headersDistinct
  if (types.length !== 1 || types[0] !== 'application/json' || encodings.length > 0) {
    refuse(request, response, 415)
    return null
  }
  const body = await readBody(request)
  if (!body.ok) {
    refuse(request, response, body.status)
    return null
  }
  if (!nestsTooDeep(body.text)) {
    try {
      return { value: JSON.parse(body.text) as unknown }
    } catch {
      // not JSON: as below
    }
  }
  refuse(request, response, 400)
  return null
}

async function answerCode({ access }: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const json = await readJson(request, response)
  if (json === null) return
  const parsed = codeSchema.safeParse(json.value)
  if (!parsed.success) {
    refuse(request, response, 400)
    return
  }
  const redeemed = access.redeem(parsed.data.code)
  if (redeemed.ok) sendJson(response, { token: redeemed.token })
  else refuse(request, response, redeemed.reason === 'wrong' ? 401 : 429)
}

async function answerCall({ access, link }: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { authorization = [] } = request.headersDistinct
  const token = authorization.length === 1 ? /^Bearer ([A-Za-z0-9_-]{1,100})$/.exec(authorization[0] ?? '')?.[1] : undefined
  const session = token === undefined ? null : access.sessionOf(token)
  if (session === null) {
    refuse(request, response, 401)
    return
  }
  const json = await readJson(request, response)
  if (json === null) return
  const parsed = requestSchema.safeParse(json.value)
  if (!parsed.success) {
    refuse(request, response, 400)
    return
  }
  sendJson(response, (await link.call(session, parsed.data)) satisfies Reply)
}

function answerFile({ files }: Serving, path: string, request: IncomingMessage, response: ServerResponse): void {
  const isPage = path === '/' || path === '/index.html'
  const file = files.get(isPage ? '/index.html' : path)
  if (file === undefined) {
    refuse(request, response, 404)
    return
  }
  const nonce = randomBytes(18).toString('base64')
  const bytes = isPage ? Buffer.from(file.bytes.toString('utf8').replaceAll(noncePlaceholder, nonce)) : file.bytes
  response.writeHead(200, { ...responseHeaders(file.mediaType, contentSecurityPolicy(nonce)), 'Content-Length': bytes.length })
  response.end(bytes)
}

function sendJson(response: ServerResponse, value: unknown): void {
  const bytes = Buffer.from(JSON.stringify(value))
  response.writeHead(200, { ...plainHeaders('application/json'), 'Content-Length': bytes.length })
  response.end(bytes)
}

/** Answers with a status and nothing else. A body that was not read to its end is not waited for. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, extra: Record<string, string> = {}): void {
  response.writeHead(status, {
    ...plainHeaders('text/plain; charset=utf-8'),
    ...extra,
    'Content-Length': 0,
    ...(request.complete ? {} : { Connection: 'close' }),
  })
  response.end()
}

function plainHeaders(mediaType: string): Record<string, string> {
  return responseHeaders(mediaType, `default-src 'none'; frame-ancestors 'none'`)
}

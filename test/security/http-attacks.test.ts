import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAccess, codeLifetime, type Access } from '../../electron/local/access.ts'
import { startLocalServer, type LocalServer } from '../../electron/local/server.ts'
import { messageLimit, type Request } from '../../shared/contract/wire.ts'
import { rawBytes, rawHttp, type RawRequest } from '../support/raw-http.ts'

const page = Buffer.from('<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>')
const script = Buffer.from('export {}')

let server: LocalServer
let access: Access
let token = ''
const time = { now: 0 }
const calls: { session: string; request: Request }[] = []

beforeEach(async () => {
  calls.length = 0
  time.now = 0
  access = createAccess(() => time.now)
  server = await startLocalServer({
    access,
    files: new Map([
      ['/index.html', { bytes: page, mediaType: 'text/html; charset=utf-8' }],
      ['/assets/app.js', { bytes: script, mediaType: 'text/javascript; charset=utf-8' }],
    ]),
    link: {
      call(session, request) {
        calls.push({ session, request })
        return Promise.resolve({ id: request.id, ok: true, value: { said: request.name } })
      },
    },
  })
  const redeemed = access.redeem(access.issueCode())
  token = redeemed.ok ? redeemed.token : ''
})

afterEach(async () => {
  await server.close()
})

const body = JSON.stringify({ id: 1, name: 'store.status', input: {} })

/** A good call, with some of its parts changed. `undefined` takes a header away. */
function call(changes: Record<string, string | readonly string[] | undefined> = {}, rest: Partial<RawRequest> = {}) {
  const headers: Record<string, string | readonly string[] | undefined> = {
    Host: `127.0.0.1:${String(server.port)}`,
    Origin: server.origin,
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    ...changes,
  }
  const kept = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<string, string | readonly string[]>
  return rawHttp(server.port, { method: 'POST', path: '/api', body, ...rest, headers: kept })
}

async function statusOf(...parameters: Parameters<typeof call>): Promise<number> {
  return (await call(...parameters)).status
}

/** Nothing of ours, not even an error text, may come with a refusal. */
async function expectRefused(status: number, ...parameters: Parameters<typeof call>): Promise<void> {
  const answer = await call(...parameters)
  expect([answer.status, answer.body]).toEqual([status, ''])
  expect(calls).toEqual([])
}

describe('a call', () => {
  test('from our own page is carried to the core under its session', async () => {
    const answer = await call()
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toEqual({ id: 1, ok: true, value: { said: 'store.status' } })
    expect(calls).toEqual([{ session: access.sessionOf(token), request: { id: 1, name: 'store.status', input: {} } }])
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })

  test.each([
    ['another site', 'http://plant.example'],
    ['another port of this PC', 'http://127.0.0.1:9'],
    ['the same port by name', 'http://localhost:PORT'],
    ['the encrypted twin', 'https://127.0.0.1:PORT'],
    ['a file or sandboxed frame', 'null'],
    ['an origin that only begins like ours', 'http://127.0.0.1:PORT.plant.example'],
    ['an origin with a slash', 'http://127.0.0.1:PORT/'],
    ['upper case', 'HTTP://127.0.0.1:PORT'],
  ])('from %s is refused', async (_name, origin) => {
    await expectRefused(403, { Origin: origin.replace('PORT', String(server.port)) })
  })

  test('without an origin, or with two, is refused', async () => {
    await expectRefused(403, { Origin: undefined })
    await expectRefused(403, { Origin: [server.origin, server.origin] })
  })

  test.each(['localhost:PORT', 'plant.example:PORT', '127.0.0.1', '127.0.0.1:1', '127.1:PORT', '[::1]:PORT', '127.0.0.1:PORT.plant.example'])(
    'to the host %s is refused (a name somebody points at this PC)',
    async (host) => {
      await expectRefused(403, { Host: host.replace('PORT', String(server.port)) })
    },
  )

  test('that the browser says comes from another site is refused', async () => {
    for (const site of ['cross-site', 'same-site', 'none']) await expectRefused(403, { 'Sec-Fetch-Site': site })
    expect(await statusOf({ 'Sec-Fetch-Site': 'same-origin' })).toBe(200)
  })

  test.each([undefined, '', 'Bearer', 'Bearer ', 'Bearer wrong', 'Basic TOKEN', 'TOKEN', 'bearer TOKEN', 'Bearer TOKEN TOKEN', 'Bearer  TOKEN'])(
    'with the authorization %j is refused',
    async (authorization) => {
      await expectRefused(401, { Authorization: authorization?.replace('TOKEN', token) })
    },
  )

  test('with the token in a cookie or in the address is refused', async () => {
    await expectRefused(401, { Authorization: undefined, Cookie: `token=${token}` })
    await expectRefused(401, { Authorization: undefined }, { path: `/api?token=${token}` })
  })

  test('with the token of an earlier start is refused', async () => {
    const earlier = createAccess()
    const redeemed = earlier.redeem(earlier.issueCode())
    await expectRefused(401, { Authorization: `Bearer ${redeemed.ok ? redeemed.token : ''}` })
  })

  test.each([undefined, 'text/plain', 'application/json; charset=utf-8', 'application/x-www-form-urlencoded', 'multipart/form-data', 'APPLICATION/JSON'])(
    'of the type %s is refused',
    async (type) => {
      await expectRefused(415, { 'Content-Type': type })
    },
  )

  test('that is packed is refused', async () => {
    await expectRefused(415, { 'Content-Encoding': 'gzip' })
  })

  test.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('by %s is refused', async (method) => {
    await expectRefused(405, {}, { method, body: '' })
  })

  test.each(['', 'null', '[]', '{', '{"id":1}', '{"id":1,"name":"a","input":{},"more":1}', '{"id":-1,"name":"a","input":{}}', `{"id":1,"name":"${'a'.repeat(65)}","input":{}}`, `${'['.repeat(200)}${']'.repeat(200)}`])(
    'that reads %.40s is refused',
    async (text) => {
      await expectRefused(400, {}, { body: text })
    },
  )

  test('that is not UTF-8 is refused', async () => {
    await expectRefused(400, {}, { body: Buffer.from([0x7b, 0xff, 0x7d]) })
  })

  test('larger than the limit is refused by its announcement and by what really comes', async () => {
    const announced = await rawBytes(
      server.port,
      `POST /api HTTP/1.1\r\nHost: 127.0.0.1:${String(server.port)}\r\nOrigin: ${server.origin}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${String(messageLimit + 1)}\r\n\r\n{`,
    )
    expect(announced).toMatch(/^HTTP\/1\.1 413 /)
    const piece = `${'10000'}\r\n${' '.repeat(0x10000)}\r\n`
    const chunked = await rawBytes(
      server.port,
      `POST /api HTTP/1.1\r\nHost: 127.0.0.1:${String(server.port)}\r\nOrigin: ${server.origin}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${piece.repeat(25)}`,
    )
    expect(chunked).toMatch(/^HTTP\/1\.1 413 /)
    expect(calls).toEqual([])
  })

  test('exactly as large as the limit is carried', async () => {
    const filler = messageLimit - Buffer.byteLength(JSON.stringify({ id: 1, name: 'a', input: '' }))
    expect(await statusOf({}, { body: JSON.stringify({ id: 1, name: 'a', input: 'x'.repeat(filler) }) })).toBe(200)
  })

  test('that smuggles a second request behind two lengths is refused', async () => {
    const answer = await rawBytes(
      server.port,
      `POST /api HTTP/1.1\r\nHost: 127.0.0.1:${String(server.port)}\r\nOrigin: ${server.origin}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(calls).toEqual([])
  })
})

describe('a code', () => {
  const redeem = (code: unknown, headers: Record<string, string | undefined> = {}) =>
    call({ Authorization: undefined, ...headers }, { path: '/session', body: JSON.stringify({ code }) })

  test('is exchanged once for a token that opens', async () => {
    const code = access.issueCode()
    const answer = await redeem(code)
    expect(answer.status).toBe(200)
    const { token: given } = JSON.parse(answer.body) as { token: string }
    expect(await statusOf({ Authorization: `Bearer ${given}` })).toBe(200)
    expect((await redeem(code)).status).toBe(401)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('is refused after a minute, when it is wrong, and from elsewhere', async () => {
    const code = access.issueCode()
    expect((await redeem('wrong')).status).toBe(401)
    expect((await redeem(code, { Origin: 'http://plant.example' })).status).toBe(403)
    expect((await redeem(code, { Host: `localhost:${String(server.port)}` })).status).toBe(403)
    expect((await redeem(code, { 'Content-Type': 'text/plain' })).status).toBe(415)
    expect((await redeem([code])).status).toBe(400)
    time.now = codeLifetime
    expect((await redeem(code)).status).toBe(401)
  })

  test('cannot be guessed: attempts are put off', async () => {
    const statuses: number[] = []
    for (let guess = 0; guess < 25; guess += 1) statuses.push((await redeem(`guess-${String(guess)}`)).status)
    expect(statuses.slice(0, 20).every((status) => status === 401)).toBe(true)
    expect(statuses.slice(20).every((status) => status === 429)).toBe(true)
  })
})

describe('a file', () => {
  const get = (path: string, headers: Record<string, string> = {}) => rawHttp(server.port, { path, headers })

  test('comes with a policy that lets nothing else in, and the page with a nonce of its own', async () => {
    const [first, second] = [await get('/'), await get('/index.html')]
    const nonces = [first, second].map((answer) => /style-src 'self' 'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy']))?.[1])
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{24}$/)
    expect(nonces[0]).not.toBe(nonces[1])
    expect(first.body).toBe(page.toString('utf8').replaceAll('__CSP_NONCE__', nonces[0] ?? ''))
    const policy = String(first.headers['content-security-policy'])
    for (const directive of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"]) expect(policy).toContain(directive)
    expect(policy).not.toContain('unsafe')
    expect(first.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    expect((await get('/assets/app.js')).headers['content-type']).toBe('text/javascript; charset=utf-8')
  })

  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/../../package.json',
    '/assets/..\\..\\package.json',
    '//etc/passwd',
    '/etc/passwd',
    '/assets/',
    '/assets',
    '/assets/app.js/',
    '/assets/app.js%00.html',
    '/assets/app.js.map',
    '/ASSETS/APP.JS',
    '/constructor',
    '/__proto__',
    'http://127.0.0.1/index.html',
    '*',
  ])('under the path %s does not exist', async (path) => {
    const answer = await get(path)
    expect([answer.status, answer.body]).toEqual([404, ''])
  })

  test('is not given to another host name or another origin', async () => {
    expect((await get('/', { Host: `plant.example:${String(server.port)}` })).status).toBe(403)
    expect((await get('/assets/app.js', { Origin: 'http://plant.example' })).status).toBe(403)
  })

  test('cannot be written', async () => {
    expect(await statusOf({}, { path: '/index.html' })).toBe(405)
    expect((await get('/session')).status).toBe(405)
  })
})

test('only the loopback address of IPv4 is listened on', async () => {
  expect(server.origin).toBe(`http://127.0.0.1:${String(server.port)}`)
  await expect(fetch(`http://[::1]:${String(server.port)}/`)).rejects.toThrow()
})

test('headers without end and unfinished requests do not pile up', async () => {
  const answer = await rawBytes(server.port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${String(server.port)}\r\nX: ${'a'.repeat(20_000)}`)
  expect(answer).toMatch(/^HTTP\/1\.1 431 /)
})

import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** Each attempt in a process of its own, because the lock cannot be taken off again. */
function attempts(lines: Readonly<Record<string, string>>): Record<string, string> {
  const script = `
    import net from 'node:net'
    import { connect } from 'node:net'
    import { lookup } from 'node:dns'
    import { resolve4 } from 'node:dns/promises'
    import { request } from 'node:http'
    import { get } from 'node:https'
    import { connect as secure } from 'node:tls'
    import { connect as http2 } from 'node:http2'
    import dgram from 'node:dgram'
    const early = dgram.createSocket('udp4')
    const { lockNetwork } = await import(${JSON.stringify(new URL('network-lock.ts', import.meta.url).href)})
    lockNetwork()
    const attempts = {${Object.entries(lines).map(([name, code]) => `${JSON.stringify(name)}: async () => { ${code} }`).join(',\n')}}
    const results = {}
    for (const [name, attempt] of Object.entries(attempts)) {
      try { await attempt(); results[name] = 'open' } catch (error) { results[name] = error.name === 'NetworkRefused' ? 'locked' : String(error) }
    }
    process.stdout.write(JSON.stringify(results))
    process.exit(0)`
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8', timeout: 15_000 })
  return JSON.parse(output) as Record<string, string>
}

/** Rejects when the emitter reports an error, which is how late refusals come. */
const failing = (expression: string): string => `await new Promise((done, fail) => { const it = ${expression}; it.once('error', fail); it.once('connect', done) })`

test('every way of Node to a network is refused, also through what was imported before', () => {
  const ways = {
    'net.connect': `net.connect(9, '127.0.0.1')`,
    'net.connect by name': `connect({ port: 9 })`,
    'new Socket': `new net.Socket().connect(9)`,
    'a named pipe': `net.connect('/tmp/socket')`,
    'a server': `net.createServer().listen(0, '127.0.0.1')`,
    'tls': failing(`secure(9, '127.0.0.1')`),
    'http': failing(`request('http://127.0.0.1:9/')`),
    'https': failing(`get('https://127.0.0.1:9/')`),
    'http2': failing(`http2('http://127.0.0.1:9/')`),
    'dns.lookup': `lookup('localhost', () => {})`,
    'dns.promises': `await resolve4('localhost')`,
    'dgram': `dgram.createSocket('udp4')`,
    'dgram made before': `early.send('x', 9, '127.0.0.1')`,
    'dgram bind': `early.bind(0)`,
    'fetch': `await fetch('http://127.0.0.1:9/')`,
    'WebSocket': `new WebSocket('ws://127.0.0.1:9/')`,
    'undoing it': `net.Socket.prototype.connect = () => 1; net.connect(9)`,
  }
  const results = attempts(ways)
  const { 'undoing it': undoing, ...rest } = results
  expect(rest).toEqual(Object.fromEntries(Object.keys(rest).map((name) => [name, 'locked'])))
  expect(undoing).toMatch(/read only|locked/)
})

test('a worker thread is locked by calling it there', () => {
  const worker = `
    import { Worker } from 'node:worker_threads'
    const code = 'import(' + JSON.stringify(${JSON.stringify(new URL('network-locked.ts', import.meta.url).href)}) + ').then(async () => { const net = await import("node:net"); try { net.connect(9); process.exit(1) } catch { process.exit(7) } })'
    new Worker(code, { eval: true }).on('exit', (code) => process.exit(code))`
  let status: number | null = 0
  try {
    execFileSync(process.execPath, ['--input-type=module', '--eval', worker], { timeout: 15_000, stdio: 'pipe' })
  } catch (error) {
    status = (error as { status: number | null }).status
  }
  expect(status).toBe(7)
})

import { syncBuiltinESMExports } from 'node:module'

/** Thrown by everything of Node that would reach for a network. */
export class NetworkRefused extends Error {
  constructor(what: string) {
    super(`${what} is locked: this program opens no connection`)
    this.name = 'NetworkRefused'
  }
}

/**
 * Replaces what Node offers for networks by functions that throw, for the rest of the process: outgoing sockets,
 * listening sockets, datagrams, names, and the web's own `fetch` and `WebSocket`. Everything higher (http, https,
 * http2, tls, undici) ends in one of these. Modules that were loaded earlier see the change as well. A worker
 * thread has its own copies and must call this itself.
 */
export function lockNetwork(): void {
  // Taken without an import, so that a search of the bundle for network modules finds none.
  const net = process.getBuiltinModule('node:net')
  const dns = process.getBuiltinModule('node:dns')
  const datagram = process.getBuiltinModule('node:dgram')

  refuse(net.Socket.prototype, 'connect', 'net.connect')
  refuse(net.Server.prototype, 'listen', 'net.listen')
  for (const name of ['bind', 'connect', 'send'] as const) refuse(datagram.Socket.prototype, name, `dgram.${name}`)
  refuse(datagram, 'createSocket', 'dgram.createSocket')
  for (const target of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    for (const name of lookups(target)) refuse(target as unknown as Record<string, unknown>, name, `dns.${name}`)
  }
  for (const name of ['fetch', 'WebSocket', 'EventSource']) refuse(globalThis as Record<string, unknown>, name, name)
  syncBuiltinESMExports()
}

/** Every function of a resolver that asks somebody: `lookup`, `lookupService`, `resolve`, `resolve4`, ..., `reverse`. */
function lookups(target: object): string[] {
  return Object.getOwnPropertyNames(target).filter((name) => /^(lookup|resolve|reverse)/.test(name))
}

function refuse<T extends object>(target: T, name: keyof T & string, what: string): void {
  const thrower = function (): never {
    throw new NetworkRefused(what)
  }
  Object.defineProperty(target, name, { value: thrower, writable: false, configurable: false, enumerable: true })
}

/**
 * Reads Chromium's own account of its network (`--log-net-log=FILE`): everything that it asked for, looked up or opened a socket to,
 * in the program's own network process, whoever in the browser wanted it.
 */
import { z } from 'zod'

const netLogSchema = z.object({
  constants: z.object({ logEventTypes: z.record(z.string(), z.number()) }),
  events: z.array(z.object({ type: z.number(), source: z.object({ id: z.number() }), params: z.record(z.string(), z.unknown()).optional() })),
})

/** What a net log says. */
export interface NetLogReading {
  /** Events in it. */
  readonly events: number
  /** Requests to the loopback: fewer than expected means that the log does not show this browser's work. */
  readonly loopbackRequests: number
  /** Everything that reached or wanted to reach further, as sentences. */
  readonly beyond: readonly string[]
}

const loopback = /^(127(\.\d{1,3}){3}|\[?::1\]?|localhost)$/

/** Schemes that never leave the browser. */
const inside = /^(data|blob|about|chrome|devtools|chrome-extension|chrome-untrusted|chrome-error):/

/**
 * Reads a net log. A browser that was killed leaves a log without its end; that end is added.
 * @throws Error when it is no net log
 */
export function readNetLog(text: string): NetLogReading {
  const { constants, events } = netLogSchema.parse(parsed(text))
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]))
  const beyond = new Set<string>()
  const udpTargets = new Map<number, string>()
  let loopbackRequests = 0
  for (const event of events) {
    const name = names.get(event.type) ?? String(event.type)
    const params = event.params ?? {}
    const url = asText(params['url'])
    if (url !== null && /^(URL_REQUEST_START_JOB|REQUEST_ALIVE|HTTP_STREAM|.*JOB_CONTROLLER|PROXY_RESOLUTION|WEBSOCKET)/.test(name)) {
      if (isLoopbackUrl(url)) loopbackRequests += name === 'URL_REQUEST_START_JOB' ? 1 : 0
      else if (!inside.test(url)) beyond.add(`${name} ${url}`)
    }
    // A literal address needs no look-up; every look-up that starts is one too many.
    if (/^(HOST_RESOLVER_MANAGER_JOB|HOST_RESOLVER_SYSTEM_TASK|HOST_RESOLVER_DNS_TASK|DNS_TRANSACTION|DNS_TRANSACTION_QUERY)$/.test(name)) {
      const host = asText(params['host']) ?? asText(params['hostname'])
      if (host !== null && !loopback.test(hostOf(host))) beyond.add(`${name} ${host}`)
    }
    // Connecting a UDP socket sends nothing: Chromium learns so whether there is IPv6. The first byte counts.
    if (name === 'UDP_CONNECT') udpTargets.set(event.source.id, asText(params['address']) ?? 'unknown')
    if (name === 'UDP_BYTES_SENT') {
      const address = asText(params['address']) ?? udpTargets.get(event.source.id) ?? 'unknown'
      if (!loopback.test(hostOf(address))) beyond.add(`${name} ${address}`)
    }
    if (/^(TCP_CONNECT|TCP_CONNECT_ATTEMPT|QUIC_SESSION|SOCKET_POOL_CONNECT_JOB_CONNECT)$/.test(name)) {
      for (const address of addressesIn(params)) if (!loopback.test(hostOf(address))) beyond.add(`${name} ${address}`)
    }
  }
  return { events: events.length, loopbackRequests, beyond: [...beyond] }
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && loopback.test(new URL(url).hostname)
}

/** `127.0.0.1:443`, `[::1]:443`, `http://host:80` and `host` alone. */
function hostOf(address: string): string {
  if (URL.canParse(address) && address.includes('://')) return new URL(address).hostname
  return address.startsWith('[') ? address.slice(1, address.indexOf(']')) : (/^([^:]*)(:\d+)?$/.exec(address)?.[1] ?? address)
}

function addressesIn(params: Readonly<Record<string, unknown>>): string[] {
  const list = params['address_list']
  const several = Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : []
  const one = [params['address'], params['remote_address'], params['peer_address']].filter((entry) => typeof entry === 'string')
  return [...several, ...one]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return JSON.parse(`${text.trimEnd().replace(/,$/, '')}]}`)
  }
}

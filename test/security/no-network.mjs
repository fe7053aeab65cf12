/**
 * Preload for every Node process of a test (`node --import`): whatever reaches beyond the loopback ends the process with
 * exit code 97 (a thread: SIGKILL) and a line on its error output. Sockets of the file system (pipes between processes) are no network.
 * Worker threads inherit the preload with the command line.
 */
import dgram from 'node:dgram'
import dns from 'node:dns'
import { writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { isMainThread } from 'node:worker_threads'

export const exitCode = 97

const loopback = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3}|localhost)$/i

/** Says what was tried and ends the process: an exception could be caught by the very code that tried. */
function refuse(what, where) {
  const error = new Error(`network refused: ${what} ${where}`)
  writeSync(2, `${error.stack}\n`)
  if (isMainThread) process.exit(exitCode)
  // In a thread that would end the thread alone.
  process.kill(process.pid, 'SIGKILL')
}

function check(what, host) {
  if (!loopback.test(String(host))) refuse(what, String(host))
}

/** Options, path or port in all the forms that connect and listen take. */
function targetOf(given, fallback) {
  const parameters = Array.isArray(given[0]) ? given[0] : given
  const [first, second] = parameters
  if (typeof first === 'object' && first !== null) {
    // An HTTP agent sets the path to null, so that no pipe is meant.
    if (typeof first.path === 'string' || typeof first.fd === 'number' || first._handle !== undefined) return null
    return first.host ?? fallback
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return null
  if (first === undefined || typeof first === 'function') return fallback
  return typeof second === 'string' ? second : fallback
}

const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (...given) {
  // Without a host Node means localhost.
  const target = targetOf(given, 'localhost')
  if (target !== null) check('connect', target)
  return connect.apply(this, given)
}

const { listen } = net.Server.prototype
net.Server.prototype.listen = function (...given) {
  // Without a host Node means every address of the machine.
  const target = targetOf(given, '::')
  if (target !== null) check('listen', target)
  return listen.apply(this, given)
}

for (const name of ['bind', 'send', 'connect']) {
  dgram.Socket.prototype[name] = function () {
    refuse('datagram', name)
  }
}

// A literal address needs nobody to be asked; a name does.
for (const target of [dns, dns.promises]) {
  for (const name of Object.keys(target)) {
    if (!/^(lookup|resolve|reverse)/.test(name) || typeof target[name] !== 'function') continue
    const original = target[name]
    target[name] = function (host, ...rest) {
      if (name !== 'lookup' || !loopback.test(String(host))) refuse(`dns ${name}`, String(host))
      return original.call(this, host, ...rest)
    }
  }
}
for (const resolver of [dns.Resolver, dns.promises.Resolver]) {
  for (const name of Object.getOwnPropertyNames(resolver.prototype)) {
    if (/^(resolve|reverse)/.test(name)) resolver.prototype[name] = (host) => refuse(`dns ${name}`, String(host))
  }
}
syncBuiltinESMExports()

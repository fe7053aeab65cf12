/**
 * Gives a process of plain Node the `process.parentPort` that Electron gives to a utility process, with one line over
 * the channel of `child_process.fork`. Loaded with `--import`.
 */
import { EventEmitter } from 'node:events'

const parentPort = new EventEmitter()
Object.defineProperty(process, 'parentPort', { value: parentPort })

const waiting = []
let started = false
const line = Object.assign(new EventEmitter(), {
  postMessage(message) {
    if (process.connected) process.send(message)
  },
  start() {
    started = true
    for (const message of waiting.splice(0)) line.emit('message', { data: message, ports: [] })
  },
  close() {
    if (process.connected) process.disconnect()
  },
})
process.on('message', (message) => {
  if (started) line.emit('message', { data: message, ports: [] })
  else waiting.push(message)
})
process.on('disconnect', () => line.emit('close'))

// Electron delivers the line when the entry file listens for it.
parentPort.on('newListener', (name) => {
  if (name === 'message') setImmediate(() => parentPort.emit('message', { data: 'line', ports: [line] }))
})

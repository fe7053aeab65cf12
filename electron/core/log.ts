import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { toBase32 } from '../../shared/package/base32.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Random } from '../../shared/ports/crypto.ts'
import type { Log } from '../../shared/ports/log.ts'

/** Where lines go. */
export interface LogSink {
  write(line: string): void
}

/** One file is kept below this size, in bytes. */
const largestFile = 1_048_576
/** Files kept beside the current one. */
const keptFiles = 4
const fileName = 'faults.log'

/**
 * Lines into `faults.log` of a folder, rotated at 1 MiB with four older files. While the folder does not exist or cannot be
 * written (before the first start, read-only media) lines go to `otherwise`: a log must never be the reason for a failure.
 */
export function folderSink(folder: string, otherwise: LogSink): LogSink {
  const file = join(folder, fileName)

  function older(number: number): string {
    return join(folder, `faults.${String(number)}.log`)
  }

  function rotate(): void {
    for (let number = keptFiles - 1; number >= 1; number -= 1) {
      if (existsSync(older(number))) renameSync(older(number), older(number + 1))
    }
    renameSync(file, older(1))
  }

  return {
    write(line) {
      try {
        if (!existsSync(folder)) {
          otherwise.write(line)
          return
        }
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) + line.length > largestFile) rotate()
        appendFileSync(file, line, { mode: 0o660 })
      } catch {
        otherwise.write(line)
      }
    },
  }
}

/** Lines to the terminal the program was started from. */
export const terminalSink: LogSink = {
  write(line) {
    process.stderr.write(line)
  },
}

/**
 * The log of unexpected faults. A line holds when, where, a log id, the kind and code of the error and the places in our code it
 * came from; never its message, which may quote the record.
 * @param detail also gets the message and the whole stack. For developers at their own test store; never in the product.
 */
export function createLog(parts: { readonly sink: LogSink; readonly clock: Clock; readonly random: Random; readonly detail?: LogSink | null }): Log {
  const { sink, clock, random, detail = null } = parts

  function write(words: readonly string[]): void {
    sink.write(`${[new Date(clock.read().at).toISOString(), ...words].join(' ')}\n`)
  }

  return {
    fault(where, error) {
      const id = toBase32(random.bytes(5))
      write(['fault', id, where, kindOf(error), ...placesOf(error)])
      detail?.write(`${id} ${where} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      return id
    },
    note(where, text) {
      write(['note', where, text.replace(/[\u0000-\u001f\u007f]+/g, ' ').slice(0, 300)])
    },
  }
}

/** Name and code of an error; both are fixed words of a library, not of the record. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error && typeof error.code === 'string' ? `/${error.code}` : ''
  return `${error.name}${code}`.replace(/[^A-Za-z0-9_/.-]/g, '').slice(0, 80)
}

/** Up to eight places of the stack as `function@file:line:column`, without folders above ours and without the message. */
function placesOf(error: unknown): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return []
  const places: string[] = []
  for (const line of error.stack.split('\n')) {
    const match = /^\s+at (?:(?:async )?([\w.$<>]+(?: \[as [\w.$]+\])?) )?\(?(?:file:\/\/)?(.*?):(\d+):(\d+)\)?$/.exec(line)
    if (match === null) continue
    const [, name = '', path = '', row = '', column = ''] = match
    const segments = path.split(/[\\/]/)
    places.push(`${name.split(' ')[0] ?? ''}@${segments.slice(-2).join('/')}:${row}:${column}`)
    if (places.length === 8) break
  }
  return places
}

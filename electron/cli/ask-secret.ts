import { stderr, stdin } from 'node:process'
import { createInterface, type Interface } from 'node:readline'

/** Asks for secrets one after the other. */
export interface Secrets {
  /** What was typed, without its line end; `null` when the input ended. */
  ask(question: string): Promise<string | null>
  close(): void
}

/**
 * On a terminal what is typed is not shown. Otherwise each question takes one line of the standard input, so that a secret stands neither
 * on the command line nor in a file of the shell.
 */
export function openSecrets(): Secrets {
  return stdin.isTTY ? fromTerminal() : fromLines()
}

function fromTerminal(): Secrets {
  return {
    ask(question) {
      stderr.write(`${question}: `)
      stdin.setRawMode(true)
      stdin.setEncoding('utf8')
      stdin.resume()
      return new Promise((resolve) => {
        let typed = ''
        const end = (value: string | null): void => {
          stdin.setRawMode(false)
          stdin.pause()
          stdin.off('data', take)
          stderr.write('\n')
          resolve(value)
        }
        const take = (text: string): void => {
          for (const letter of text) {
            if (letter === '\r' || letter === '\n') {
              end(typed)
              return
            }
            // Ctrl+C and Ctrl+D: not answered.
            if (letter === '\u0003' || letter === '\u0004') {
              end(null)
              return
            }
            if (letter === '\u007f' || letter === '\b') typed = [...typed].slice(0, -1).join('')
            else if (letter >= ' ') typed += letter
          }
        }
        stdin.on('data', take)
      })
    },
    close: () => undefined,
  }
}

function fromLines(): Secrets {
  let lines: Interface | null = null
  let reader: AsyncIterator<string> | null = null
  return {
    async ask() {
      lines ??= createInterface({ input: stdin, terminal: false })
      reader ??= lines[Symbol.asyncIterator]()
      const next = await reader.next()
      return next.done === true ? null : next.value
    },
    close: () => lines?.close(),
  }
}

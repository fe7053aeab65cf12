import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClock } from './clock.ts'
import { createLog, folderSink } from './log.ts'
import { nodeRandom } from './crypto.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofferdam-log-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function collect() {
  const lines: string[] = []
  return { lines, sink: { write: (line: string) => void lines.push(line) } }
}

test('a fault is named by id, place and kind, never by its message', () => {
  const { lines, sink } = collect()
  const log = createLog({ sink, clock: createClock(), random: nodeRandom })
  const id = log.fault('incidents.record', Object.assign(new TypeError('pump 7 of Mr Miller failed'), { code: 'ERR_X' }))
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(new RegExp(`^\\S+Z fault ${id} incidents\\.record TypeError/ERR_X \\S*@core/log\\.test\\.ts:\\d+:\\d+`))
  expect(lines[0]).not.toContain('Miller')
  expect(lines[0]?.match(/\n/g)).toHaveLength(1)
})

test('detail goes to a place of its own', () => {
  const { lines, sink } = collect()
  const detail = collect()
  createLog({ sink, clock: createClock(), random: nodeRandom, detail: detail.sink }).fault('x', new Error('pump 7'))
  expect(lines.join('')).not.toContain('pump')
  expect(detail.lines.join('')).toContain('Error: pump 7')
})

test('what is thrown without being an error is named by its type only', () => {
  const { lines, sink } = collect()
  createLog({ sink, clock: createClock(), random: nodeRandom }).fault('x', 'a secret text')
  expect(lines[0]).toMatch(/ x string\n$/)
})

test('a note stays on one line', () => {
  const { lines, sink } = collect()
  createLog({ sink, clock: createClock(), random: nodeRandom }).note('port', 'one\ntwo\u0000')
  expect(lines[0]).toMatch(/ note port one two \n$/)
})

test('files rotate at 1 MiB and only four older ones stay', () => {
  const sink = folderSink(folder, { write: () => undefined })
  for (let round = 0; round < 7; round += 1) {
    writeFileSync(join(folder, 'faults.log'), Buffer.alloc(1_048_570, 0x61 + round))
    sink.write('the line that no longer fits\n')
  }
  expect(readdirSync(folder).sort()).toEqual(['faults.1.log', 'faults.2.log', 'faults.3.log', 'faults.4.log', 'faults.log'])
  expect(readFileSync(join(folder, 'faults.log'), 'utf8')).toBe('the line that no longer fits\n')
})

test('before the folder exists lines go elsewhere and the folder is not made', () => {
  const { lines, sink } = collect()
  const missing = join(folder, 'not-yet')
  folderSink(missing, sink).write('early\n')
  expect(lines).toEqual(['early\n'])
  expect(readdirSync(folder)).toEqual([])
})

import { env, platform } from 'node:process'
import { parseArgs } from 'node:util'
import { judgeHealth, worstLevel } from '../../../shared/store/doctor.ts'
import type { RecordCheck } from '../../../shared/ports/work.ts'
import type { RescueResult } from '../../../shared/store/rescue.ts'
import { createClock } from '../../core/clock.ts'
import { nodeHash, nodeRandom } from '../../core/crypto.ts'
import { productKeyDerivation } from '../../core/key-derivation.ts'
import { examineRecord, rescueRecord } from '../../core/store-examine.ts'
import { lookAtPlace } from '../../core/store-health.ts'
import { findPlace, type StorePlace } from '../../core/store-place.ts'
import { openSecrets } from '../ask-secret.ts'
import { exitCodes, type Command, type Output } from '../command.ts'
import { doctorSentence } from '../doctor-words.ts'
import { refusalSentence } from '../refusal-words.ts'

interface Wanted {
  readonly store: string | null
  readonly check: boolean
  readonly rescue: boolean
  readonly json: boolean
}

/** Looks at a record and its folder and says what to do. Nothing is changed; only `--rescue` writes, a new file beside the damaged one. */
export const doctorCommand: Command = {
  name: 'doctor',
  usage: 'doctor [--store DIR] [--check] [--rescue] [--json]',
  summary:
    'looks at place, keys, record, backups, room and clock and says what to do; --check asks for a passphrase and checks the record itself; --rescue reads what is reachable of a damaged one into a file beside it and lists what the last backup lacks; exit 0 nothing is wrong (there may be warnings), 1 something is, 2 the question was not understood',
  async run(argv, output) {
    const wanted = readArguments(argv, output)
    if (wanted === null) return exitCodes.usage
    const place = findPlace(wanted.store, env, platform)
    try {
      return await examine(place, wanted, output)
    } catch (error) {
      output.complain(refusalSentence(error))
      return exitCodes.bad
    }
  },
}

const ports = { random: nodeRandom, keyDerivation: productKeyDerivation, hash: nodeHash }

async function examine(place: StorePlace, wanted: Wanted, output: Output): Promise<number> {
  const now = createClock().read().at
  const facts = await lookAtPlace(place, now, false)
  let record: RecordCheck | null = null
  let rescued: RescueResult | null = null
  if ((wanted.check || wanted.rescue) && facts.store === 'there') {
    const passphrase = await askOnce()
    if (passphrase === null || passphrase === '') {
      output.complain('Without a passphrase the record itself cannot be checked.')
      return exitCodes.usage
    }
    record = await examineRecord(place, passphrase, ports)
    if (wanted.rescue) rescued = await rescueRecord(place, passphrase, now, ports)
  }
  const lines = judgeHealth(facts, record)
  const level = worstLevel(lines)
  if (wanted.json) output.line(JSON.stringify({ level, lines: lines.map((line) => ({ ...line, text: doctorSentence(line) })), rescued }))
  else {
    for (const line of lines) output.line(`${line.level.padEnd(4)} ${line.check.padEnd(11)} ${doctorSentence(line)}`)
    if (rescued !== null) tellRescued(rescued, output)
    output.line(`doctor ${level}`)
  }
  return level === 'fail' ? exitCodes.bad : exitCodes.good
}

async function askOnce(): Promise<string | null> {
  const secrets = openSecrets()
  try {
    return await secrets.ask('Passphrase')
  } finally {
    secrets.close()
  }
}

function tellRescued({ file, report, missed }: RescueResult, output: Output): void {
  if (file === null) {
    output.line('rescue nothing: not even the list of tables could be read')
    return
  }
  output.line(`rescue file ${file}`)
  for (const { table, read, lost } of report.tables) {
    if (lost.length === 0) continue
    const ranges = lost.map(({ from, to }) => (from === null ? 'in the middle' : `${String(from)}..${to === null ? 'end' : String(to)}`)).join(' ')
    output.line(`rescue ${table} read ${String(read)} lost ${ranges}`)
  }
  output.line(`rescue missing-in-backup ${String(missed.length)}`)
  for (const { kind, id, recordedAt, text } of missed) output.line(`missing ${kind} ${id} ${new Date(recordedAt).toISOString()} ${JSON.stringify(text.slice(0, 200))}`)
}

function readArguments(argv: readonly string[], output: Output): Wanted | null {
  try {
    const { values } = parseArgs({
      args: [...argv],
      strict: true,
      options: {
        store: { type: 'string' },
        check: { type: 'boolean', default: false },
        rescue: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    return { store: values.store ?? null, check: values.check, rescue: values.rescue, json: values.json }
  } catch (error) {
    output.complain(error instanceof Error ? error.message : 'The command line was not understood.')
    output.complain(`usage: cofferdam ${doctorCommand.usage}`)
    return null
  }
}

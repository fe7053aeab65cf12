/**
 * `npm test` and, with --check, `npm run check`.
 *
 * Runs every step, also after a failed one, prints a heading, the time and the counts of each, and ends with the one
 * line `N passed, N failed`. Exit code 1 when anything failed.
 *
 *   --only NAME   only this step; may be given several times
 *   --check       the quick steps
 *   --list        names the steps and runs nothing
 */
import { parseArgs } from 'node:util'
import { add, check, closingLine, nothing, type Outcome } from './test/outcome.ts'
import { endAll } from './test/program.ts'
import { steps, type Step } from './test/steps.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    check: { type: 'boolean' },
    list: { type: 'boolean' },
  },
})

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const unknown = (values.only ?? []).filter((name) => !steps.some((step) => step.name === name))
if (values.list === true || unknown.length > 0) {
  for (const name of unknown) say(`There is no step "${name}".`)
  for (const step of steps) say(`${step.name.padEnd(10)}${step.about}`)
  process.exit(unknown.length > 0 ? 2 : 0)
}
const chosen = steps.filter((step) =>
  values.only === undefined ? values.check !== true || step.quick : values.only.includes(step.name),
)

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    endAll()
    process.exit(1)
  })
}

/** What became of a step. A step of its own accord never throws; if one does, that is a failure and not the end. */
interface Done {
  readonly outcome: Outcome
  readonly seconds: number
}

async function perform(step: Step, write: (text: string) => void): Promise<Done> {
  const started = performance.now()
  let outcome: Outcome
  try {
    outcome = await step.run(write)
  } catch (error) {
    write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    outcome = check(`${step.name} could not run`, false)
  }
  return { outcome, seconds: (performance.now() - started) / 1_000 }
}

function report(step: Step, { outcome, seconds }: Done): void {
  for (const failure of outcome.failures) say(`  failed: ${failure}`)
  for (const row of outcome.notRun) say(`not-run: ${row}`)
  say(`-- ${step.name}: ${outcome.passed} passed, ${outcome.failed} failed, ${seconds.toFixed(1)} s`)
}

const heading = (step: Step): void => say(`\n== ${step.name}: ${step.about}`)

/** Steps that may run beside others: two at a time, printed one after the other in their order. */
async function performBeside(list: readonly Step[]): Promise<Outcome> {
  const waiting = list.map((step) => ({ step, output: '', done: Promise.withResolvers<Done>() }))
  const queue = [...waiting]
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const current = next
      current.done.resolve(await perform(current.step, (text) => (current.output += text)))
    }
  }
  const lanes = [lane(), lane()]
  let total = nothing
  for (const entry of waiting) {
    heading(entry.step)
    const done = await entry.done.promise
    process.stdout.write(entry.output)
    report(entry.step, done)
    total = add(total, done.outcome)
  }
  await Promise.all(lanes)
  return total
}

const started = performance.now()
let total = await performBeside(chosen.filter((step) => step.beside))
for (const step of chosen.filter((candidate) => !candidate.beside)) {
  heading(step)
  const done = await perform(step, (text) => process.stdout.write(text))
  report(step, done)
  total = add(total, done.outcome)
}

say('')
for (const failure of total.failures) say(`failed: ${failure}`)
for (const row of total.notRun) say(`not-run: ${row}`)
say(`total time ${((performance.now() - started) / 60_000).toFixed(1)} minutes`)
say(closingLine(total))
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1

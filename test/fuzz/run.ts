import { parseArgs } from 'node:util'
import { fuzzedProcedures, fuzzProcedures } from './procedures.ts'

/** Inputs for each procedure at scale 1. */
const inputsPerProcedure = 200

const help = `npm run fuzz -- [--scale 0..1] [--only NAME] [--seed N]

Sends random and malformed input to every procedure over HTTP, with a real record behind it. No answer may be \`internal\`, the core may
not end, and a call that is refused may change no table but those of the audit. Scale 1 sends ${String(inputsPerProcedure)} inputs to each procedure; a
smaller scale that part, never fewer than one. NAME is a procedure, or the part of its name before the dot.
`

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    only: { type: 'string' },
    seed: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) process.stdout.write(help)
else process.exitCode = await run(Number(values.scale), values.only, values.seed === undefined ? Date.now() & 0x7fffffff : Number(values.seed))

async function run(scale: number, only: string | undefined, seed: number): Promise<number> {
  const names = fuzzedProcedures.filter((name) => only === undefined || name === only || name.startsWith(`${only}.`))
  if (!(scale > 0 && scale <= 1) || names.length === 0 || !Number.isSafeInteger(seed)) {
    process.stderr.write(help)
    return 2
  }
  let failed = 0
  process.stdout.write(`fuzz seed ${String(seed)}\n`)
  await fuzzProcedures(names, Math.max(1, Math.round(inputsPerProcedure * scale)), seed, (name, count, wrong) => {
    for (const line of wrong.slice(0, 5)) process.stderr.write(`  ${name}: ${line}\n`)
    if (wrong.length > 0) failed += 1
    process.stdout.write(`fuzz ${name} ${String(count)} ${wrong.length === 0 ? 'ok' : 'FAIL'}\n`)
  })
  return failed === 0 ? 0 : 1
}

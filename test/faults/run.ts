import { parseArgs } from 'node:util'
import { accessRow } from './access.ts'
import { auditRow } from './audit.ts'
import { clockRow } from './clock.ts'
import { damageRow } from './damage.ts'
import { eraseRow } from './erase.ts'
import { fullRow } from './full.ts'
import { ioRow } from './io.ts'
import { instanceRow } from './instance.ts'
import { killRow } from './kill.ts'
import { migrateRow, newerRow } from './migrate.ts'
import { packageRow } from './package.ts'
import { packageStockRow } from './package-stock.ts'
import { powerRow } from './power.ts'
import type { FaultRow } from './row.ts'
import { stickExfatRow, stickRow } from './stick.ts'

const rows: readonly FaultRow[] = [accessRow, killRow, powerRow, ioRow, fullRow, stickRow, stickExfatRow, damageRow, auditRow, migrateRow, newerRow, clockRow, instanceRow, eraseRow, packageRow, packageStockRow]

const help = `npm run faults -- [--scale 0..1] [--only ROW] [--seed N]

Injects faults and checks that nothing that was acknowledged is lost and nothing false is accepted. Scale 1 is what a release must pass;
a smaller scale runs that part of each row, never fewer than one. At 0.1, the scale of "npm test", slow rows have a count of their own.

${rows.map((row) => `  ${row.name}  ${String(row.count)}${row.tenth === undefined ? '' : ` (${String(row.tenth)} at 0.1)`}\n      ${row.property}`).join('\n')}
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
else process.exitCode = await run(Number(values.scale), values.only, values.seed === undefined ? (Date.now() & 0x7fffffff) : Number(values.seed))

async function run(scale: number, only: string | undefined, seed: number): Promise<number> {
  const wanted = rows.filter((row) => only === undefined || row.name === only)
  if (!(scale > 0 && scale <= 1) || wanted.length === 0 || !Number.isSafeInteger(seed)) {
    process.stderr.write(help)
    return 2
  }
  let failed = 0
  process.stdout.write(`faults seed ${String(seed)}\n`)
  for (const row of wanted) {
    const cannot = row.cannot()
    if (cannot !== null) {
      process.stdout.write(`faults ${row.name} 0 not-run ${cannot}\n`)
      continue
    }
    const count = scale === 0.1 && row.tenth !== undefined ? row.tenth : Math.max(1, Math.round(row.count * scale))
    const wrong = await row.run(count, seed, (text) => void process.stdout.write(`  ${row.name}: ${text}\n`))
    for (const line of wrong.slice(0, 20)) process.stderr.write(`  ${row.name}: ${line}\n`)
    if (wrong.length > 0) failed += 1
    process.stdout.write(`faults ${row.name} ${String(count)} ${wrong.length === 0 ? 'ok' : 'FAIL'}\n`)
  }
  return failed === 0 ? 0 : 1
}

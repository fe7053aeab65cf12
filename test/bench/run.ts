import { parseArgs } from 'node:util'
import { backupRow } from './backup.ts'
import { chainRow } from './chain.ts'
import { commitRow } from './commit.ts'
import { firstScreenRow } from './first-screen.ts'
import { intakeRow } from './intake.ts'
import { measure, type BenchRow } from './measure.ts'
import { openRow } from './open.ts'
import { packageRow } from './package.ts'
import { signInRow } from './sign-in.ts'
import { verifyRow } from './verify.ts'

const rows: readonly BenchRow[] = [firstScreenRow, packageRow, intakeRow, verifyRow, commitRow, chainRow, backupRow, openRow, signInRow]

const help = `npm run bench -- [--only NAME] [--repeat N]

Measures our way against a floor in the same run: five rounds in turn after one that is not counted, medians. Figures are milliseconds.

${rows.map((row) => `  ${row.name}  goal ${row.goal.toFixed(1)}\n      ${row.about}`).join('\n')}
`

const { values } = parseArgs({
  options: { only: { type: 'string' }, repeat: { type: 'string', default: '5' }, help: { type: 'boolean', default: false } },
})

if (values.help) process.stdout.write(help)
else {
  const wanted = rows.filter((row) => values.only === undefined || row.name === values.only)
  if (wanted.length === 0) {
    process.stderr.write(`no such row: ${values.only ?? ''}\n`)
    process.exitCode = 2
  }
  for (const row of wanted) {
    const { name, ours, floor, ratio, goal, notes } = await measure(row, Number(values.repeat))
    for (const note of notes) process.stdout.write(`  ${name}: ${note}\n`)
    const good = ratio <= goal && !notes.some((note) => note.endsWith(' short'))
    process.stdout.write(
      `bench ${name} ours ${ours.toFixed(1)} floor ${floor.toFixed(1)} ratio ${ratio.toFixed(2)} goal ${goal.toFixed(1)} ${good ? 'ok' : 'short'}\n`,
    )
  }
}

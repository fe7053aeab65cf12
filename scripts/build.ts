/**
 * `npm run build`: brings dist/ up to date and does nothing when it already is.
 * Options: --force builds everything, --quiet says nothing when all is fresh.
 */
import { parseArgs } from 'node:util'
import { buildOrEnd } from './build/build-stale.ts'

const { values } = parseArgs({ options: { force: { type: 'boolean' }, quiet: { type: 'boolean' } } })
const built = await buildOrEnd({
  force: values.force ?? false,
  say: (line) => process.stdout.write(`${line}\n`),
})
if (built.length === 0 && values.quiet !== true) process.stdout.write('build: everything is up to date\n')

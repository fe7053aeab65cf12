/**
 * `npm run licences`: compares assets/licences/third-party.json with the lockfile; `npm run licences -- --write`
 * writes it anew. Exit code 1 when it is out of date.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { collectThirdParty, thirdPartyText } from './licences/third-party.ts'
import { root } from './root.ts'

const file = join(root, 'assets/licences/third-party.json')
const wanted = thirdPartyText(collectThirdParty(root))
if (process.argv.includes('--write')) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, wanted)
  process.stdout.write(`${file} written\n`)
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) {
  process.stderr.write('assets/licences/third-party.json is out of date: run "npm run licences -- --write"\n')
  process.exitCode = 1
} else {
  process.stdout.write('assets/licences/third-party.json is up to date\n')
}

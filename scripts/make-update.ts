/**
 * The maker's tool: puts an update together and signs it.
 *
 *   node scripts/make-update.ts --key FILE --out DIR --notes-en TEXT --notes-de TEXT [--record-from N] FILE...
 *
 * Each FILE is an installer as `npm run dist` made it, named so that its kind can be told: `<anything>-linux-x64.AppImage`.
 * `--key` is an unencrypted OpenSSH Ed25519 key file, which belongs on a machine without a network. docs/update.md says more.
 */
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { migrations } from '../db/migrations/migrations.ts'
import { readConstants } from './build/constants.ts'
import { readInstallers, writeUpdateSet } from './packaging/update-set.ts'
import { root } from './root.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { key: { type: 'string' }, out: { type: 'string' }, 'notes-en': { type: 'string' }, 'notes-de': { type: 'string' }, 'record-from': { type: 'string' } },
})
if (values.key === undefined || values.out === undefined || positionals.length === 0) {
  process.stderr.write('usage: node scripts/make-update.ts --key FILE --out DIR --notes-en TEXT --notes-de TEXT [--record-from N] FILE...\n')
  process.exit(2)
}
const { version } = readConstants(root)
const installers = await readInstallers(version, positionals)
const folder = await writeUpdateSet({
  out: values.out,
  key: values.key,
  version,
  releasedAt: Date.now(),
  record: { from: Number(values['record-from'] ?? '1'), writes: migrations.length },
  notes: { en: values['notes-en'] ?? '', de: values['notes-de'] ?? '' },
  installers,
})
process.stdout.write(`${basename(folder)}: ${String(installers.length)} installers, signed\n`)

import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Client } from '../../../shared/contract/client.ts'
import type { AppContract } from '../../../shared/contract/contract.ts'
import type { ReplyOf } from '../../../shared/contract/procedure.ts'
import { shippedAssetsFolder } from '../../core/core-thread.ts'
import { startInProcess } from '../../core/in-process.ts'
import { openSecrets, type Secrets } from '../ask-secret.ts'
import { exitCodes, type Command, type Output } from '../command.ts'
import { refusalSentence } from '../refusal-words.ts'

type FoundBackup = ReplyOf<AppContract['backups.found']>['backups'][number]

interface Wanted {
  readonly from: string
  readonly store: string | null
  readonly name: string | null
  readonly recoveryKey: boolean
  readonly replace: boolean
  readonly list: boolean
}

/** Puts a backup in the place of the record, on a PC that never saw Cofferdam or beside a record that is damaged. */
export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore --from DIR [--store DIR] [--backup NAME] [--recovery-key] [--replace] [--list]',
  summary:
    'puts the newest good backup below DIR in place; asks for a passphrase of that day, with --recovery-key for the printed key and a new passphrase (standard input: one line each); --replace puts a record that lies there aside, nothing is deleted; exit 0 restored, 1 refused, 2 the question was not understood',
  async run(argv, output) {
    const wanted = readArguments(argv, output)
    if (wanted === null) return exitCodes.usage
    const secrets = openSecrets()
    const core = startInProcess({ storeFolder: wanted.store, assetsFolder: shippedAssetsFolder(), exportFolders: [wanted.from], mediaRoots: [], faultDetail: false })
    try {
      return await restore(core.client(), wanted, secrets, output)
    } catch (error) {
      output.complain(refusalSentence(error))
      return exitCodes.bad
    } finally {
      secrets.close()
      await core.stop()
    }
  },
}

async function restore(client: Client<AppContract>, wanted: Wanted, secrets: Secrets, output: Output): Promise<number> {
  const backups = await allChecked(client)
  if (wanted.list) {
    for (const { name, state, sequence, size, entity } of backups) output.line(`backup ${name} ${state} row ${String(sequence)} bytes ${String(size)} entity ${entity ?? '-'}`)
    return backups.length > 0 ? exitCodes.good : exitCodes.bad
  }
  const backup = choose(backups, wanted, output)
  if (backup === null) return exitCodes.bad
  if ((await client.call('store.status', {})).state === 'closed' && !wanted.replace) {
    output.complain('There is a record in this place. With --replace it is put aside, into a folder of its own; nothing is deleted.')
    return exitCodes.bad
  }
  output.line(`backup ${backup.name} ${backup.state} row ${String(backup.sequence)}`)
  const recoveryKey = wanted.recoveryKey ? await secrets.ask('Recovery key') : null
  const passphrase = await secrets.ask(wanted.recoveryKey ? 'New passphrase' : 'Passphrase of that day')
  if (passphrase === null || passphrase === '' || (wanted.recoveryKey && (recoveryKey ?? '') === '')) {
    output.complain('Without it the backup cannot be opened. Nothing was changed.')
    return exitCodes.bad
  }
  await following(client, output, () => client.call('store.restore', { which: backup.id, what: 'record', passphrase, recoveryKey }))
  const { line, sequence } = await client.call('audit.head', {})
  output.line(`restored row ${String(sequence)} line ${line} continues ${backup.line} row ${String(backup.sequence)}`)
  return exitCodes.good
}

/** Tells how far the restore is, at each tenth of a step. Ctrl-C stops it, unless the files are being put in place already. */
async function following(client: Client<AppContract>, output: Output, restoring: () => Promise<unknown>): Promise<void> {
  const stop = (): void => void client.call('store.stopUnderway', {})
  process.once('SIGINT', stop)
  let over = false
  const work = restoring().finally(() => {
    over = true
  })
  let told = ''
  // What it comes to is asked for below.
  work.catch(() => undefined)
  while (!over) {
    await Promise.race([work.catch(() => undefined), wait(500)])
    const now = (await client.call('store.underway', {})).work
    if (now === null || now.total === 0) continue
    const line = `progress ${now.step} ${String(Math.floor((now.done / now.total) * 10) * 10)}`
    // For somebody who watches; what a program reads stays as it was.
    if (line !== told && process.stderr.isTTY) output.complain(line)
    told = line
  }
  process.off('SIGINT', stop)
  await work
}

/** Backups below the folder, newest first, once every one of them was compared with its note. */
async function allChecked(client: Client<AppContract>): Promise<readonly FoundBackup[]> {
  for (;;) {
    const { backups } = await client.call('backups.found', {})
    const there = backups.filter(({ place }) => place.kind === 'folder')
    if (!there.some(({ state }) => state === 'not-checked')) return there
    await wait(100)
  }
}

function choose(backups: readonly FoundBackup[], { name, from }: Wanted, output: Output): FoundBackup | null {
  if (backups.length === 0) {
    output.complain(`There is no backup in ${from}.`)
    return null
  }
  if (name !== null) {
    const named = backups.filter((backup) => backup.name === name)
    if (named.length === 1 && named[0] !== undefined) return named[0]
    output.complain(named.length === 0 ? `There is no backup ${name} in ${from}.` : `There is more than one backup ${name} in ${from}; name its own folder with --from.`)
    return null
  }
  const good = backups.filter(({ state }) => state === 'unchanged')
  if (new Set(good.map(({ storeId }) => storeId)).size > 1) {
    output.complain('There are backups of more than one record. Look with --list and choose with --backup NAME.')
    return null
  }
  const [newest] = good
  if (newest !== undefined) return newest
  output.complain(`None of the ${String(backups.length)} backups in ${from} can be restored: they are damaged or of a newer version. See --list.`)
  return null
}

function readArguments(argv: readonly string[], output: Output): Wanted | null {
  try {
    const { values } = parseArgs({
      args: [...argv],
      strict: true,
      options: {
        from: { type: 'string' },
        store: { type: 'string' },
        backup: { type: 'string' },
        'recovery-key': { type: 'boolean', default: false },
        replace: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
      },
    })
    if (values.from === undefined || values.from === '') {
      output.complain(`usage: cofferdam ${restoreCommand.usage}`)
      return null
    }
    const from = resolve(values.from)
    if (statSync(from, { throwIfNoEntry: false })?.isDirectory() !== true) {
      output.complain(`${from} is not a folder.`)
      return null
    }
    const { store, backup, 'recovery-key': recoveryKey, replace, list } = values
    return { from, store: store === undefined ? null : resolve(store), name: backup ?? null, recoveryKey, replace, list }
  } catch (error) {
    output.complain(error instanceof Error ? error.message : 'The command line was not understood.')
    return null
  }
}

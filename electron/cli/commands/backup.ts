import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { shippedAssetsFolder } from '../../core/core-thread.ts'
import { finishJob, startInProcess } from '../../core/in-process.ts'
import { openSecrets } from '../ask-secret.ts'
import { exitCodes, type Command, type Output } from '../command.ts'
import { refusalSentence } from '../refusal-words.ts'

interface Wanted {
  readonly to: string
  readonly store: string | null
}

/** Writes a verified backup of a closed record to a folder, e.g. for the task scheduler of a plant. */
export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup --to DIR [--store DIR]',
  summary: 'writes a verified backup to DIR/Cofferdam-backup; asks for a passphrase (or reads it from standard input); exit 0 written, 1 refused, 2 the question was not understood',
  async run(argv, output) {
    const wanted = readArguments(argv, output)
    if (wanted === null) return exitCodes.usage
    const secrets = openSecrets()
    const core = startInProcess({ storeFolder: wanted.store, assetsFolder: shippedAssetsFolder(), exportFolders: [wanted.to], mediaRoots: [], faultDetail: false })
    try {
      const client = core.client()
      const passphrase = await secrets.ask('Passphrase')
      if (passphrase === null || passphrase === '') {
        output.complain('A passphrase is needed. Nothing was written.')
        return exitCodes.bad
      }
      await client.call('store.open', { passphrase })
      const place = (await client.call('places.list', {})).places.find(({ kind }) => kind === 'folder')
      if (place === undefined) throw new Error('the folder is not known')
      const { jobId } = await client.call('backups.make', { place: place.id })
      const made = (await finishJob(client, jobId)) as { readonly name: string; readonly sequence: number; readonly size: number }
      output.line(`backup ${made.name} row ${String(made.sequence)} bytes ${String(made.size)}`)
      output.line(`written and read back in ${resolve(wanted.to, 'Cofferdam-backup')}`)
      return exitCodes.good
    } catch (error) {
      output.complain(refusalSentence(error))
      return exitCodes.bad
    } finally {
      secrets.close()
      await core.stop()
    }
  },
}

function readArguments(argv: readonly string[], output: Output): Wanted | null {
  try {
    const { values } = parseArgs({ args: [...argv], strict: true, options: { to: { type: 'string' }, store: { type: 'string' } } })
    if (values.to !== undefined && values.to !== '') {
      const to = resolve(values.to)
      const found = statSync(to, { throwIfNoEntry: false })
      if (found === undefined || found.isDirectory()) return { to, store: values.store === undefined ? null : resolve(values.store) }
      output.complain(`${to} is not a folder.`)
      return null
    }
    output.complain(`usage: cofferdam ${backupCommand.usage}`)
  } catch (error) {
    output.complain(error instanceof Error ? error.message : 'The command line was not understood.')
  }
  return null
}

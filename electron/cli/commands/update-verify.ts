import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { keyFingerprint } from '../../../shared/package/ssh-key.ts'
import { judgeMaker, type UpdateVerdict } from '../../../shared/update/judge-update.ts'
import { readReleaseAnchor, type ReleaseAnchor } from '../../../shared/update/release-anchor.ts'
import { setFileLimit } from '../../../shared/update/update-set.ts'
import { createAssets } from '../../core/assets.ts'
import { shippedAssetsFolder } from '../../core/core-thread.ts'
import { nodeEd25519, nodeHash } from '../../core/crypto.ts'
import { checkInstaller, readSetFiles } from '../../core/update-folder.ts'
import { exitCodes, type Command, type Output } from '../command.ts'
import { updateSentences } from '../update-words.ts'

interface Wanted {
  readonly folder: string
  readonly maker: string | null
  /** Only the installers that lie there, at least one: as in the copy that was taken over. */
  readonly present: boolean
}

/** Tells of an update on a stick whether the maker made it: every file of it, whatever PC it is for. Nothing is executed or written. */
export const updateVerifyCommand: Command = {
  name: 'update-verify',
  usage: 'update-verify FOLDER [--maker FILE] [--present]',
  summary: "tells whether the update in FOLDER (cofferdam-<version>) is from the maker and unchanged, with --present only those of its installers that lie there; exit 0 genuine, 1 not, 2 the question was not understood",
  async run(argv, output) {
    const wanted = readArguments(argv, output)
    if (wanted === null) return exitCodes.usage
    try {
      const anchor = anchorOf(wanted.maker)
      if (anchor !== null) output.line(`maker ${keyFingerprint(anchor.publicKey, nodeHash)}`)
      const verdict = await verify(wanted, anchor, output)
      output.line(`verdict ${verdict}`)
      output.line(updateSentences[verdict])
      return verdict === 'genuine' ? exitCodes.good : exitCodes.bad
    } catch (error) {
      const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
      output.complain(error instanceof Unusable ? error.message : `The update could not be read${code}.`)
      return exitCodes.usage
    }
  },
}

/** Something the person at the keyboard can put right. */
class Unusable extends Error {}

async function verify({ folder, present }: Wanted, anchor: ReleaseAnchor | null, output: Output): Promise<UpdateVerdict> {
  const { verdict, manifest } = judgeMaker(await readSetFiles(folder), anchor, { hash: nodeHash, ed25519: nodeEd25519 })
  if (manifest === null) return verdict
  output.line(`version ${manifest.version} released ${new Date(manifest.releasedAt).toISOString()}`)
  output.line(`record from ${String(manifest.record.from)} writes ${String(manifest.record.writes)}`)
  let worst: UpdateVerdict = 'genuine'
  let there = 0
  for (const installer of manifest.files) {
    const found = await checkInstaller(folder, installer, () => undefined)
    if (found !== 'file-missing') there += 1
    else if (present) continue
    output.line(`file ${installer.name} ${found}`)
    if (worst === 'genuine') worst = found
  }
  return there === 0 ? 'file-missing' : worst
}

function anchorOf(file: string | null): ReleaseAnchor | null {
  if (file === null) {
    const shipped = createAssets(shippedAssetsFolder()).releaseAnchor()
    return shipped === null ? null : readReleaseAnchor(shipped)
  }
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isFile() !== true || found.size > setFileLimit) throw new Unusable(`${file} is not a file with a public key.`)
  try {
    return readReleaseAnchor(readFileSync(file, 'utf8'))
  } catch {
    throw new Unusable(`${file} holds no public key of the kind ssh-ed25519 in one line.`)
  }
}

function readArguments(argv: readonly string[], output: Output): Wanted | null {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], strict: true, allowPositionals: true, options: { maker: { type: 'string' }, present: { type: 'boolean' } } })
    const [folder] = positionals
    if (folder !== undefined && positionals.length === 1) {
      const path = resolve(folder)
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return { folder: path, maker: values.maker === undefined ? null : resolve(values.maker), present: values.present ?? false }
      output.complain(`${path} is not a folder.`)
      return null
    }
    output.complain(`usage: cofferdam ${updateVerifyCommand.usage}`)
  } catch (error) {
    output.complain(error instanceof Error ? error.message : 'The command line was not understood.')
  }
  return null
}

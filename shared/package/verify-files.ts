import { contentFiles, isFileOf, mayBeMissing, requiredFiles, sumsFile, sumsSignatureFile } from './content-table.ts'
import type { Examination, PackageFiles } from './examination.ts'
import { wholeFileLimits } from './examination.ts'
import { PackageFault } from './fault.ts'
import type { Manifest, ManifestFile } from './manifest.ts'
import { parseSums } from './sums.ts'
import type { Sum } from './sums.ts'

/**
 * The exact set of files, their hashes, and that the manifest says the same.
 * @param stated the files that the manifest lists
 * @param known the manifest, `null` for a content of which only the common files are known
 * @param hasSums false when the two files of the sums are missing: then only names are judged here
 */
export function checkFiles(files: PackageFiles, stated: readonly ManifestFile[], known: Manifest | null, hasSums: boolean, examination: Examination): void {
  const optional = (path: string) => known !== null && mayBeMissing(known.content, known.signer, path)
  const sums = hasSums ? examination.run('file', sumsFile, () => parseSums(files.read(sumsFile, wholeFileLimits.list))) : null
  if (!hasSums) for (const path of [sumsFile, sumsSignatureFile]) if (!files.has(path)) examination.change('file', path)
  if (hasSums && sums === null) return
  const required = known === null ? ['README.txt', 'manifest.json', 'keys/keys.json', 'keys/keys.json.sig'] : requiredFiles(known.content, known.signer)
  const listed = new Set(sums?.map((sum) => sum.path))
  for (const path of required) {
    if (sums !== null && !listed.has(path)) examination.fail('file', path, 'sums-incomplete')
    else if (sums === null && !files.has(path)) {
      if (optional(path)) examination.change('file', path)
      else examination.fail('file', path, 'file-missing')
    }
  }
  for (const path of files.paths()) {
    const foreign = known !== null && !isFileOf(known.content, known.signer, path)
    if (foreign || (sums !== null && !listed.has(path) && path !== sumsFile && path !== sumsSignatureFile)) examination.fail('file', path, 'file-extra')
    else if (sums === null) examination.skip('file', path)
  }
  if (sums === null) return
  const rendered = known === null ? [] : contentFiles[known.content].rendered
  for (const sum of sums) checkFile(files, examination, sum, rendered.includes(sum.path), optional(sum.path))
  examination.run('manifest-files', 'manifest.json', () => compareManifest(stated, sums, files))
}

function checkFile(files: PackageFiles, examination: Examination, sum: Sum, mayChange: boolean, mayMiss: boolean): void {
  if (!files.has(sum.path)) {
    if (mayMiss) examination.change('file', sum.path)
    else examination.fail('file', sum.path, 'file-missing')
    return
  }
  let equal = false
  try {
    equal = files.sha256(sum.path) === sum.sha256
  } catch (error) {
    if (!(error instanceof PackageFault)) throw error
    examination.fail('file', sum.path, error.code)
    return
  }
  if (equal) examination.ok('file', sum.path)
  else if (mayChange) examination.change('file', sum.path)
  else examination.fail('file', sum.path, 'file-differs')
}

/** manifest.json lists what SHA256SUMS lists, itself left out, with the sizes that the files have. */
function compareManifest(files: readonly ManifestFile[], sums: readonly Sum[], inside: PackageFiles): void {
  const stated = new Map(files.map((file) => [file.path, file]))
  const others = sums.filter((sum) => sum.path !== 'manifest.json')
  const fits = others.every((sum) => {
    const file = stated.get(sum.path)
    return file?.sha256 === sum.sha256 && (!inside.has(sum.path) || inside.sha256(sum.path) !== sum.sha256 || inside.size(sum.path) === file.size)
  })
  if (!fits || stated.size !== others.length || files.length !== others.length) throw new PackageFault('manifest-differs', 'manifest.json')
}

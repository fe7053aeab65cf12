/** Puts the folder of an update together: installers under their one name, update.json, SHA256SUMS and its signature. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeHash } from '../../electron/core/crypto.ts'
import { hashFile } from '../../electron/core/transfer-write.ts'
import { toHex } from '../../shared/package/bytes.ts'
import { sumsText } from '../../shared/package/sums.ts'
import { installerName, manifestBytes, setFiles, setFolder, type Installer, type UpdateManifest } from '../../shared/update/update-set.ts'

/** An installer and where it lies now. */
interface FoundInstaller {
  readonly path: string
  readonly installer: Installer
}

/** Tells from the names of files what they are and hashes them. @throws Error for a name that does not tell it. */
export async function readInstallers(version: string, paths: readonly string[]): Promise<FoundInstaller[]> {
  const found: FoundInstaller[] = []
  for (const path of paths) {
    const match = /-(linux|win32)-(x64|arm64)\.(AppImage|deb|exe)$/.exec(path)
    if (match === null) throw new Error(`${path}: a name ends in -linux-x64.AppImage, -linux-x64.deb or -win32-x64.exe`)
    const kind = { platform: match[1] as Installer['platform'], arch: match[2] as Installer['arch'], form: match[3] as Installer['form'] }
    found.push({ path, installer: { name: installerName(version, kind), ...kind, size: statSync(path).size, sha256: await hashFile(path, () => undefined) } })
  }
  return found
}

/** What a set is made of. */
export interface UpdateParts extends Pick<UpdateManifest, 'version' | 'releasedAt' | 'record' | 'notes'> {
  /** Folder in which the folder of the set is made; one of the same name must not be there. */
  readonly out: string
  /** File of the secret key, as ssh-keygen writes it. */
  readonly key: string
  readonly installers: readonly FoundInstaller[]
}

/** Writes a set and signs it with ssh-keygen, the program by which anybody can verify it. @returns its folder. */
export async function writeUpdateSet({ out, key, installers, ...said }: UpdateParts): Promise<string> {
  const manifest = manifestBytes({ v: 1, format: 'cofferdam-update', ...said, files: installers.map(({ installer }) => installer) })
  const folder = join(out, setFolder(said.version))
  const unfinished = `${folder}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  for (const { path, installer } of installers) {
    copyFileSync(path, join(unfinished, installer.name))
    if ((await hashFile(join(unfinished, installer.name), () => undefined)) !== installer.sha256) throw new Error(`${path} changed while it was copied`)
  }
  writeFileSync(join(unfinished, setFiles.manifest), manifest)
  const sums = sumsText([{ path: setFiles.manifest, sha256: toHex(nodeHash.sha256(manifest)) }, ...installers.map(({ installer: { name, sha256 } }) => ({ path: name, sha256 }))])
  writeFileSync(join(unfinished, setFiles.sums), sums)
  // Writes SHA256SUMS.sig beside it.
  const signed = spawnSync('ssh-keygen', ['-Y', 'sign', '-q', '-f', key, '-n', 'cofferdam-update', join(unfinished, setFiles.sums)], { stdio: ['inherit', 'inherit', 'inherit'] })
  if (signed.status !== 0) throw new Error('ssh-keygen did not sign; it has to be installed and the key file readable by its owner only')
  renameSync(unfinished, folder)
  return folder
}

import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeEd25519, nodeHash } from '../../electron/core/crypto.ts'
import { utf8 } from '../../shared/package/bytes.ts'
import { canonicalBytes, type JsonValue } from '../../shared/package/canonical-json.ts'
import { signSshsig, type Namespace } from '../../shared/package/sshsig.ts'
import type { SetFiles } from '../../shared/update/judge-update.ts'
import { releaseAnchorLine } from '../../shared/update/release-anchor.ts'
import { installerName, setFiles, type Installer, type UpdateManifest } from '../../shared/update/update-set.ts'

/** A key for one test, thrown away with it. */
export const makerSeed = new Uint8Array(32).fill(7)
/** Anchor line of that key. */
export const makerAnchor = releaseAnchorLine({ publicKey: nodeEd25519.publicKey(makerSeed) })

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** An installer of some bytes for this PC or another one. */
export function installerOf(version: string, bytes: Uint8Array, kind: Pick<Installer, 'platform' | 'arch' | 'form'> = { platform: 'linux', arch: 'x64', form: 'AppImage' }): Installer {
  return { name: installerName(version, kind), ...kind, size: bytes.length, sha256: sha256(bytes) }
}

/** A manifest with one installer. */
export function manifestOf(version: string, files: readonly Installer[], changes: Partial<UpdateManifest> = {}): UpdateManifest {
  return { v: 1, format: 'cofferdam-update', version, releasedAt: 1_800_000_000_000, record: { from: 1, writes: 99 }, notes: { en: 'Better.', de: 'Besser.' }, files: [...files], ...changes }
}

/** The small files of a set, signed as asked; the manifest is not checked, so that a bad one can be signed too. */
export function signedSet(
  manifest: unknown,
  { seed = makerSeed, namespace = 'cofferdam-update', folder, sums }: { readonly seed?: Uint8Array; readonly namespace?: Namespace; readonly folder?: string; readonly sums?: (text: string) => string } = {},
): SetFiles & { readonly manifest: Uint8Array; readonly sums: Uint8Array; readonly signature: Uint8Array } {
  const bytes = canonicalBytes(manifest as JsonValue)
  const { version, files } = manifest as UpdateManifest
  const lines = [...files.map((file) => ({ path: file.name, sha256: file.sha256 })), { path: setFiles.manifest, sha256: sha256(bytes) }]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((line) => `${line.sha256}  ${line.path}\n`)
    .join('')
  const list = utf8(sums === undefined ? lines : sums(lines))
  return { folder: folder ?? `cofferdam-${version}`, manifest: bytes, sums: list, signature: utf8(signSshsig(list, namespace, { seed }, { hash: nodeHash, ed25519: nodeEd25519 })) }
}

/** Writes a set below a folder, with the same bytes for each kind of PC. @returns the folder of the set. */
export function writeSet(root: string, version: string, bytes: Uint8Array, changes: Partial<UpdateManifest> = {}, ...kinds: readonly (Parameters<typeof installerOf>[2])[]): string {
  const installers = kinds.length === 0 ? [installerOf(version, bytes)] : kinds.map((kind) => installerOf(version, bytes, kind))
  const set = signedSet(manifestOf(version, installers, changes))
  const folder = join(root, set.folder)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, setFiles.manifest), set.manifest)
  writeFileSync(join(folder, setFiles.sums), set.sums)
  writeFileSync(join(folder, setFiles.signature), set.signature)
  for (const { name } of installers) writeFileSync(join(folder, name), bytes)
  return folder
}

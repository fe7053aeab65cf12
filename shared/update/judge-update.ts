import { equalBytes, readUtf8, toHex } from '../package/bytes.ts'
import { PackageFault } from '../package/fault.ts'
import { parseSshsig, sshsigHolds, type Namespace, type SshSignature } from '../package/sshsig.ts'
import { parseSums, type Sum } from '../package/sums.ts'
import type { Ed25519, Hash } from '../ports/crypto.ts'
import type { ReleaseAnchor } from './release-anchor.ts'
import { installerForms, readManifest, setFiles, setFolder, type Installer, type InstallerForm, type UpdateManifest } from './update-set.ts'
import { isNewer } from './version.ts'

/** What an update can turn out to be. All but `genuine` mean: it is not taken over. */
export const updateVerdicts = [
  'genuine',
  /** This build knows no maker's key. */
  'no-maker',
  /** A file of the set is missing, no plain file, or larger than it may be. */
  'incomplete',
  'signature-invalid',
  /** Well signed, by a key that this build does not know. */
  'wrong-key',
  /** Signed by the maker for something else. */
  'wrong-purpose',
  /** Signed by the maker, and yet not a set that this version can read. */
  'malformed',
  'not-newer',
  'not-for-this-pc',
  /** The record is older than that version can bring up to date. */
  'record-too-old',
  /** That version writes an older form of the record than the one that lies here. */
  'record-too-new',
  'file-missing',
  'file-changed',
] as const
/** One verdict. */
export type UpdateVerdict = (typeof updateVerdicts)[number]

/** The small files of a set; `null` for one that is missing, no plain file or too large. */
export interface SetFiles {
  /** Name of the folder. */
  readonly folder: string
  readonly manifest: Uint8Array | null
  readonly sums: Uint8Array | null
  readonly signature: Uint8Array | null
}

/** Where a set is judged. */
export interface Here {
  /** The version that runs. */
  readonly version: string
  /** Form of the record that this version writes. */
  readonly schema: number
  readonly platform: string
  readonly arch: string
  /** In which form the program is installed, where it knows. */
  readonly form: InstallerForm | null
}

/** A set as its small files tell; the installers are not read yet. */
export interface JudgedSet {
  readonly verdict: UpdateVerdict
  /** Present as soon as the maker's signature was found good. */
  readonly manifest: UpdateManifest | null
  /** The installer for this PC. */
  readonly installer: Installer | null
}

interface Crypto {
  readonly hash: Pick<Hash, 'sha256' | 'sha512'>
  readonly ed25519: Pick<Ed25519, 'verify'>
}

const namespace = 'cofferdam-update' satisfies Namespace

/** Whether the maker made this set, whatever PC it is for: signature, list of files, manifest, name of the folder. */
export function judgeMaker(files: SetFiles, anchor: ReleaseAnchor | null, crypto: Crypto): JudgedSet {
  const refused = (verdict: UpdateVerdict): JudgedSet => ({ verdict, manifest: null, installer: null })
  if (anchor === null) return refused('no-maker')
  const { manifest: manifestFile, sums: sumsFile, signature } = files
  if (manifestFile === null || sumsFile === null || signature === null) return refused('incomplete')
  const signed = judgeSignature(signature, sumsFile, anchor, crypto)
  if (signed !== null) return refused(signed)
  // From here on the maker speaks, but for the manifest, which only the list vouches for.
  const sums = readSums(sumsFile)
  const own = sums?.find(({ path }) => path === setFiles.manifest)
  if (sums === null || own === undefined) return refused('malformed')
  if (own.sha256 !== toHex(crypto.hash.sha256(manifestFile))) return refused('file-changed')
  const manifest = readManifest(manifestFile)
  if (manifest === null || setFolder(manifest.version) !== files.folder || !agree(sums, manifest)) return refused('malformed')
  return { verdict: 'genuine', manifest, installer: null }
}

/** Whether a set is a newer version from the maker, for this PC and its record. The installer itself is still to be compared. */
export function judgeUpdate(files: SetFiles, anchor: ReleaseAnchor | null, here: Here, crypto: Crypto): JudgedSet {
  const { verdict, manifest } = judgeMaker(files, anchor, crypto)
  if (manifest === null) return { verdict, manifest, installer: null }
  const installer = installerFor(manifest, here)
  const refused = (why: UpdateVerdict): JudgedSet => ({ verdict: why, manifest, installer: null })
  if (!isNewer(manifest.version, here.version)) return refused('not-newer')
  if (installer === null) return refused('not-for-this-pc')
  if (here.schema < manifest.record.from) return refused('record-too-old')
  if (here.schema > manifest.record.writes) return refused('record-too-new')
  return { verdict: 'genuine', manifest, installer }
}

/** The installer of a set for a PC: in the form in which the program is installed there, else in the first form there is. */
function installerFor({ files }: UpdateManifest, { platform, arch, form }: Here): Installer | null {
  const known: readonly InstallerForm[] = platform === 'linux' || platform === 'win32' ? installerForms[platform] : []
  const fitting = files.filter((file) => file.platform === platform && file.arch === arch)
  const wanted = form === null ? known : [form]
  return wanted.map((candidate) => fitting.find((file) => file.form === candidate)).find((file) => file !== undefined) ?? null
}

function judgeSignature(armoured: Uint8Array, message: Uint8Array, anchor: ReleaseAnchor, { hash, ed25519 }: Crypto): UpdateVerdict | null {
  let signature: SshSignature
  try {
    const text = readUtf8(armoured)
    if (text === null) return 'signature-invalid'
    signature = parseSshsig(text, ed25519)
  } catch (error) {
    if (error instanceof PackageFault) return 'signature-invalid'
    throw error
  }
  if (signature.certificate !== null || !sshsigHolds(signature, hash.sha512(message), ed25519)) return 'signature-invalid'
  if (!equalBytes(signature.publicKey, anchor.publicKey)) return 'wrong-key'
  return signature.namespace === namespace ? null : 'wrong-purpose'
}

function readSums(bytes: Uint8Array): readonly Sum[] | null {
  try {
    return parseSums(bytes)
  } catch (error) {
    if (error instanceof PackageFault) return null
    throw error
  }
}

/** The signed list names the manifest and exactly its installers, with the same check values. */
function agree(sums: readonly Sum[], { files }: UpdateManifest): boolean {
  return sums.length === files.length + 1 && files.every(({ name, sha256 }) => sums.some((sum) => sum.path === name && sum.sha256 === sha256))
}

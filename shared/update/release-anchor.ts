import { PackageFault } from '../package/fault.ts'
import { parsePublicKeyLine, publicKeyLine } from '../package/ssh-key.ts'

/** Under this name the maker signs; `ssh-keygen -Y verify -I` asks for it. */
const makerName = 'cofferdam-maker'
const start = `${makerName} namespaces="cofferdam-update" `

/** The key by which a build knows its maker, 32 bytes. */
export interface ReleaseAnchor {
  readonly publicKey: Uint8Array
}

/** The anchor as one line of an `allowed_signers` file, without line end. */
export function releaseAnchorLine({ publicKey }: ReleaseAnchor): string {
  return start + publicKeyLine(publicKey)
}

/**
 * Reads an anchor: the line of `releaseAnchorLine`, or a public key as in `id_ed25519.pub`. Exactly one line.
 * @throws PackageFault `signature-invalid` for anything else.
 */
export function readReleaseAnchor(text: string): ReleaseAnchor {
  const line = text.replace(/\r?\n$/, '')
  if (/[\r\n]/.test(line)) throw new PackageFault('signature-invalid', 'anchor')
  return { publicKey: parsePublicKeyLine(line.startsWith(start) ? line.slice(start.length) : line).publicKey }
}

import { fromBase64, toBase64 } from './base64.ts'
import { PackageFault } from './fault.ts'
import { publicKeyBlob, readPublicKeyBlob } from './ssh-key.ts'

/** What a recipient keeps of an entity: its code and its key. Everything the entity signs is judged by it. */
export interface Anchor {
  /** The entity's 10-character code. */
  readonly entity: string
  /** The entity's Ed25519 key, 32 bytes. */
  readonly publicKey: Uint8Array
  readonly comment: string
}

/**
 * The one line that a recipient keeps, without line end, as `ssh-keygen -Y verify -f` reads it:
 * `*@<entity> cert-authority,namespaces="cofferdam-*" ssh-ed25519 <base64>`.
 */
export function anchorLine(anchor: Anchor): string {
  const key = toBase64(publicKeyBlob(anchor.publicKey))
  return `*@${anchor.entity} cert-authority,namespaces="cofferdam-*" ssh-ed25519 ${key}${anchor.comment === '' ? '' : ` ${anchor.comment}`}`
}

/** Reads one anchor line in exactly that form. @throws PackageFault `anchor-invalid` for anything else. */
export function parseAnchorLine(line: string): Anchor {
  const match = /^\*@([a-z2-7]{10}) cert-authority,namespaces="cofferdam-\*" ssh-ed25519 ([A-Za-z0-9+/=]+)(?: ([^\u0000-\u001f\u007f]*))?$/.exec(line)
  const entity = match?.[1]
  const blob = fromBase64(match?.[2] ?? '')
  if (entity === undefined || blob === null || blob.length === 0) throw new PackageFault('anchor-invalid', 'anchor')
  return { entity, publicKey: readPublicKeyBlob(blob, 'anchor', 'anchor-invalid'), comment: match?.[3] ?? '' }
}

/**
 * Reads a file of anchor lines. Empty lines and lines that begin with `#` are left out; CR before LF is tolerated, since people
 * keep this file with Windows editors, and so is a byte order mark.
 * @throws PackageFault `anchor-invalid` when another line is not an anchor.
 */
export function parseAnchors(text: string): Anchor[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(parseAnchorLine)
}

/**
 * Reads anchor lines as a person gives them: as `parseAnchors` does, and also a line that was broken into several, or got spaces, on
 * its way through a mail, a form or a printed card. Each line begins with `*@`; what follows belongs to it up to the next one.
 * @throws PackageFault `anchor-invalid` when there is anything else.
 */
export function parsePastedAnchors(text: string): Anchor[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n')
    .split(/\s+(?=\*\s*@)/)
    .filter((line) => line !== '')
    .map((line) => parseAnchorLine(rejoined(line) ?? line))
}

/** An Ed25519 key blob (51 bytes) in base64 letters. */
const keyLetters = 68

/** A broken line in its one form, or `null` where it is none. The comment is left out: nobody can tell where spaces belong in it. */
function rejoined(line: string): string | null {
  const match = /^(\*@[a-z2-7]{10})(cert-authority,namespaces="cofferdam-\*")(ssh-ed25519)([A-Za-z0-9+/]+)$/.exec(line.replace(/\s+/g, ''))
  if (match === null || match[4]?.length !== keyLetters) return null
  return match.slice(1).join(' ')
}

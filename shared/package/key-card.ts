import type { Hash } from '../ports/crypto.ts'
import { anchorLine } from './allowed-signers.ts'
import { keyFingerprint } from './ssh-key.ts'

/** What a key card prints: one anchor for everything, and the fingerprints for whoever has no anchor at hand. */
export interface KeyCard {
  /** The recipient's one line; also the content of the QR code. */
  readonly anchor: string
  readonly entityFingerprint: string
  readonly sites: readonly { readonly name: string; readonly principal: string; readonly fingerprint: string }[]
}

/** Makes a key card from public keys alone. Sites are listed by name. */
export function keyCard(
  entity: { readonly code: string; readonly publicKey: Uint8Array },
  sites: readonly { readonly code: string; readonly name: string; readonly publicKey: Uint8Array }[],
  hash: Pick<Hash, 'sha256'>,
): KeyCard {
  return {
    anchor: anchorLine({ entity: entity.code, publicKey: entity.publicKey, comment: '' }),
    entityFingerprint: keyFingerprint(entity.publicKey, hash),
    sites: [...sites]
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .map((site) => ({ name: site.name, principal: `${site.code}@${entity.code}`, fingerprint: keyFingerprint(site.publicKey, hash) })),
  }
}

import { DomainError } from '../contract/error.ts'
import type { Entity } from '../entity/entity.ts'
import type { Ed25519 } from '../ports/crypto.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Site } from '../site/site.ts'
import type { PackageKeys } from './compose.ts'
import { requireKey, requireSeed } from './issued-keys.ts'
import { parseCertificateLine } from './ssh-certificate.ts'

/**
 * The keys a site's packages are signed with and show.
 * @throws not-found in a store that was never set up; key-not-certified for a site that was added since the entity's key lies elsewhere.
 */
export function packageKeysOf(repositories: Repositories, entity: Entity, site: Site, ports: { readonly ed25519: Ed25519 }): PackageKeys {
  const key = requireKey(repositories, 'site', site.id)
  const document = repositories.keys.documents.latest()
  if (document === null) throw new DomainError('not-found', { kind: 'keys' })
  if (key.certificate === null) throw new DomainError('key-not-certified')
  return {
    entityPublicKey: requireKey(repositories, 'entity', entity.id).publicKey,
    keysJson: document.text,
    keysSignature: document.signature,
    signer: { seed: requireSeed(key), certificate: parseCertificateLine(key.certificate, ports.ed25519) },
  }
}

/** Whose key it is. The entity key is a certificate authority; site and person keys carry its certificates. */
export type SigningKeyKind = 'entity' | 'site' | 'person'

/** A signing key of the record. Seeds of persons are never here: they lie in the keyring under the person's passphrase. */
export interface SigningKey {
  readonly id: string
  readonly kind: SigningKeyKind
  /** Id of the entity, site or person. */
  readonly owner: string
  /** `<site>@<entity>`, `p-<code>@<entity>`, or `@<entity>` for the entity itself. */
  readonly principal: string
  readonly publicKey: Uint8Array
  readonly seed: Uint8Array | null
  /** OpenSSH certificate line by the entity key; `null` for the entity key. */
  readonly certificate: string | null
  readonly from: number
  readonly to: number | null
  readonly revokedAt: number | null
  readonly reason: string | null
}

/** A change of an entity's key as the record keeps it: of this entity, or accepted of another one. */
export interface KeyChangeRecord {
  /** Code of the entity. */
  readonly entity: string
  readonly number: number
  /** The statement (key-change.ts), and its signatures by the old and by the new key. */
  readonly text: string
  readonly oldSignature: string
  readonly newSignature: string
  readonly recordedAt: number
  readonly actor: string
}

/** A numbered keys.json as it was signed by the entity key. */
export interface KeysDocument {
  readonly number: number
  readonly issuedAt: number
  readonly text: string
  readonly signature: string
}

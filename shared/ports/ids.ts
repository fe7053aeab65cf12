/** New identifiers. */
export interface Ids {
  /** 128 random bits, lower-case base32 (26 characters), never reused. */
  id(): string
  /** 10 characters `[a-z2-7]`: the short code of an entity, a site or a person, fixed for ever. */
  code(): string
}

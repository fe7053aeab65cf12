import { scrypt } from 'node:crypto'
import { normalPassphrase } from '../../shared/person/passphrase.ts'
import { productKdf, type KdfParameters } from '../../shared/person/keyring-format.ts'

/** Turns a passphrase into a key. The product has one; tests have a cheap one that the product refuses. */
export interface KeyDerivation {
  /** Cost of new bundles. */
  readonly parameters: KdfParameters
  /** Whether a keyring of this cost may be opened at all. */
  accepts(parameters: KdfParameters): boolean
  /** 32 bytes. Runs off the event loop, one at a time. */
  derive(passphrase: string, salt: Uint8Array, parameters: KdfParameters): Promise<Uint8Array>
}

/** Memory that scrypt may take: N=2^17, r=8 needs 128 MiB. */
const maximumMemory = 256 * 1024 * 1024

/**
 * scrypt for one cost and no other. A keyring of another cost is refused: a weaker one would open with guesses, a dearer one could
 * take all memory of an old PC.
 */
export function createKeyDerivation(parameters: KdfParameters): KeyDerivation {
  // Two at once would take 256 MiB; on a PC with 2 GiB that swaps. So each waits for the one before.
  let last: Promise<unknown> = Promise.resolve()
  return {
    parameters,
    accepts: (other) => other.n === parameters.n && other.r === parameters.r && other.p === parameters.p,
    derive(passphrase, salt, cost) {
      const mine = last.then(() => deriveOnce(passphrase, salt, cost))
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

/** The only key derivation of the product (reference: scrypt N=2^17, r=8, p=1). */
export const productKeyDerivation: KeyDerivation = createKeyDerivation(productKdf)

function deriveOnce(passphrase: string, salt: Uint8Array, cost: KdfParameters): Promise<Uint8Array> {
  const secret = Buffer.from(normalPassphrase(passphrase), 'utf8')
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, { N: cost.n, r: cost.r, p: cost.p, maxmem: maximumMemory }, (error, key) => {
      secret.fill(0)
      if (error === null) resolve(new Uint8Array(key))
      else reject(error)
    })
  })
}

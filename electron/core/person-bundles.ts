import { DomainError } from '../../shared/contract/error.ts'
import type { Keyring, PersonWrap } from '../../shared/person/keyring-format.ts'
import { personWraps } from '../../shared/person/keyring-format.ts'
import type { PreparedBundle } from '../../shared/ports/person-keys.ts'
import { isGiven, isLeading, nextGeneration, openBundleOf, wrapForPerson, type KeyringPorts, type PersonKeys } from './keyring.ts'
import { createPins, type PinBox } from './pins.ts'
import { signingPublicKey } from './sealing.ts'

/** Bundles of persons in the keyring of one opening of the store. */
export interface PersonBundles {
  prepare(input: { readonly person: string; readonly passphrase: string; readonly given: boolean }): Promise<PreparedBundle>
  /** @throws wrong-sign-in, after exactly one key derivation. */
  confirm(person: string | null, passphrase: string): Promise<void>
  change(person: string, passphrase: string): Promise<void>
  remove(person: string): void
  forget(person: string): void
  has(person: string): boolean
  isGiven(person: string): boolean
  /** Says whom the recovery sheet stands for: the first of these in the keyring. */
  lead(persons: readonly string[]): void
  readonly pins: PinBox
}

/** The keyring of an open store: `replace` writes both files. */
interface KeptKeyring {
  current(): Keyring
  replace(next: Keyring): void
}

/**
 * @param persons unwrapped keys, shared with the open store, which wipes them when it closes. @param pins those of this opening, where it goes
 * on under another key.
 */
export function createPersonBundles(
  keyrings: KeptKeyring,
  persons: Map<string, PersonKeys>,
  dataKey: Uint8Array,
  ports: KeyringPorts,
  pins: PinBox = createPins(ports.random),
): PersonBundles {
  function forget(person: string): void {
    const keys = persons.get(person)
    keys?.agreement.fill(0)
    keys?.signing.fill(0)
    persons.delete(person)
  }

  /** Puts a wrap in the place of the person's former one, into the keyring as it stands now. */
  function put(wrap: PersonWrap): void {
    const keyring = keyrings.current()
    const index = indexOf(keyring, wrap.person)
    const former = keyring.wraps[index] as PersonWrap | undefined
    const kept: PersonWrap = former !== undefined && isLeading(former) ? { ...wrap, leading: true } : wrap
    keyrings.replace(nextGeneration(keyring, { wraps: index < 0 ? [...keyring.wraps, kept] : keyring.wraps.with(index, kept) }, dataKey))
  }

  async function make(person: string, passphrase: string, keys: PersonKeys, given: boolean): Promise<PersonWrap> {
    const keyring = keyrings.current()
    // One cost stands for all bundles, so a bundle of another cost than the file's would never open.
    if (!ports.keyDerivation.accepts(keyring.kdf)) throw new DomainError('keyring-damaged', { what: 'kdf' })
    return wrapForPerson({ storeId: keyring.storeId, person, passphrase, dataKey, keys, given }, ports)
  }

  return {
    async prepare({ person, passphrase, given }) {
      const keys: PersonKeys = { agreement: ports.random.bytes(32), signing: ports.random.bytes(32) }
      const wrap = await make(person, passphrase, keys, given)
      const publicKey = signingPublicKey(keys.signing)
      keys.agreement.fill(0)
      keys.signing.fill(0)
      return {
        publicKey,
        keep() {
          put(wrap)
          // Who signed in under the former bundle must not go on with its keys.
          forget(person)
          pins.remove(person)
          return Promise.resolve()
        },
      }
    },
    async confirm(person, passphrase) {
      const keys = await openBundleOf(keyrings.current(), person, passphrase, ports)
      if (person === null || keys === null) throw new DomainError('wrong-sign-in')
      persons.set(person, keys)
      pins.renew(person)
    },
    async change(person, passphrase) {
      const keys = persons.get(person)
      if (keys === undefined) throw new DomainError('passphrase-needed')
      put(await make(person, passphrase, keys, false))
    },
    remove(person) {
      const keyring = keyrings.current()
      const wraps = keyring.wraps.filter((wrap) => wrap.kind !== 'person' || (wrap as PersonWrap).person !== person)
      // A person who never had a passphrase has nothing to take away.
      if (wraps.length !== keyring.wraps.length) keyrings.replace(nextGeneration(keyring, { wraps }, dataKey))
      forget(person)
      pins.remove(person)
    },
    forget,
    has: (person) => indexOf(keyrings.current(), person) >= 0,
    isGiven: (person) => personWraps(keyrings.current()).some((wrap) => wrap.person === person && isGiven(wrap)),
    lead(leaders) {
      const keyring = keyrings.current()
      let changed = false
      const wraps = keyring.wraps.map((wrap) => {
        if (wrap.kind !== 'person') return wrap
        const { leading: _was, ...rest } = wrap as PersonWrap
        const leads = leaders.includes(rest.person)
        changed ||= leads !== isLeading(wrap as PersonWrap)
        return leads ? { ...rest, leading: true } : rest
      })
      if (changed) keyrings.replace(nextGeneration(keyring, { wraps: wraps as Keyring['wraps'] }, dataKey))
    },
    pins,
  }
}

function indexOf(keyring: Keyring, person: string): number {
  return keyring.wraps.findIndex((wrap) => wrap.kind === 'person' && (wrap as PersonWrap).person === person)
}

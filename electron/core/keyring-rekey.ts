import { DomainError } from '../../shared/contract/error.ts'
import { fromHex } from '../../shared/package/bytes.ts'
import { personWraps, recoveryWraps, wrapContext, type Keyring, type PersonWrap, type RecoveryWrap } from '../../shared/person/keyring-format.ts'
import type { Random } from '../../shared/ports/crypto.ts'
import { nextGeneration, sealDataKey, wrapForRecovery } from './keyring.ts'

/** Who can open the record after its key was changed. */
export interface RekeyedFor {
  /** Ids of persons; whoever else has an entry in the keyring loses it. */
  readonly people: readonly string[]
  /** Key of a new recovery sheet; `null`: the present sheet goes on opening the record. */
  readonly recoverySecret: Uint8Array | null
}

/**
 * The next generation of a keyring for another data key. No passphrase is needed: the new key is sealed to the public keys that stand in
 * the entries of persons, and their bundles stay as they are, so everybody's passphrase stays the same.
 * @param keyring proven to be written by a holder of the present data key.
 * @throws store-newer for an entry of a kind that only later programs know, since it cannot be made anew; keyring-damaged when there is
 * more than one entry for a person, or for the sheet that stays: somebody who held the old key could have put an own one beside it.
 */
export function rekeyedKeyring(keyring: Keyring, dataKey: Uint8Array, { people, recoverySecret }: RekeyedFor, random: Random): Keyring {
  const { storeId } = keyring
  const persons = personWraps(keyring)
  const sheets = recoveryWraps(keyring)
  if (persons.length + sheets.length !== keyring.wraps.length) throw new DomainError('store-newer')
  if (new Set(persons.map(({ person }) => person)).size !== persons.length) throw new DomainError('keyring-damaged', { what: 'wrap' })
  if (recoverySecret === null && sheets.length !== 1) throw new DomainError('keyring-damaged', { what: 'recovery' })
  const kept = persons.filter(({ person }) => people.includes(person)).map((wrap): PersonWrap => ({ ...wrap, ...sealDataKey(dataKey, publicKeyOf(wrap), wrapContext(storeId, 'person', wrap.person), random) }))
  const recovery =
    recoverySecret === null
      ? sheets.map((wrap): RecoveryWrap => ({ ...wrap, ...sealDataKey(dataKey, publicKeyOf(wrap), wrapContext(storeId, 'recovery', null), random) }))
      : [wrapForRecovery(storeId, recoverySecret, dataKey, random)]
  return nextGeneration(keyring, { wraps: [...kept, ...recovery] }, dataKey)
}

function publicKeyOf({ recipient }: Pick<RecoveryWrap, 'recipient'>): Uint8Array {
  const key = fromHex(recipient)
  if (key === null) throw new DomainError('keyring-damaged', { what: 'wrap' })
  return key
}

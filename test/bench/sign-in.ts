import { productKeyDerivation } from '../../electron/core/key-derivation.ts'
import { startInProcess } from '../../electron/core/in-process.ts'
import { makeTestFolders, testOptions, testPassphrase } from '../support/in-process.ts'
import { timed, type BenchRow } from './measure.ts'

/** Signing in by name and passphrase while the record is open, against the key derivation that no sign-in can do without. */
export const signInRow: BenchRow = {
  name: 'sign-in',
  goal: 1.2,
  about: 'a person signs in by name and passphrase while the record is open, through the door that the screens use; against one scrypt of the same cost (N=2^17, r=8, p=1)',
  async prepare() {
    const folders = makeTestFolders()
    const core = startInProcess(testOptions(folders))
    const api = core.client()
    await api.call('store.create', { passphrase: testPassphrase, name: 'Anna Berg', entityName: 'Wasserwerk Talau', siteName: 'Werk Nord', zone: 'Europe/Berlin', kind: 'real', language: 'en' })
    const salt = new Uint8Array(16).fill(1)
    return {
      async ours() {
        await api.call('people.lock', {})
        return timed(() => api.call('people.signIn', { who: 'Anna Berg', passphrase: testPassphrase }))
      },
      floor: () => timed(() => productKeyDerivation.derive(testPassphrase, salt, productKeyDerivation.parameters)),
      async end() {
        await core.stop()
        folders.remove()
      },
    }
  },
}

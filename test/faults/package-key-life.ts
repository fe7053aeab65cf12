import { remember, type ReceivedMemory } from '../../shared/package/verdict.ts'
import { startTestCore, testPassphrase } from '../support/in-process.ts'
import { reportingPlant, verifyFile } from '../support/released-files.ts'

/**
 * A record that replaces and revokes its site's key and replaces the entity's: what a recipient without memory, with memory and with the old
 * anchor says of each file. @returns what does not fit.
 */
export async function keyLifeFaults(): Promise<string[]> {
  const core = startTestCore()
  try {
    const { api } = core
    const plant = await reportingPlant(core)
    const wrong: string[] = []
    const { anchor } = await api.call('keys.anchor', {})
    const siteKeys = async () => (await api.call('keys.list', {})).keys.filter(({ kind }) => kind === 'site')
    let memory: ReceivedMemory | null = null
    const says = (what: string, path: string, anchors: readonly string[], expected: string): void => {
      const verdict = verifyFile(path, anchors, { received: memory === null ? null : [memory] })
      const said = verdict.fault?.code ?? verdict.code
      if (said !== expected) wrong.push(`key life, ${what}: expected ${expected}, got ${said}`)
    }
    const learn = (path: string, anchors: readonly string[]): void => {
      memory = remember(memory, verifyFile(path, anchors))
    }

    const first = await plant.release(null)
    await api.call('keys.replaceSite', { site: plant.site, reason: 'test', second: null, passphrase: testPassphrase })
    const second = await plant.release('replaced')
    says('before the site key was replaced', first, [anchor], 'genuine')
    says('after the site key was replaced', second, [anchor], 'genuine')
    const [current, old] = await siteKeys()
    for (const key of [old, current]) await api.call('keys.revoke', { key: key?.id ?? '', since: 0, reason: 'test', passphrase: testPassphrase })
    const third = await plant.release('revoked')
    says('a revoked key, recipient has not heard', second, [anchor], 'genuine')
    learn(third, [anchor])
    says('a revoked key, recipient has heard', second, [anchor], 'key-revoked')
    says('a replaced and then revoked key', first, [anchor], 'key-revoked')
    says('the key after it', third, [anchor], 'genuine')
    await api.call('keys.replaceEntity', { reason: 'test', second: null, passphrase: testPassphrase })
    const { anchor: next } = await api.call('keys.anchor', {})
    const fourth = await plant.release('new entity key')
    says('the new entity key by the old anchor', fourth, [anchor], 'certificate-not-by-anchor')
    says('the new entity key by its own anchor', fourth, [next], 'genuine')
    says('the old entity key by its own anchor', third, [anchor], 'genuine')
    learn(fourth, [next])
    says('a revoked key under the next entity key', second, [anchor, next], 'key-revoked')
    return wrong
  } finally {
    await core.remove()
  }
}

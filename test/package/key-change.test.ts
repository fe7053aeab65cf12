import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeHash } from '../../electron/core/crypto.ts'
import { utf8 } from '../../shared/package/bytes.ts'
import { keyChangeFiles, readKeyChange, signKeyChange } from '../../shared/package/key-change.ts'
import { keysJsonText } from '../../shared/package/keys-json.ts'
import { keyFingerprint } from '../../shared/package/ssh-key.ts'
import { signSshsig } from '../../shared/package/sshsig.ts'
import { nodeEd25519 } from '../../electron/core/crypto.ts'
import { bytesFor, composePorts, fixtureEntity, fixtureReport, releasedAt, signedKeys, trusting, verifyBytes, verifyPorts, zipBytes } from '../support/package-fixtures.ts'
import { temporaryFolder } from '../support/store-fixture.ts'
import { judgeKeyChangeCase, keyChangeCases, keyChangeKinds } from './key-change-cases.ts'

describe('a change of an entity key', () => {
  it('is taken over only as both keys signed it, in every kind of case', () => {
    const wrong = [...keyChangeCases(20261123, keyChangeKinds * 6)].map(judgeKeyChangeCase).filter((fault) => fault !== null)
    expect(wrong).toEqual([])
  })

  it('is read the same by ssh-keygen: each signature shows the fingerprint of its key', () => {
    const entity = fixtureEntity()
    const to = bytesFor('second entity seed')
    const signed = signKeyChange({ entity: entity.code, number: 1, previous: null, changedAt: releasedAt, keys: 4 }, { from: entity.entitySeed, to }, composePorts)
    const text = keysJsonText({ ...entity.keysJson, number: 4 })
    const { name, files } = keyChangeFiles(entity.code, [readKeyChange(signed, 'x', verifyPorts)], { text, number: 4, signature: signSshsig(utf8(text), 'cofferdam-keys', { seed: to }, composePorts) }, entity.anchor)
    expect(name).toBe(`${entity.code}_keys_4.zip`)
    const folder = temporaryFolder()
    try {
      for (const [path, bytes] of files) {
        mkdirSync(dirname(join(folder.path, path)), { recursive: true })
        writeFileSync(join(folder.path, path), bytes)
      }
      const readme = new TextDecoder().decode(files.get('README.txt'))
      const commands = [...new Set([...readme.matchAll(/^ {2}(ssh-keygen .*)$/gm)].map((match) => match[1] ?? ''))]
      expect(commands).toHaveLength(3)
      const said = commands.map((command) => spawnSync('sh', ['-c', command], { cwd: folder.path, encoding: 'utf8' }))
      if (said.some(({ status }) => status === 127)) process.stdout.write('not-run: ssh-keygen\n')
      else {
        for (const [index, seed] of [to, entity.entitySeed, to].entries()) {
          expect(said[index]?.stdout).toContain(`Good "cofferdam-${index === 0 ? 'keys' : 'key-change'}" signature`)
          expect(said[index]?.stdout).toContain(keyFingerprint(nodeEd25519.publicKey(seed), nodeHash))
        }
      }
    } finally {
      folder.remove()
    }
  })

  it('leaves old packages genuine, and takes from the old key the say over the list of keys', () => {
    const entity = fixtureEntity()
    const replaced = [{ entity: entity.code, fingerprint: keyFingerprint(entity.entityKey, nodeHash), before: 4 }]
    const trust = { ...trusting(entity.anchor), replaced }
    expect(verifyBytes(zipBytes(fixtureReport(entity)), trust).code).toBe('genuine')
    // A thief with the old key lists keys under a number that only the new key may give.
    const later = { ...entity, keys: { ...entity.keys, ...signedKeys({ ...entity.keysJson, number: 4 }, entity.entitySeed) } }
    const forged = zipBytes(fixtureReport(later))
    expect(verifyBytes(forged, trusting(entity.anchor)).code).toBe('genuine')
    expect(verifyBytes(forged, trust)).toMatchObject({ code: 'not-genuine', fault: { code: 'keys-not-by-entity' } })
  })
})

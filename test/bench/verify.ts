import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { verifyPackage } from '../../shared/package/verify.ts'
import { openFileSource } from '../../electron/core/byte-source.ts'
import { nodeEd25519, nodeHash, nodeInflate } from '../../electron/core/crypto.ts'
import { makeEvidenceStore } from './evidence-store.ts'
import { timed, type BenchRow } from './measure.ts'
import { pieceSize } from './sample-bytes.ts'

/** Verifying a package of 100 MB, against reading and hashing the same file twice. */
export const verifyRow: BenchRow = {
  name: 'verify',
  goal: 1.5,
  about: 'our verifier over an evidence package of 100 MB; against reading the file and taking its SHA-256, twice',
  async prepare() {
    const { core, release, place, anchor } = await makeEvidenceStore()
    await core.job(core.api.call('transfers.export', { release: release.id, place, reason: '' }))
    const path = join(core.folders.exports, `${release.name}.zip`)
    return {
      ours: () =>
        timed(() => {
          const source = openFileSource(path)
          const verdict = verifyPackage(source, { anchors: [anchor], received: null, after: null, fileName: null }, Date.now(), { hash: nodeHash, ed25519: nodeEd25519, inflate: nodeInflate })
          source.close()
          if (verdict.code !== 'genuine') throw new Error(`the package is ${verdict.code}`)
        }),
      floor: () =>
        timed(() => {
          for (let pass = 0; pass < 2; pass += 1) {
            const file = openSync(path, 'r')
            const hash = createHash('sha256')
            const buffer = Buffer.alloc(pieceSize)
            for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) hash.update(buffer.subarray(0, read))
            hash.digest()
            closeSync(file)
          }
        }),
      end: () => core.remove(),
    }
  },
}

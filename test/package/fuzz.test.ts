import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeEd25519, nodeHash } from '../../electron/core/crypto.ts'
import { parseAnchors } from '../../shared/package/allowed-signers.ts'
import { followAuditExcerpt } from '../../shared/package/audit-excerpt.ts'
import { fromBase64 } from '../../shared/package/base64.ts'
import { memorySource } from '../../shared/package/byte-source.ts'
import { readUtf8 } from '../../shared/package/bytes.ts'
import { parseEvidenceJson } from '../../shared/package/evidence-json.ts'
import { PackageFault } from '../../shared/package/fault.ts'
import { parseKeysJson } from '../../shared/package/keys-json.ts'
import { parseManifest } from '../../shared/package/manifest.ts'
import { parseReceipt } from '../../shared/package/receipt.ts'
import { parseCertificate } from '../../shared/package/ssh-certificate.ts'
import { parsePublicKeyLine, readPublicKeyBlob } from '../../shared/package/ssh-key.ts'
import { parseSshsig } from '../../shared/package/sshsig.ts'
import { parseSums } from '../../shared/package/sums.ts'
import { verdictSchema } from '../../shared/package/verdict.ts'
import { readZip } from '../../shared/package/zip-read.ts'
import { trusting, verifyBytes } from '../support/package-fixtures.ts'
import { bytesOf, originalZip, tamperWorld } from './tamper-world.ts'

const world = tamperWorld()
const { entity, files } = world

/** Every reader with a genuine input of its own. */
const readers: Readonly<Record<string, { readonly good: Uint8Array; readonly read: (bytes: Uint8Array) => unknown }>> = {
  zip: { good: world.bytes[0], read: (bytes) => readZip(memorySource(bytes)) },
  manifest: { good: bytesOf(files, 'manifest.json'), read: parseManifest },
  keys: { good: bytesOf(files, 'keys/keys.json'), read: parseKeysJson },
  sums: { good: bytesOf(files, 'SHA256SUMS'), read: parseSums },
  evidence: { good: bytesOf(world.evidence, 'evidence.json'), read: parseEvidenceJson },
  audit: { good: bytesOf(world.full, 'audit.jsonl'), read: (bytes) => followAuditExcerpt(bytes, nodeHash) },
  receipt: { good: new Uint8Array(0), read: parseReceipt },
  signature: { good: bytesOf(files, 'SHA256SUMS.sig'), read: (bytes) => parseSshsig(readUtf8(bytes) ?? '', nodeEd25519) },
  certificate: { good: entity.keys.signer.certificate.blob, read: (bytes) => parseCertificate(bytes, nodeEd25519) },
  key: { good: fromBase64('AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA') ?? new Uint8Array(0), read: (bytes) => readPublicKeyBlob(bytes) },
  line: { good: new TextEncoder().encode(entity.anchor), read: (bytes) => [parseAnchors(readUtf8(bytes) ?? ''), parsePublicKeyLine(readUtf8(bytes) ?? '')] },
}

function onlyTypedFaults(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch (error) {
    return error instanceof PackageFault
  }
}

/** Genuine bytes with a few spans overwritten, cut or doubled. */
function mutated(good: Uint8Array) {
  const edit = fc.record({ at: fc.nat(Math.max(1, good.length)), kind: fc.constantFrom('set', 'cut', 'insert', 'double'), bytes: fc.uint8Array({ maxLength: 8 }) })
  return fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) => {
    let bytes = [...good]
    for (const { at, kind, bytes: piece } of edits) {
      if (kind === 'set') bytes.splice(at, piece.length, ...piece)
      else if (kind === 'cut') bytes.splice(at, piece.length)
      else if (kind === 'insert') bytes.splice(at, 0, ...piece)
      else bytes = [...bytes.slice(0, at), ...bytes.slice(at, at + 64), ...bytes.slice(at)]
    }
    return Uint8Array.from(bytes)
  })
}

describe('hostile bytes', () => {
  for (const [name, { good, read }] of Object.entries(readers)) {
    it(`${name}: random and mutated input gives a result or a typed fault`, () => {
      fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), mutated(good)), (bytes) => onlyTypedFaults(() => read(bytes))), { numRuns: 150, seed: 1 })
      expect.hasAssertions()
      expect(onlyTypedFaults(() => read(new Uint8Array(0)))).toBe(true)
    })
  }

  it('the verifier answers every input with a verdict of the closed form', () => {
    const trust = trusting(entity.anchor)
    const inner = fc.constantFrom(...files.keys()).chain((path) => mutated(bytesOf(files, path)).map((bytes) => originalZip(new Map([...files, [path, bytes]]))))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), mutated(world.bytes[0]), inner), (bytes) => {
        const verdict = verifyBytes(bytes, trust)
        expect(verdictSchema.parse(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict)
        expect(['genuine', 'rebuilt', 'not-genuine']).toContain(verdict.code)
      }),
      { numRuns: 250, seed: 2 },
    )
  })

  it('deep nesting and huge numbers in JSON are refused, not followed', () => {
    for (const text of ['['.repeat(200_000), `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, '1e999', '"\\ud800"', '{"__proto__":{"v":1}}']) {
      expect(onlyTypedFaults(() => parseManifest(new TextEncoder().encode(text)))).toBe(true)
    }
  })
})

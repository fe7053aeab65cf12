import { expect, it } from 'vitest'
import { nodeHash, nodeInflate } from '../../electron/core/crypto.ts'
import { rawZip } from '../../test/package/raw-zip.ts'
import { largestKeyFile, readKeyBytes } from './key-file.ts'

const ports = { hash: nodeHash, inflate: nodeInflate }
const zip = (count: number): Uint8Array => rawZip(Array.from({ length: count }, (_, index) => ({ name: `f${String(index)}`, bytes: new Uint8Array(largestKeyFile), deflate: true })))

it('a small zip does not unpack to more than eight of the largest', () => {
  const bytes = zip(9)
  expect(bytes.length).toBeLessThan(largestKeyFile)
  expect(readKeyBytes(bytes, ports)).toEqual({ fault: { code: 'file-too-large', subject: 'f8' } })
  expect(readKeyBytes(zip(8), ports)).toHaveProperty('files.size', 8)
})

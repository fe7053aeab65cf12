import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fixtureEntity, fixtureReport, trusting, verifiedAt, verifyPorts, zipBytes } from '../../test/support/package-fixtures.ts'
import { verifyPackage } from '../../shared/package/verify.ts'
import { openFileSource } from './byte-source.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofferdam-source-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('reads spans of a file, less at its end and nothing behind', () => {
  const path = join(folder, 'a')
  writeFileSync(path, 'hello')
  const source = openFileSource(path)
  expect(source.size).toBe(5)
  expect(new TextDecoder().decode(source.read(1, 3))).toBe('ell')
  expect(new TextDecoder().decode(source.read(3, 9))).toBe('lo')
  expect(source.read(9, 1)).toHaveLength(0)
  source.close()
})

it('lets a package on disk be verified, and one that shrinks be refused', () => {
  const path = join(folder, 'p.zip')
  const entity = fixtureEntity()
  const bytes = zipBytes(fixtureReport(entity))
  writeFileSync(path, bytes)
  const source = openFileSource(path)
  expect(verifyPackage(source, trusting(entity.anchor), verifiedAt, verifyPorts).code).toBe('genuine')
  truncateSync(path, bytes.length - 30)
  expect(verifyPackage(source, trusting(entity.anchor), verifiedAt, verifyPorts)).toMatchObject({ code: 'not-genuine', fault: { code: 'zip-truncated' } })
  source.close()
})

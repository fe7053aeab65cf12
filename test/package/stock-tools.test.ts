import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeEd25519, nodeHash } from '../../electron/core/crypto.ts'
import { utf8 } from '../../shared/package/bytes.ts'
import { publicKeyLine, keyFingerprint } from '../../shared/package/ssh-key.ts'
import { parseSshsig, sshsigHolds } from '../../shared/package/sshsig.ts'
import { bytesFor, fixtureEntity, fixtureEvidence, fixtureReport, trusting, verifyBytes, zipBytes } from '../support/package-fixtures.ts'
import { Dice } from './dice.ts'
import { bytesOf, changed, fileSet } from './tamper-world.ts'
import type { FileSet } from './tamper-world.ts'

/** Whether a program answers at all; rows for those that do not print not-run. */
function has(program: string, ...probe: string[]): boolean {
  const found = spawnSync(program, probe).error === undefined
  if (!found) process.stdout.write(`not-run: ${program}\n`)
  return found
}

const sshKeygen = has('ssh-keygen', '-?')
const sha256sum = has('sha256sum', '--version')
const unzip = has('unzip', '-v')
const folder = mkdtempSync(join(tmpdir(), 'cofferdam-stock-'))
const entity = fixtureEntity()
const report = fixtureReport(entity)
const files = fileSet(report)

/** Writes files into a new folder, the recipient's one-line anchor beside them. */
function unpacked(name: string, set: FileSet): string {
  const place = join(folder, name)
  for (const [path, bytes] of set) {
    mkdirSync(dirname(join(place, path)), { recursive: true })
    writeFileSync(join(place, path), bytes)
  }
  writeFileSync(join(place, 'anchor'), `${entity.anchor}\n`)
  return place
}

function stockSignature(place: string, principal = report.manifest.signer, namespace = 'cofferdam-package', sealed = 'SHA256SUMS') {
  return spawnSync('ssh-keygen', ['-Y', 'verify', '-f', 'anchor', '-I', principal, '-n', namespace, '-s', `${sealed}.sig`], { cwd: place, input: readFileSync(join(place, sealed)) })
}

function stockSums(place: string) {
  return spawnSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: place })
}

beforeAll(() => {
  mkdirSync(folder, { recursive: true })
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe.runIf(sshKeygen)('ssh-keygen', () => {
  it('verifies a package with only the one-line anchor', () => {
    const done = stockSignature(unpacked('good', files))
    expect(done.stdout.toString()).toContain(`Good "cofferdam-package" signature for ${report.manifest.signer} with ED25519-CERT key`)
    expect(done.status).toBe(0)
  })

  it('verifies report.json.sig, evidence and the zip as a whole', () => {
    const place = unpacked('more', files)
    expect(stockSignature(place, report.manifest.signer, 'cofferdam-report', 'report.json').status).toBe(0)
    const { composed, chunks } = fixtureEvidence(entity)
    const evidence = unpacked('evidence', fileSet(composed, chunks))
    expect(stockSignature(evidence).status).toBe(0)
    expect(stockSignature(evidence, report.manifest.signer, 'cofferdam-evidence', 'evidence.json').status).toBe(0)
    writeFileSync(join(place, 'p.zip'), zipBytes(report))
    writeFileSync(join(place, 'p.zip.sig'), report.zip.signature)
    expect(stockSignature(place, report.manifest.signer, 'cofferdam-zip', 'p.zip').status).toBe(0)
  })

  it('refuses another principal, another namespace and another anchor', () => {
    const place = unpacked('wrong', files)
    expect(stockSignature(place, `aaaaaaaaaa@${entity.code}`).status).not.toBe(0)
    expect(stockSignature(place, entity.approver.certificate.principal).status).not.toBe(0)
    expect(stockSignature(place, report.manifest.signer, 'cofferdam-report').status).not.toBe(0)
    writeFileSync(join(place, 'anchor'), `${fixtureEntity('stranger').anchor}\n`)
    expect(stockSignature(place).status).not.toBe(0)
  })

  it('reads the certificate well', () => {
    const place = unpacked('listing', files)
    const shown = execFileSync('ssh-keygen', ['-L', '-f', join(place, `keys/${entity.site}.pub`)]).toString()
    const lines = shown.split('\n').map((line) => line.trim())
    expect(lines).toContain('Type: ssh-ed25519-cert-v01@openssh.com user certificate')
    expect(lines).toContain('Valid: forever')
    expect(lines).toContain(`Key ID: "${report.manifest.signer}"`)
    expect(lines).toContain('Serial: 7')
    expect(lines).toContain('Critical Options: (none)')
    expect(lines).toContain('Extensions: (none)')
    expect(lines.filter((line) => line.includes('@') && !line.includes(':'))).toEqual([report.manifest.signer])
    expect(shown).toContain(`Signing CA: ED25519 ${keyFingerprint(entity.entityKey, nodeHash)}`)
  })

  it('prints the same fingerprint, and check-novalidate names the site key', () => {
    const line = join(folder, 'key.pub')
    writeFileSync(line, `${publicKeyLine(entity.entityKey, 'entity')}\n`)
    expect(execFileSync('ssh-keygen', ['-l', '-f', line]).toString()).toContain(keyFingerprint(entity.entityKey, nodeHash))
    const place = unpacked('bare', files)
    const done = spawnSync('ssh-keygen', ['-Y', 'check-novalidate', '-n', 'cofferdam-package', '-s', 'SHA256SUMS.sig'], { cwd: place, input: Buffer.from(bytesOf(files, 'SHA256SUMS')) })
    expect(done.stdout.toString()).toContain(keyFingerprint(entity.keys.signer.certificate.publicKey, nodeHash))
  })

  it('checks keys.json.sig by the fingerprint of the entity', () => {
    const place = unpacked('keys', files)
    const done = spawnSync('ssh-keygen', ['-Y', 'check-novalidate', '-n', 'cofferdam-keys', '-s', 'keys/keys.json.sig'], { cwd: place, input: Buffer.from(bytesOf(files, 'keys/keys.json')) })
    expect(done.status).toBe(0)
    expect(done.stdout.toString()).toContain(keyFingerprint(entity.entityKey, nodeHash))
  })

  it('writes signatures that this code reads', () => {
    const key = join(folder, 'id')
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key])
    const message = utf8('a message of ssh-keygen')
    const signature = execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-f', key, '-n', 'cofferdam-receipt'], { input: Buffer.from(message), stdio: ['pipe', 'pipe', 'ignore'] }).toString()
    const parsed = parseSshsig(signature, nodeEd25519)
    expect(parsed.namespace).toBe('cofferdam-receipt')
    expect(sshsigHolds(parsed, nodeHash.sha512(message), nodeEd25519)).toBe(true)
    expect(sshsigHolds(parsed, nodeHash.sha512(utf8('another')), nodeEd25519)).toBe(false)
  })
})

describe.runIf(sha256sum)('sha256sum', () => {
  it('finds every file good', () => {
    const done = stockSums(unpacked('sums', files))
    expect(done.status).toBe(0)
    expect(done.stdout.toString().trim().split('\n')).toHaveLength(files.size - 2)
  })
})

describe.runIf(sshKeygen && sha256sum)('stock tools and our verifier', () => {
  it('agree on 40 packages with one changed or missing file', () => {
    const dice = new Dice(4)
    for (let i = 0; i < 40; i++) {
      const path = dice.pick([...files.keys()])
      const bytes = bytesOf(files, path).slice()
      const at = dice.roll(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.roll(8))
      const set = changed(files, { [path]: dice.roll(4) === 0 ? null : bytes })
      const place = unpacked(`tampered-${i}`, set)
      const stock = set.has('SHA256SUMS') && set.has('SHA256SUMS.sig') && stockSignature(place).status === 0 && stockSums(place).status === 0
      expect(stock, `${path} ${i}`).toBe(false)
    }
    expect(verifyBytes(zipBytes(report), trusting(entity.anchor)).code).toBe('genuine')
  })
})

describe.runIf(unzip)('unzip', () => {
  it('finds the zip sound and unpacks what was put in', () => {
    const path = join(folder, 'whole.zip')
    const { composed, chunks } = fixtureEvidence(entity, ['a.bin', 'b.log'])
    writeFileSync(path, zipBytes(composed, chunks))
    expect(spawnSync('unzip', ['-tq', path]).stdout.toString()).toContain('No errors detected')
    for (const [name, bytes] of fileSet(composed, chunks)) expect(new Uint8Array(execFileSync('unzip', ['-p', path, name]))).toEqual(bytes)
  })
})

describe('fixed bytes', () => {
  it('two compositions are byte-identical', () => {
    expect(zipBytes(fixtureReport(fixtureEntity()))).toEqual(zipBytes(report))
    expect(bytesFor('x')).toEqual(bytesFor('x'))
  })
})

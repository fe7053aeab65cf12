import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { nodeHash, nodeInflate } from '../../electron/core/crypto.ts'
import { memorySource } from '../../shared/package/byte-source.ts'
import { PackageFault, type PackageFaultCode } from '../../shared/package/fault.ts'
import { isGenuine, type Verdict } from '../../shared/package/verdict.ts'
import { readEntry, readZip } from '../../shared/package/zip-read.ts'
import { judgeTamperCase, tamperCases, type TamperCase } from '../package/tamper.ts'
import { verifyBytes } from '../support/package-fixtures.ts'
import { temporaryFolder } from '../support/store-fixture.ts'
import type { FaultRow } from './row.ts'

const sums = 'SHA256SUMS'

/** Where our verifier asks for more than ssh-keygen does; it may then refuse what the stock tool accepts, never the other way. */
const stricter: ReadonlySet<PackageFaultCode> = new Set(['signature-invalid', 'certificate-invalid'])

/** The same tampered packages as the row `package`, shown to the tools that a recipient already has. */
export const packageStockRow: FaultRow = {
  name: 'package-stock',
  property: 'tampered, revoked and replayed packages through ssh-keygen and sha256sum with the one-line anchor: what they refuse we refuse, and they accept every clean one',
  count: 300,
  cannot: () => missing('ssh-keygen', '-?') ?? missing('sha256sum', '--version'),
  run(count, seed, say) {
    const wrong: string[] = []
    const spoken = { good: 0, refused: 0, silent: 0, stricter: 0 }
    const folder = temporaryFolder()
    try {
      for (const tampered of tamperCases(seed, count)) {
        const fault = judgeTamperCase(tampered) ?? compare(tampered, join(folder.path, String(tampered.number)), spoken)
        if (fault !== null) wrong.push(fault)
      }
      if (count >= 20 && (spoken.good === 0 || spoken.refused === 0)) wrong.push('control: the stock tools accepted none or refused none, so nothing was compared')
    } finally {
      folder.remove()
    }
    say(`ssh-keygen said good ${String(spoken.good)} times, refused ${String(spoken.refused)}, could not be asked ${String(spoken.silent)}; ours alone refused ${String(spoken.stricter)}`)
    return Promise.resolve(wrong)
  },
}

/** Compares both answers about one package. @returns what does not fit, or `null`. */
function compare(tampered: TamperCase, folder: string, spoken: { good: number; refused: number; silent: number; stricter: number }): string | null {
  const name = `${tampered.kind} #${String(tampered.number)} (${tampered.what})`
  const verdict = verifyBytes(tampered.bytes, tampered.trust, tampered.now)
  const files = unpacked(tampered.bytes)
  const principal = files === null ? null : signerOf(files)
  if (files === null || principal === null || !files.has(sums) || !files.has(`${sums}.sig`) || tampered.trust.anchors.length === 0) {
    spoken.silent += 1
    return null
  }
  write(folder, files, tampered.trust.anchors)
  const signed = signatureHolds(folder, principal)
  const whole = signed && sumsHold(folder)
  spoken[signed ? 'good' : 'refused'] += 1
  // A revoked key and a replay are seen only by a verifier with the list and with memory: there the stock tool may say good.
  if (isGenuine(verdict.code) && !whole) return `${name}: we say ${verdict.code}, the stock tools do not`
  const ours = signatureVerdict(verdict)
  if (ours === null || ours.holds === signed) return null
  if (signed && ours.fault !== null && stricter.has(ours.fault)) {
    spoken.stricter += 1
    return null
  }
  return `${name}: ssh-keygen ${signed ? 'accepts' : 'refuses'} the signature, we say ${ours.fault ?? 'it holds'}`
}

/** What our verifier said about the signature over SHA256SUMS under the anchor; `null` where it did not get that far. */
function signatureVerdict({ checks }: Verdict): { holds: boolean; fault: PackageFaultCode | null } | null {
  const signature = checks.find(({ check, subject }) => check === 'signature' && subject === `${sums}.sig`)
  if (signature === undefined || signature.result === 'unchecked') return null
  if (signature.result !== 'ok') return { holds: false, fault: signature.fault }
  return { holds: checks.some(({ check, result }) => check === 'anchor' && result === 'ok'), fault: null }
}

/** The files of a package, or `null` where no ordinary program should unpack it. */
function unpacked(bytes: Uint8Array): Map<string, Uint8Array> | null {
  try {
    const zip = readZip(memorySource(bytes))
    return new Map([...zip.entries].map(([path, entry]) => [path, readEntry(zip, entry, 64 * 1024 * 1024, { hash: nodeHash, inflate: nodeInflate })]))
  } catch (error) {
    if (error instanceof PackageFault) return null
    throw error
  }
}

function signerOf(files: ReadonlyMap<string, Uint8Array>): string | null {
  try {
    const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json'))) as { signer?: unknown }
    return typeof manifest.signer === 'string' && manifest.signer !== '' ? manifest.signer : null
  } catch {
    return null
  }
}

function write(folder: string, files: ReadonlyMap<string, Uint8Array>, anchors: readonly string[]): void {
  mkdirSync(folder)
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  writeFileSync(join(folder, 'anchor'), `${anchors.join('\n')}\n`)
}

function signatureHolds(folder: string, principal: string): boolean {
  const input = readFileSync(join(folder, sums))
  return spawnSync('ssh-keygen', ['-Y', 'verify', '-f', 'anchor', '-I', principal, '-n', 'cofferdam-package', '-s', `${sums}.sig`], { cwd: folder, input }).status === 0
}

function sumsHold(folder: string): boolean {
  return spawnSync('sha256sum', ['--strict', '-c', sums], { cwd: folder }).status === 0
}

function missing(program: string, probe: string): string | null {
  return spawnSync(program, [probe]).error === undefined ? null : `no ${program} here`
}

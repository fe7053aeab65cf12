import { describe, expect, it } from 'vitest'
import { auditExcerptText, followAuditExcerpt } from './audit-excerpt.ts'
import { nodeHash } from '../../electron/core/crypto.ts'
import { bytesFor, composePorts, fixtureEntity, fixtureEvidence, fixtureRenderings, fixtureReport, fixtureStatement, idFor, receivedFrom, releasedAt, trusting, verifiedAt, verifyBytes, verifyPorts, zipBytes } from '../../test/support/package-fixtures.ts'
import { bytesOf, changed, fileSet, fullReport, hex, jsonOf, originalZip } from '../../test/package/tamper-world.ts'
import { linkHash, originHash, rowHash } from '../audit/chain.ts'
import { memorySource } from './byte-source.ts'
import { concatBytes, toHex, utf8 } from './bytes.ts'
import { canonicalBytes } from './canonical-json.ts'
import { composeHead, composeReportPackage, contentOf, sealPackage, signReport } from './compose.ts'
import { PackageFault } from './fault.ts'
import { keyCard } from './key-card.ts'
import { keysJsonText, parseKeysJson } from './keys-json.ts'
import { manifestBytes, parseManifest } from './manifest.ts'
import { parseReceipt, receiptBytes } from './receipt.ts'
import { parseCanonical } from './strict-json.ts'
import { isGenuine, remember, verdictCodes, verdictSchema } from './verdict.ts'
import { verifyPackage } from './verify.ts'
import { verifyZipSignature } from './verify-zip-signature.ts'
import { hashZip, zipChunks } from './zip-write.ts'

const entity = fixtureEntity()
const trust = trusting(entity.anchor)
const report = fixtureReport(entity)
const bytes = zipBytes(report)
const files = fileSet(report)

describe('composing', () => {
  it('gives exactly these files, and a manifest and sums that list them', () => {
    expect([...files.keys()]).toEqual(['README.txt', 'SHA256SUMS', 'SHA256SUMS.sig', 'keys/allowed_signers', `keys/${entity.site}.pub`, 'keys/keys.json', 'keys/keys.json.sig', 'manifest.json', 'report.html', 'report.json', 'report.json.sig', 'report.pdf'])
    const manifest = parseManifest(bytesOf(files, 'manifest.json')).known
    expect(manifest).toEqual(report.manifest)
    expect(manifest?.files.map((file) => file.path)).toEqual([...files.keys()].filter((path) => path !== 'manifest.json' && !path.startsWith('SHA256SUMS')))
    expect(report.sums).toBe(hex(bytesOf(files, 'SHA256SUMS')))
    expect(report.zip).toMatchObject({ size: bytes.length, sha256: hex(bytes) })
    for (const file of report.files) expect([file.size, file.sha256, file.crc32]).toEqual([files.get(file.path)?.length, hex(bytesOf(files, file.path)), nodeHash.crc32(bytesOf(files, file.path))])
  })

  it('is the same every time, and other for any other input', () => {
    expect(fixtureReport(fixtureEntity()).zip).toEqual(report.zip)
    expect(fixtureReport(entity, { tlp: 'green' }).zip.sha256).not.toBe(report.zip.sha256)
  })

  it('signs report.json before the package is made, and the same way in it', () => {
    const { json } = fixtureRenderings(entity, fixtureStatement(entity))
    expect(utf8(signReport(json, entity.keys, composePorts))).toEqual(bytesOf(files, 'report.json.sig'))
  })

  it('refuses a report.json that says something else than the release', () => {
    const statement = fixtureStatement(entity)
    const renderings = fixtureRenderings(entity, { ...statement, version: 2 })
    expect(() => composeReportPackage({ statement, report: renderings, keys: entity.keys }, composePorts)).toThrow(RangeError)
    const spaced = { ...fixtureRenderings(entity, statement), json: utf8(' {}') }
    expect(() => composeReportPackage({ statement, report: spaced, keys: entity.keys }, composePorts)).toThrow(PackageFault)
    expect(composeHead('report', statement, entity.keys.signer.certificate)).toMatchObject({ v: 1, signer: `${entity.site}@${entity.code}` })
  })

  it('composes evidence without touching attachments, and fixes the zip from their digests', () => {
    const { composed, chunks } = fixtureEvidence(entity)
    expect(composed.files.filter((file) => file.file !== null).map((file) => file.path)).toEqual(['attachments/0001_Alarmliste_Suedwerk.csv', 'attachments/0002_dump.bin'])
    const content = contentOf(composed, chunks)
    const sealed = sealPackage(composed, hashZip(composed.plan, content, nodeHash), entity.keys, composePorts)
    const zip = concatBytes(...zipChunks(sealed.plan, content))
    expect(sealed.zip.sha256).toBe(hex(zip))
    expect(verifyZipSignature(memorySource(zip), sealed.zip.signature, [entity.anchor], verifyPorts).code).toBe('genuine')
    expect(sealed.name).toMatch(/_evidence_bsi_v1$/)
  })

  it('writes README.txt in both languages with the exact commands, and says what sums cannot do', () => {
    const readme = new TextDecoder().decode(bytesOf(files, 'README.txt'))
    const command = `ssh-keygen -Y verify -f anchor -I ${report.manifest.signer} -n cofferdam-package -s SHA256SUMS.sig < SHA256SUMS`
    expect(readme.split(command)).toHaveLength(7)
    for (const text of ['sha256sum --strict -c SHA256SUMS', 'certutil -hashfile report.pdf SHA256', 'Sums alone prove no origin', 'Summen allein beweisen keine Herkunft', 'check-novalidate', 'Frühwarnung', 'early warning']) expect(readme).toContain(text)
    expect(readme).not.toContain('ÜBUNG')
    const exercise = fileSet(fixtureReport(entity, { kind: 'exercise', language: 'en' }))
    expect(new TextDecoder().decode(bytesOf(exercise, 'README.txt'))).toMatch(/^EXERCISE/)
    expect(new TextDecoder().decode(bytesOf(exercise, 'README.txt'))).not.toContain('Standort')
  })
})

describe('verifying', () => {
  it('finds a package genuine, file by file, and says who, what and whom', () => {
    const verdict = verifyBytes(bytes, trust)
    expect(verdict).toMatchObject({ code: 'genuine', kind: 'real', fault: null, sums: report.sums, head: { incident: { number: 'INC-7' }, recipient: { label: 'bsi' } } })
    expect(verdict.checks.filter((check) => check.check === 'file').map((check) => check.subject)).toEqual(['SHA256SUMS', ...[...files.keys()].filter((path) => !path.startsWith('SHA256SUMS'))])
    expect(verdict.checks.every((check) => check.result === 'ok')).toBe(true)
    expect(verdict.findings).toEqual([{ code: 'no-memory', count: null }])
    expect(verdictSchema.parse(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict)
  })

  it('says exercise and demo and is genuine all the same', () => {
    for (const kind of ['exercise', 'demo'] as const) {
      const verdict = verifyBytes(zipBytes(fixtureReport(entity, { kind })), trust)
      expect([verdict.kind, verdict.code, isGenuine(verdict.code)]).toEqual([kind, 'genuine', true])
    }
  })

  it('shows nothing of a rebuilt file but what report.json says', () => {
    const manifest = { ...jsonOf(files, 'manifest.json'), tlp: 'clear', supersedes: null, audit: { sequence: 1, head: '00'.repeat(32) } }
    const rebuilt = originalZip(changed(files, { 'manifest.json': canonicalBytes(manifest), SHA256SUMS: null, 'SHA256SUMS.sig': null, 'report.pdf': utf8('another sheet') }))
    const verdict = verifyBytes(rebuilt, trust)
    expect(verdict).toMatchObject({ code: 'rebuilt', sums: null, received: { sums: null, previous: null } })
    expect(verdict.head).toEqual(verifyBytes(bytes, trust).head)
    expect(verdict.checks.filter((check) => check.result === 'unchecked').map((check) => check.subject)).toContain('report.pdf')
  })

  it('names which file was sanitised or got lost', () => {
    const verdict = verifyBytes(originalZip(changed(files, { 'report.pdf': utf8('cleaned'), 'report.html': null })), trust)
    expect(verdict.code).toBe('rebuilt')
    expect(verdict.checks.filter((check) => check.result === 'changed').map((check) => check.subject)).toEqual(['report.html', 'report.pdf'])
  })

  it('shows the fingerprints of a stranger for comparing with a key card', () => {
    const stranger = fixtureEntity('stranger')
    const verdict = verifyBytes(zipBytes(fixtureReport(stranger)), trust)
    const card = keyCard({ code: stranger.code, publicKey: stranger.entityKey }, [{ code: stranger.site, name: 'Wasserwerk', publicKey: stranger.keys.signer.certificate.publicKey }], nodeHash)
    expect(verdict.code).toBe('unknown-signer')
    expect(verdict.signer).toEqual({ principal: card.sites[0]?.principal, fingerprint: card.sites[0]?.fingerprint, entityFingerprint: card.entityFingerprint })
    expect(card.anchor).toBe(stranger.anchor)
    expect(verdict.received).toBeNull()
  })

  it('proves approvals and the audit excerpt', () => {
    const verdict = verifyBytes(zipBytes(fullReport(entity)), trust)
    expect(verdict.code).toBe('genuine')
    expect(verdict.checks.filter((check) => check.check === 'approval' || check.check === 'audit').map((check) => check.result)).toEqual(['ok', 'ok'])
  })

  it('notices a renamed file and a clock that did not fit', () => {
    const named = (fileName: string, zip = bytes) => verifyBytes(zip, { ...trust, fileName }).findings.map((finding) => finding.code)
    expect(named(`${report.name}.zip`)).toEqual(['no-memory'])
    expect(named('download(1).zip')).toEqual(['no-memory', 'file-renamed'])
    const suspect = fixtureReport(entity, { clock: { state: 'suspect', difference: null } })
    expect(named(`${suspect.name}.zip`, zipBytes(suspect))).toEqual(['no-memory', 'clock-suspect'])
  })

  it('lets errors of the disk and of cancelling pass, and refuses anchors that are none', () => {
    const broken = { size: 1000, read: () => { throw new Error('EIO') } }
    expect(() => verifyPackage(broken, trust, verifiedAt, verifyPorts)).toThrow('EIO')
    const cancel = () => { throw new Error('cancelled') }
    expect(() => verifyPackage(memorySource(bytes), trust, verifiedAt, verifyPorts, cancel)).toThrow('cancelled')
    expect(() => verifyBytes(bytes, trusting('ssh-ed25519 AAAA'))).toThrow(PackageFault)
  })

  it('orders the verdicts from best to worst', () => {
    expect(verdictCodes).toEqual(['genuine', 'genuine-replaced', 'genuine-key-expired', 'rebuilt', 'content-unknown', 'unknown-signer', 'not-genuine'])
    expect(verdictCodes.filter(isGenuine)).toEqual(['genuine', 'genuine-replaced', 'genuine-key-expired'])
  })
})

describe('memory', () => {
  const second = fixtureReport(entity, { version: 2, sequence: 2, previous: report.sums, supersedes: { version: 1, sums: report.sums } })
  const fourth = fixtureReport(entity, { stage: 'final', sequence: 4, previous: 'aa'.repeat(32) })
  const codes = (zip: Uint8Array, memory: ReturnType<typeof remember>) => {
    const verdict = verifyBytes(zip, { ...trust, received: memory === null ? [] : [memory] })
    return [verdict.code, ...verdict.findings.map((finding) => `${finding.code}${finding.count === null ? '' : ` ${finding.count}`}`)]
  }
  const learn = (...zips: Uint8Array[]) => zips.reduce((memory, zip) => remember(memory, verifyBytes(zip, { ...trust, received: memory === null ? [] : [memory] })), null as ReturnType<typeof remember>)

  it('tells first, again, next, late, gap and replaced', () => {
    expect(codes(bytes, null)).toEqual(['genuine'])
    expect(codes(bytes, learn(bytes))).toEqual(['genuine', 'already-received'])
    expect(codes(zipBytes(second), learn(bytes))).toEqual(['genuine'])
    expect(codes(zipBytes(fourth), learn(bytes))).toEqual(['genuine', 'gap 2'])
    expect(codes(zipBytes(second), learn(bytes, zipBytes(fourth)))).toEqual(['genuine', 'out-of-order'])
    expect(codes(bytes, learn(bytes, zipBytes(second)))).toEqual(['genuine-replaced', 'already-received'])
    expect(verifyBytes(bytes, { ...trust, received: [learn(zipBytes(second)) ?? { v: 1, entity: entity.code, keys: null, packages: [] }] }).replacedBy).toBe(2)
  })

  it('tells a record continued from a backup from one that does not explain itself', () => {
    const restored = (parent: string | null) => zipBytes(fixtureReport(entity, { version: 2, line: 'bbbbbbbbbbbbbbbb', parent: parent === null ? null : { line: parent, sequence: 40, head: '00'.repeat(32) } }))
    expect(codes(restored('00112233445566aa'), learn(bytes))).toEqual(['genuine', 'continued-from-backup'])
    expect(codes(restored('cccccccccccccccc'), learn(bytes))).toEqual(['genuine', 'other-line'])
    expect(codes(restored(null), learn(bytes))).toEqual(['genuine', 'other-line'])
    expect(codes(bytes, learn(restored('00112233445566aa')))).toEqual(['genuine-replaced', 'out-of-order'])
  })

  it('keeps each package once and the highest list of keys', () => {
    const memory = learn(bytes, bytes, zipBytes(second))
    expect(memory?.packages.map((one) => one.sequence)).toEqual([1, 2])
    expect(memory?.keys?.number).toBe(3)
    const older = fixtureEntity('waterworks', (keys) => ({ ...keys, number: 2 }))
    expect(remember(memory, verifyBytes(zipBytes(fixtureReport(older, { sequence: 3, previous: second.sums, stage: 'final' })), trust))?.keys?.number).toBe(3)
    expect(remember(null, verifyBytes(new Uint8Array(3), trust))).toBeNull()
  })

  it('learns the hash of a rebuilt package when the original arrives', () => {
    const rebuilt = originalZip(changed(files, { SHA256SUMS: null, 'SHA256SUMS.sig': null }))
    expect(learn(rebuilt)?.packages[0]?.sums).toBeNull()
    expect(learn(rebuilt, bytes)?.packages.map((one) => one.sums)).toEqual([report.sums])
    expect(learn(bytes, rebuilt)?.packages.map((one) => one.sums)).toEqual([report.sums])
  })

  it('compares with one earlier package, and says when that is about something else', () => {
    const other = fixtureReport(entity, { incident: { id: idFor('other incident'), number: 'INC-8' } })
    const after = (zip: Uint8Array) => receivedFrom(zip, trust)
    expect(verifyBytes(bytes, { ...trust, after: after(zipBytes(other)) })).toMatchObject({ code: 'genuine', findings: [{ code: 'after-unrelated', count: null }] })
    expect(verifyBytes(bytes, { ...trust, after: after(zipBytes(second)) })).toMatchObject({ code: 'not-genuine', fault: { code: 'replayed' } })
  })
})

describe('the signature beside the zip', () => {
  const judge = (signature: string, anchors = [entity.anchor], zip = bytes) => verifyZipSignature(memorySource(zip), signature, anchors, verifyPorts)

  it('holds for the zip and nothing else', () => {
    expect(judge(report.zip.signature)).toMatchObject({ code: 'genuine', principal: report.manifest.signer, fault: null })
    expect(judge(report.zip.signature, [])).toMatchObject({ code: 'unknown-signer' })
    expect(judge(report.zip.signature, [entity.anchor], bytes.slice(1))).toMatchObject({ code: 'not-genuine', fault: 'signature-wrong' })
    expect(judge(new TextDecoder().decode(bytesOf(files, 'SHA256SUMS.sig')))).toMatchObject({ fault: 'namespace-wrong' })
    expect(judge('')).toMatchObject({ fault: 'signature-invalid' })
    expect(judge(new TextDecoder().decode(bytesOf(files, 'keys/keys.json.sig')))).toMatchObject({ code: 'not-genuine' })
  })
})

describe('JSON files', () => {
  it('keys.json comes back and refuses other entities and shapes', () => {
    expect(parseKeysJson(utf8(keysJsonText(entity.keysJson)))).toEqual(entity.keysJson)
    expect(() => keysJsonText({ ...entity.keysJson, number: 0 })).toThrow()
    for (const change of [{ v: 2 }, { entity: 'aaaaaaaaaa' }, { number: 0 }, { extra: 1 }]) expect(() => parseKeysJson(canonicalBytes({ ...entity.keysJson, ...change }))).toThrow(PackageFault)
  })

  it('a manifest must agree with itself', () => {
    const good = report.manifest
    expect(() => parseManifest(manifestBytes(good))).not.toThrow()
    const changes = [{ sequence: 2 }, { previous: 'aa'.repeat(32) }, { signer: `aaaaaaaaaa@${entity.code}` }, { stage: 'evidence' }, { supersedes: { version: 1, sums: 'aa'.repeat(32) } }]
    for (const change of changes) expect(() => parseManifest(canonicalBytes({ ...good, ...change })), JSON.stringify(change)).toThrow(new PackageFault('manifest-invalid', 'manifest.json'))
    expect(parseManifest(canonicalBytes({ ...good, content: 'course', anything: [1] })).known).toBeNull()
  })

  it('only canonical JSON is read', () => {
    for (const text of ['{"a":1, "b":2}', '{"b":1,"a":2}', '{"a":1,"a":1}', '1.0', '\ufeff1', '"\\u0041"', '']) expect(() => parseCanonical(utf8(text), 'x')).toThrow(PackageFault)
    expect(parseCanonical(utf8('{"a":[1,"ü"]}'), 'x')).toEqual({ a: [1, 'ü'] })
    const deep = (depth: number) => utf8('['.repeat(depth) + ']'.repeat(depth))
    expect(() => parseCanonical(deep(64), 'x')).not.toThrow()
    expect(() => parseCanonical(deep(65), 'x')).toThrow(PackageFault)
    expect(() => parseCanonical(utf8(`"${'['.repeat(100)}"`), 'x')).not.toThrow()
  })

  it('a receipt comes back', () => {
    const receipt = { v: 1, content: 'receipt', name: report.name, sums: report.sums, verdict: 'genuine', receivedAt: releasedAt, zone: 'Europe/Berlin', receivedBy: 'A. Meyer', reference: '', note: '' } as const
    expect(parseReceipt(receiptBytes(receipt))).toEqual(receipt)
    expect(() => parseReceipt(utf8('{}'))).toThrow(PackageFault)
  })

  it('an audit excerpt leads from head to head by the rules of the chain', () => {
    const start = originHash(nodeHash, idFor('store'))
    const row = JSON.stringify({ line: '00112233445566aa', seq: 1, v: 1 })
    const hidden = bytesFor('hidden row')
    const text = auditExcerptText('00112233445566aa', { sequence: 0, head: toHex(start) }, [{ sequence: 1, rowText: row }, { sequence: 2, rowHash: toHex(hidden) }])
    const first = linkHash(nodeHash, 1, start, rowHash(nodeHash, row))
    expect(followAuditExcerpt(utf8(text), nodeHash)).toMatchObject({ sequence: 2, head: toHex(linkHash(nodeHash, 2, first, hidden)) })
    for (const bad of ['', 'x\n', text.trimEnd(), text.replace('"seq":2', '"seq":3'), `${text}\n`]) expect(() => followAuditExcerpt(utf8(bad), nodeHash)).toThrow(PackageFault)
    // A row that says another sequence than its place.
    const moved = auditExcerptText('00112233445566aa', { sequence: 4, head: toHex(start) }, [{ sequence: 5, rowText: row }])
    expect(() => followAuditExcerpt(utf8(moved), nodeHash)).toThrow(PackageFault)
  })
})

import { utf8 } from '../../shared/package/bytes.ts'
import { canonicalBytes } from '../../shared/package/canonical-json.ts'
import type { JsonValue } from '../../shared/package/canonical-json.ts'
import type { PackageFaultCode } from '../../shared/package/fault.ts'
import { namespaces, signSshsig } from '../../shared/package/sshsig.ts'
import type { SshSigner } from '../../shared/package/sshsig.ts'
import { bytesFor, certified, codeFor, composePorts, fixtureEntity, listed, signedKeys, trusting } from '../support/package-fixtures.ts'
import type { Dice } from './dice.ts'
import { forgeCertificate } from './forged-certificate.ts'
import type { CertificateWish } from './forged-certificate.ts'
import { forgeSignature } from './forged-signature.ts'
import type { SignatureWish } from './forged-signature.ts'
import type { Tampering } from './tampering.ts'
import { bytesOf, changed, hex, jsonOf, originalZip, resealed, restated } from './tamper-world.ts'
import type { FileSet, TamperWorld } from './tamper-world.ts'

const sealFile = 'SHA256SUMS.sig'

/** Puts a signature over SHA256SUMS that anybody could make. */
function withSeal(files: FileSet, signature: string): Uint8Array {
  return originalZip(changed(files, { [sealFile]: utf8(signature) }))
}

/** Another key signs, or another entity vouches. */
export function otherKey({ entity, files, stranger }: TamperWorld, dice: Dice): Tampering {
  const { certificate } = entity.keys.signer
  const attacker = bytesFor(`attacker ${dice.roll(1000)}`)
  const sums = bytesOf(files, 'SHA256SUMS')
  const sign = (signer: SshSigner) => withSeal(files, signSshsig(sums, 'cofferdam-package', signer, composePorts))
  const list: readonly [string, () => Uint8Array, PackageFaultCode][] = [
    ['other key under the true certificate', () => sign({ seed: attacker, certificate }), 'signature-wrong'],
    ['a bare key', () => sign({ seed: attacker }), 'certificate-missing'],
    ["the signer's bare key", () => sign({ seed: entity.keys.signer.seed }), 'certificate-missing'],
    ['the entity key itself', () => sign({ seed: entity.entitySeed }), 'certificate-missing'],
    ["an impostor's own authority", () => originalZip(resealed(files, certified('impostor', certificate.principal, bytesFor('impostor authority')))), 'certificate-not-by-anchor'],
    ['a known entity vouches for another', () => originalZip(resealed(files, certified('stranger site seed', certificate.principal, stranger.entitySeed))), 'certificate-not-by-anchor'],
    ["the approver's key", () => originalZip(resealed(files, entity.approver)), 'principal-wrong'],
  ]
  const [what, make, fault] = dice.turn(list)
  return { what, bytes: make(), trust: trusting(entity.anchor, stranger.anchor), expected: 'not-genuine', fault }
}

const badCertificates: readonly [string, CertificateWish][] = [
  ['host certificate', { type: 2 }],
  ['unknown type', { type: 0 }],
  ['no principal', { principals: [] }],
  ['an expiry', { before: 4_000_000_000n }],
  ['a beginning', { after: 1n }],
  ['critical option', { criticalOptions: Uint8Array.of(0, 0, 0, 1, 120, 0, 0, 0, 0) }],
  ['extension', { extensions: Uint8Array.of(0, 0, 0, 1, 120, 0, 0, 0, 0) }],
  ['reserved field', { reserved: Uint8Array.of(0) }],
  ['short nonce', { nonce: new Uint8Array(4) }],
  ['signed by another key', { signedBy: bytesFor('nobody') }],
  ['trailing byte', { trailing: Uint8Array.of(0) }],
]

/** A certificate of the right authority that version 1 does not allow, or that is for somebody else. */
export function otherCertificate({ entity, files }: TamperWorld, dice: Dice): Tampering {
  const { seed, certificate } = entity.keys.signer
  const wishes: readonly [string, CertificateWish][] = [...badCertificates, ['two principals', { principals: [certificate.principal, 'aaaaaaaaaa@bbbbbbbbbb'] }], ['wildcard', { principals: ['*'] }]]
  const trust = trusting(entity.anchor)
  const forge = (wish?: CertificateWish): SshSigner => ({ seed, certificate: forgeCertificate(entity.entitySeed, certificate.publicKey, certificate.principal, wish) })
  const list: readonly [string, () => SshSigner, PackageFaultCode][] = [
    ["another site's certificate", () => certified('second site', `${codeFor('second site')}@${entity.code}`, entity.entitySeed), 'principal-wrong'],
    ['a new key for the same site, not in keys.json', () => certified('unlisted', certificate.principal, entity.entitySeed), 'key-not-listed'],
    ['a second certificate of the same key', () => forge(), 'key-copy-differs'],
    ...wishes.map(([what, wish]): [string, () => SshSigner, PackageFaultCode] => [what, () => forge(wish), 'certificate-invalid']),
  ]
  const [what, makeSigner, fault] = dice.turn(list)
  return { what, bytes: originalZip(resealed(files, makeSigner())), trust, expected: 'not-genuine', fault }
}

/** A true signature made for another purpose. */
export function otherNamespace({ entity, files }: TamperWorld, dice: Dice): Tampering {
  const subject = dice.pick([sealFile, 'report.json.sig', 'keys/keys.json.sig'])
  const right = { [sealFile]: 'cofferdam-package', 'report.json.sig': 'cofferdam-report', 'keys/keys.json.sig': 'cofferdam-keys' }[subject]
  const namespace = dice.pick([...namespaces.filter((name) => name !== right), 'git', 'file', 'cofferdam-package '])
  const signer: SshSigner = subject === 'keys/keys.json.sig' ? { seed: entity.entitySeed } : entity.keys.signer
  const signature = utf8(forgeSignature(bytesOf(files, subject === sealFile ? 'SHA256SUMS' : subject.slice(0, -4)), namespace, signer))
  const edited = changed(files, { [subject]: signature })
  const bytes = originalZip(subject === sealFile ? edited : resealed(restated(edited), entity.keys.signer))
  return { what: `${subject} under ${namespace}`, bytes, trust: trusting(entity.anchor), expected: 'not-genuine', fault: 'namespace-wrong' }
}

const oddForms: readonly [string, SignatureWish][] = [
  ['version 2', { version: 2 }],
  ['version 0', { version: 0 }],
  ['reserved field', { reserved: 'x' }],
  ['SHA-256', { algorithm: 'sha256' }],
  ['trailing byte', { trailing: Uint8Array.of(0) }],
  ['76 columns', { columns: 76 }],
  ['CR LF', { lineEnd: '\r\n' }],
  ['text in front', { before: 'hello\n' }],
]

/** A signature that holds, in a form that version 1 does not allow. */
export function oddSignature({ entity, files }: TamperWorld, dice: Dice): Tampering {
  const [what, wish] = dice.turn(oddForms)
  const subject = dice.pick([sealFile, 'report.json.sig'])
  const namespace = subject === sealFile ? 'cofferdam-package' : 'cofferdam-report'
  const message = bytesOf(files, subject === sealFile ? 'SHA256SUMS' : 'report.json')
  const edited = changed(files, { [subject]: utf8(forgeSignature(message, namespace, entity.keys.signer, wish)) })
  const bytes = originalZip(subject === sealFile ? edited : resealed(restated(edited), entity.keys.signer))
  return { what: `${subject}: ${what}`, bytes, trust: trusting(entity.anchor), expected: 'not-genuine', fault: 'signature-invalid' }
}

/** What a dishonest or broken sender could sign: approvals, audit excerpts, attachments and key copies that do not hold. */
export function spoiledExtras({ entity, full, evidence }: TamperWorld, dice: Dice): Tampering {
  const { keys, approver } = entity
  const approval = `approvals/${approver.certificate.principal.split('@')[0] ?? ''}.json`
  const reseal = (files: FileSet) => originalZip(resealed(restated(files), keys.signer))
  const approve = (statement: Uint8Array, signer: SshSigner) => reseal(changed(full, { [approval]: statement, [`${approval}.sig`]: utf8(signSshsig(statement, 'cofferdam-approve', signer, composePorts)) }))
  const audit = new TextDecoder().decode(bytesOf(full, 'audit.jsonl'))
  const attachment = [...evidence.keys()].find((path) => path.startsWith('attachments/')) ?? ''
  const list: readonly [string, () => Uint8Array, PackageFaultCode][] = [
    ['approval of another report', () => approve(canonicalBytes({ v: 1, reportSha256: '00'.repeat(32) }), approver), 'approval-invalid'],
    ['approval by the site key', () => approve(bytesOf(full, approval), keys.signer), 'approval-invalid'],
    ['approval by a stranger', () => approve(bytesOf(full, approval), fixtureEntity('stranger').approver), 'approval-invalid'],
    ['approval by the site key under a certificate of the approver, listed', () => {
      const disguised = { seed: keys.signer.seed, certificate: forgeCertificate(entity.entitySeed, keys.signer.certificate.publicKey, approver.certificate.principal) }
      const list = signedKeys({ ...entity.keysJson, keys: [...entity.keysJson.keys, listed(disguised, 'approve')] }, entity.entitySeed)
      const statement = bytesOf(full, approval)
      const signature = utf8(signSshsig(statement, 'cofferdam-approve', disguised, composePorts))
      return reseal(changed(full, { ...keysFiles(list), [`${approval}.sig`]: signature }))
    }, 'approval-invalid'],
    ['report.json signed under a second certificate', () => reseal(changed(full, { 'report.json.sig': utf8(signSshsig(bytesOf(full, 'report.json'), 'cofferdam-report', { seed: keys.signer.seed, certificate: forgeCertificate(entity.entitySeed, keys.signer.certificate.publicKey, keys.signer.certificate.principal) }, composePorts)) })), 'principal-wrong'],
    ['approval without signature', () => reseal(changed(full, { [`${approval}.sig`]: null })), 'approval-invalid'],
    ['signature without approval', () => reseal(changed(full, { [approval]: null })), 'approval-invalid'],
    ['audit row edited', () => reseal(changed(full, { 'audit.jsonl': utf8(audit.replace('"bodyHash":"00', '"bodyHash":"01')) })), 'audit-broken'],
    ['audit row left out', () => reseal(changed(full, { 'audit.jsonl': utf8(audit.split('\n').toSpliced(1, 1).join('\n')) })), 'audit-broken'],
    ['audit cut short', () => reseal(changed(full, { 'audit.jsonl': utf8(`${audit.split('\n').slice(0, -2).join('\n')}\n`) })), 'audit-broken'],
    ['attachment swapped', () => reseal(changed(evidence, { [attachment]: utf8('other') })), 'attachment-differs'],
    ['attachment missing', () => reseal(changed(evidence, { [attachment]: null })), 'attachment-differs'],
    ['attachment not in the index', () => reseal(changed(evidence, { 'attachments/0099_x': utf8('x') })), 'attachment-differs'],
    ['copy of the anchor', () => reseal(changed(full, { 'keys/allowed_signers': utf8(`${fixtureEntity('stranger').anchor}\n`) })), 'key-copy-differs'],
    ['a second anchor', () => reseal(changed(full, { 'keys/allowed_signers': utf8(`${entity.anchor}\n${fixtureEntity('stranger').anchor}\n`) })), 'key-copy-differs'],
    ['the anchor twice', () => reseal(changed(full, { 'keys/allowed_signers': utf8(`${entity.anchor}\n${entity.anchor}\n`) })), 'key-copy-differs'],
    ['keys.json for another entity by the same key', () => reseal(changed(full, keysFiles(signedKeys({ ...entity.keysJson, entity: 'aaaaaaaaaa', keys: [] }, entity.entitySeed)))), 'keys-invalid'],
    ['a file listed twice in the manifest', () => manifestFiles(full, keys.signer, (list) => [...list, ...list.slice(0, 1)]), 'manifest-differs'],
    ['a file too many in the manifest', () => manifestFiles(full, keys.signer, (list) => [...list, { ...list[0], path: 'other.txt' }]), 'manifest-differs'],
    ['a wrong hash in the manifest', () => manifestFiles(full, keys.signer, (list) => list.with(1, { ...list[1], sha256: '00'.repeat(32) })), 'manifest-differs'],
    ['a wrong size in the manifest', () => manifestFiles(full, keys.signer, (list) => list.with(1, { ...list[1], size: 1 })), 'manifest-differs'],
    ['keys.json of another entity', () => reseal(changed(full, keysFiles(fixtureEntity('stranger').keys))), 'keys-not-by-entity'],
    ['keys.json signed by the site', () => reseal(changed(full, { 'keys/keys.json.sig': utf8(signSshsig(bytesOf(full, 'keys/keys.json'), 'cofferdam-keys', { seed: keys.signer.seed }, composePorts)) })), 'keys-not-by-entity'],
    ['keys.json edited', () => reseal(changed(full, { 'keys/keys.json': canonicalBytes({ ...jsonOf(full, 'keys/keys.json'), number: 9 }) })), 'signature-wrong'],
    ['keys.json with another use', () => reseal(changed(full, keysFiles(signedKeys({ ...entity.keysJson, keys: [listed(keys.signer, 'statement')] }, entity.entitySeed)))), 'key-use-wrong'],
    ['SHA256SUMS unsorted, signed', () => sums(full, keys.signer, (lines) => lines.reverse()), 'sums-invalid'],
    ['SHA256SUMS with CR LF, signed', () => sums(full, keys.signer, (lines) => lines.map((line) => `${line}\r`)), 'sums-invalid'],
    ['SHA256SUMS with a binary mark, signed', () => sums(full, keys.signer, (lines) => lines.map((line) => line.replace('  ', ' *'))), 'sums-invalid'],
    ['SHA256SUMS with one line less, signed', () => sums(full, keys.signer, (lines) => lines.filter((line) => !line.endsWith(' report.json'))), 'sums-incomplete'],
    ['SHA256SUMS with a path outside, signed', () => sums(full, keys.signer, (lines) => [`${hex(utf8('x'))}  ../x`, ...lines]), 'sums-invalid'],
  ]
  const [what, make, fault] = dice.turn(list)
  return { what, bytes: make(), trust: trusting(entity.anchor), expected: 'not-genuine', fault }
}

function manifestFiles(files: FileSet, signer: SshSigner, edit: (list: Record<string, JsonValue>[]) => Record<string, JsonValue>[]): Uint8Array {
  return originalZip(resealed(restated(files, (manifest) => ({ ...manifest, files: edit(manifest['files'] as Record<string, JsonValue>[]) })), signer))
}

function keysFiles(keys: { readonly keysJson: string; readonly keysSignature: string }): Record<string, Uint8Array> {
  return { 'keys/keys.json': utf8(keys.keysJson), 'keys/keys.json.sig': utf8(keys.keysSignature) }
}

function sums(files: FileSet, signer: SshSigner, edit: (lines: string[]) => string[]): Uint8Array {
  const lines = new TextDecoder().decode(bytesOf(files, 'SHA256SUMS')).trimEnd().split('\n')
  const text = utf8(`${edit(lines).join('\n')}\n`)
  return originalZip(changed(files, { SHA256SUMS: text, [sealFile]: utf8(signSshsig(text, 'cofferdam-package', signer, composePorts)) }))
}

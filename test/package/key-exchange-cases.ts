import { readKeyCertificate, keyCertificateFiles, type ReadKeyCertificate } from '../../shared/package/key-certificate.ts'
import { PackageFault, type PackageFaultCode } from '../../shared/package/fault.ts'
import { completeKeyChange, pathOf, readKeyChange, signHalfKeyChange, type HalfKeyChange } from '../../shared/package/key-change.ts'
import { keyFileBytes, readKeyBytes, type KeyFiles } from '../../shared/package/key-file.ts'
import { keyOfLine, keyRequestFiles, readKeyRequest, type KeyRequest, type ReadKeyRequest } from '../../shared/package/key-request.ts'
import { toHex, utf8 } from '../../shared/package/bytes.ts'
import { canonicalJson, type JsonValue } from '../../shared/package/canonical-json.ts'
import { listedKey } from '../../shared/package/issued-keys.ts'
import { keysJsonText, type KeysJson } from '../../shared/package/keys-json.ts'
import { certificateLine, issueCertificate } from '../../shared/package/ssh-certificate.ts'
import { publicKeyLine } from '../../shared/package/ssh-key.ts'
import { signSshsig, type Namespace } from '../../shared/package/sshsig.ts'
import { nodeEd25519, nodeHash } from '../../electron/core/crypto.ts'
import { bytesFor, codeFor, composePorts, fixedRandom, idFor, releasedAt, verifyPorts } from '../support/package-fixtures.ts'
import { Dice } from './dice.ts'
import { bytesOf, changed } from './tamper-world.ts'

/** A request or an answer as it came on a stick, and what must be said of it. */
export interface KeyExchangeCase {
  readonly what: string
  readonly bytes: Uint8Array
  readonly kind: 'request' | 'answer'
  /** The fault it must have; `null` must be read; `any`: whichever, but not read. */
  readonly fault: PackageFaultCode | null | 'any'
}

const entity = codeFor('asking entity')
const [siteCode, person] = [codeFor('asking site'), codeFor('asking person')]
const [site, who] = [`${siteCode}@${entity}`, `p-${person}@${entity}`]
const [oldSeed, siteSeed, nextSeed, personSeed, officeSeed, thief] = ['entity', 'site', 'next site', 'person', 'office', 'thief'].map((word) => bytesFor(`asking ${word} seed`)) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]
const publicKey = (seed: Uint8Array): Uint8Array => nodeEd25519.publicKey(seed)
const line = (seed: Uint8Array): string => publicKeyLine(publicKey(seed))
const leftAlone = { from: null, to: null, revokedAt: null, reason: null }

/** The half of a change that a plant signs. */
function halfTo(authority: Uint8Array, fields: { readonly entity?: string; readonly keys?: number } = {}): HalfKeyChange {
  return signHalfKeyChange({ entity, number: 1, previous: null, changedAt: releasedAt, keys: 1004, ...fields }, { from: oldSeed, to: authority }, composePorts)
}

/** A plant's request to hand its entity's key over to somebody. @param authority 32 bytes */
export function handingOver(authority: Uint8Array, changes: Partial<KeyRequest> = {}, half: HalfKeyChange = halfTo(authority)): KeyFiles {
  const request: KeyRequest = {
    v: 1,
    content: 'key-request',
    id: idFor('asking'),
    entity: { code: entity, name: 'Nordwasser', country: 'DE', registrationNumber: null },
    authority: publicKeyLine(authority),
    list: 3,
    sites: [{ code: siteCode, name: 'Werk Nord', key: line(siteSeed), replaces: null }],
    keys: [{ principal: site, key: line(siteSeed), ...leftAlone }, { principal: who, key: line(personSeed), ...leftAlone }],
    validUntil: null,
    change: toHex(nodeHash.sha256(utf8(half.text))),
    requestedAt: releasedAt,
    zone: 'Europe/Berlin',
    clock: { state: 'stated', difference: 0 },
    ...changes,
  }
  return keyRequestFiles(request, new Map([[siteCode, { key: siteSeed, replaces: null }]]), { chain: [], half: request.change === null ? null : { number: 1, signed: half } }, composePorts).files
}

/** What a head office with this seed answers to a request, honestly unless changed. */
export function answering(asked: ReadKeyRequest, seed: Uint8Array, changes: Partial<{ readonly list: number; readonly by: Uint8Array; readonly listBy: Uint8Array; readonly request: string }> = {}): KeyFiles {
  const { half, request, wanted } = asked
  if (half === null) throw new Error('a request that hands nothing over')
  const change = readKeyChange(completeKeyChange(half, seed, composePorts), 'here', verifyPorts)
  const list = changes.list ?? change.change.keys
  // The windows of keys in use are left out: this head office's instant is a fixed one. What was revoked stays revoked.
  const told = [...wanted.map((key) => ({ ...key, ...leftAlone })), ...request.keys.flatMap(({ key, ...line }) => (line.revokedAt === null ? [] : [{ ...line, publicKey: keyOfLine(key) }]))]
  const keys: KeysJson = { v: 1, entity: request.entity.code, number: list, issuedAt: releasedAt, keys: told.flatMap((key) => listedKey({ ...key, kind: key.principal.startsWith('p-') ? 'person' : 'site' }, nodeHash)) }
  const text = keysJsonText(keys)
  const certificates = wanted.map((key, index) => issueCertificate({ authoritySeed: changes.by ?? seed, ...key, keyId: key.principal, serial: BigInt(index) }, { ed25519: nodeEd25519, random: fixedRandom(`answering ${key.principal}`) }))
  return keyCertificateFiles(
    { id: idFor('answering'), request: changes.request ?? asked.sha256, entity: request.entity.code, by: { code: codeFor('office'), name: 'Zentrale' }, list: change.change.keys, validUntil: null, certifiedAt: releasedAt, zone: 'Europe/Berlin' },
    { certificates, keys: { text, signature: signSshsig(utf8(text), 'cofferdam-keys', { seed: changes.listBy ?? seed }, composePorts) }, chain: [...asked.chain, change] },
    seed,
    composePorts,
  ).files
}

/** The head office of these cases, for a record that is to be the plant. */
export const fixtureOffice = { seed: officeSeed, publicKey: publicKey(officeSeed) } as const

const trueRequest = handingOver(publicKey(officeSeed))
const asked = readKeyRequest(trueRequest, verifyPorts)
const trueAnswer = answering(asked, officeSeed)
const zip = (files: KeyFiles): Uint8Array => keyFileBytes(files, nodeHash)
const said = asked.request
const signedBy = (seed: Uint8Array, namespace: Namespace, text: Uint8Array): Uint8Array => utf8(signSshsig(text, namespace, { seed }, composePorts))

/** A request that says something else, signed by whoever holds the site's key. */
function saying(changes: Readonly<Record<string, unknown>>, more: Readonly<Record<string, Uint8Array | null>> = {}): KeyFiles {
  const bytes = utf8(canonicalJson({ ...said, ...changes } as JsonValue))
  return changed(trueRequest, { 'request.json': bytes, [`request.json.${siteCode}.sig`]: signedBy(siteSeed, 'cofferdam-key-request', bytes), ...more })
}

const renewed = { sites: [{ code: siteCode, name: 'Werk Nord', key: line(nextSeed), replaces: line(siteSeed) }], keys: [{ principal: site, key: line(siteSeed), ...leftAlone }, { principal: site, key: line(nextSeed), ...leftAlone }] }
function renewing(by: Uint8Array, old: Uint8Array | null): KeyFiles {
  const bytes = utf8(canonicalJson({ ...said, ...renewed } as unknown as JsonValue))
  return saying(renewed, { [`request.json.${siteCode}.sig`]: signedBy(by, 'cofferdam-key-request', bytes), ...(old === null ? {} : { [`request.json.${siteCode}.old.sig`]: signedBy(old, 'cofferdam-key-request', bytes) }) })
}

/** An answer that says something else, signed by the head office. */
function answeringThat(changes: Readonly<Record<string, unknown>>, by = officeSeed): KeyFiles {
  const bytes = utf8(canonicalJson({ ...readAnswer.answer, ...changes } as unknown as JsonValue))
  return changed(trueAnswer, { 'certificate.json': bytes, 'certificate.json.sig': signedBy(by, 'cofferdam-key-certificate', bytes) })
}

const readAnswer: ReadKeyCertificate = readKeyCertificate(trueAnswer, verifyPorts)
const request = (what: string, files: KeyFiles, fault: KeyExchangeCase['fault']): KeyExchangeCase => ({ what, kind: 'request', bytes: zip(files), fault })
const answer = (what: string, files: KeyFiles, fault: KeyExchangeCase['fault']): KeyExchangeCase => ({ what, kind: 'answer', bytes: zip(files), fault })
const certificateOf = (principal: string, seed: Uint8Array, by: Uint8Array): Uint8Array =>
  utf8(`${certificateLine(issueCertificate({ authoritySeed: by, publicKey: publicKey(seed), principal, keyId: principal, serial: 1n }, { ed25519: nodeEd25519, random: fixedRandom('other') }))}\n`)

function spoiled(files: KeyFiles, dice: Dice): { readonly what: string; readonly files: KeyFiles } {
  const path = dice.pick([...files.keys()].filter((name) => name !== 'README.txt'))
  const bytes = bytesOf(files, path).slice()
  const at = dice.roll(bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.roll(7))
  return { what: `a bit of ${path}`, files: changed(files, { [path]: bytes }) }
}

/** Each makes one case; over many rounds every one has its turn. */
const makers: readonly ((dice: Dice) => KeyExchangeCase)[] = [
  () => request('the true request', trueRequest, null),
  () => request('a new key that the old one vouches for', renewing(nextSeed, siteSeed), null),
  () => request('a new key that the old one does not vouch for', renewing(nextSeed, null), 'file-missing'),
  () => request('a new key that a thief vouches for', renewing(nextSeed, thief), 'key-request-not-by-site'),
  () => request('a new key whose seed the asker does not have', renewing(thief, siteSeed), 'key-request-not-by-site'),
  () => request('no possession shown', changed(trueRequest, { [`request.json.${siteCode}.sig`]: null }), 'file-missing'),
  () => request('possession shown by a thief', changed(trueRequest, { [`request.json.${siteCode}.sig`]: signedBy(thief, 'cofferdam-key-request', bytesOf(trueRequest, 'request.json')) }), 'key-request-not-by-site'),
  (dice) => request('another namespace', changed(trueRequest, { [`request.json.${siteCode}.sig`]: signedBy(siteSeed, dice.pick(['cofferdam-package', 'cofferdam-statement', 'cofferdam-key-certificate', 'cofferdam-keys']), bytesOf(trueRequest, 'request.json')) }), 'namespace-wrong'),
  () => request('a site more that shows nothing', saying({ keys: [...said.keys, { principal: `${codeFor('more')}@${entity}`, key: line(thief), ...leftAlone }] }), 'key-request-invalid'),
  () => request('a key of another entity', saying({ keys: [...said.keys, { principal: `p-${person}@${codeFor('other')}`, key: line(thief), ...leftAlone }] }), 'key-request-invalid'),
  () => request('two keys in use for one person', saying({ keys: [...said.keys, { principal: who, key: line(thief), ...leftAlone }] }), 'key-request-invalid'),
  () => request('the same key for two', saying({ keys: [...said.keys, { principal: `p-${codeFor('more')}@${entity}`, key: line(personSeed), ...leftAlone }] }), 'key-request-invalid'),
  () => request('another site named than the key is of', saying({ sites: [{ ...said.sites[0], code: codeFor('more') }] }), 'key-request-invalid'),
  () => request('a field more', saying({ more: true }), 'key-request-invalid'),
  () => request('another content word', saying({ content: 'key-certificate' }), 'key-request-invalid'),
  () => request('another head office than the statement names', saying({ authority: line(thief) }), 'key-request-invalid'),
  () => request('a statement that the request does not name', saying({ change: null }), 'file-extra'),
  () => request('another statement than the request names', saying({ change: '0'.repeat(64) }), 'key-request-invalid'),
  () => request('a list that the statement does not go beyond', saying({ list: 1004 }), 'key-request-invalid'),
  () => request('the statement of another entity', handingOver(publicKey(officeSeed), {}, halfTo(publicKey(officeSeed), { entity: codeFor('other') })), 'key-request-invalid'),
  () => request('the statement signed by a thief', changed(trueRequest, { [`${pathOf(1)}.old.sig`]: signedBy(thief, 'cofferdam-key-change', bytesOf(trueRequest, pathOf(1))) }), 'key-change-not-by-both'),
  () => request('the statement without a signature', changed(trueRequest, { [`${pathOf(1)}.old.sig`]: null }), 'file-missing'),
  (dice) => request('a file more', changed(trueRequest, { [dice.pick(['more.txt', 'keys/keys.json', 'changes/002.json', `request.json.${siteCode}.old.sig`])]: utf8('x') }), 'file-extra'),
  () => request('an answer', trueAnswer, 'file-missing'),
  (dice) => {
    const { what, files } = spoiled(trueRequest, dice)
    return request(what, files, 'any')
  },
  () => answer('the true answer', trueAnswer, null),
  () => answer('certificates by another key', answering(asked, officeSeed, { by: thief }), 'certificate-not-by-anchor'),
  () => answer('certificates by the replaced key', answering(asked, officeSeed, { by: oldSeed }), 'certificate-not-by-anchor'),
  () => answer('the list of keys by the replaced key', answering(asked, officeSeed, { listBy: oldSeed }), 'keys-not-by-entity'),
  () => answer('another number of the list', answering(asked, officeSeed, { list: 1005 }), 'keys-invalid'),
  () => answer('a list from before the change', answeringThat({ list: 3 }), 'keys-invalid'),
  () => answer('signed by a thief', answeringThat({}, thief), 'key-certificate-invalid'),
  () => answer('by a thief who names himself', answeringThat({ authority: line(thief) }, thief), 'certificate-not-by-anchor'),
  () => answer('signed by the replaced key', answeringThat({}, oldSeed), 'key-certificate-invalid'),
  () => answer('for another entity', answeringThat({ entity: codeFor('other') }), 'principal-wrong'),
  () => answer('a certificate for another key', changed(trueAnswer, { [`keys/${siteCode}.pub`]: certificateOf(site, thief, officeSeed) }), 'key-certificate-invalid'),
  () => answer('a certificate for somebody else', changed(trueAnswer, { [`keys/${siteCode}.pub`]: certificateOf(who, siteSeed, officeSeed) }), 'principal-wrong'),
  () => answer('no certificate', changed(trueAnswer, { [`keys/${siteCode}.pub`]: null }), 'file-missing'),
  () => answer('no statement about the change', changed(trueAnswer, { [pathOf(1)]: null, [`${pathOf(1)}.old.sig`]: null, [`${pathOf(1)}.new.sig`]: null }), 'key-certificate-invalid'),
  () => answer('a statement that the head office did not sign', changed(trueAnswer, { [`${pathOf(1)}.new.sig`]: signedBy(thief, 'cofferdam-key-change', bytesOf(trueAnswer, pathOf(1))) }), 'key-change-not-by-both'),
  (dice) => answer('another namespace', changed(trueAnswer, { 'certificate.json.sig': signedBy(officeSeed, dice.pick(['cofferdam-keys', 'cofferdam-key-change', 'cofferdam-key-request']), bytesOf(trueAnswer, 'certificate.json')) }), 'namespace-wrong'),
  () => answer('a field more', answeringThat({ more: true }), 'key-certificate-invalid'),
  (dice) => answer('a file more', changed(trueAnswer, { [dice.pick(['more.txt', 'request.json', 'keys/allowed_signers', 'changes/003.json'])]: utf8('x') }), 'file-extra'),
  () => answer('a request', trueRequest, 'file-missing'),
  (dice) => {
    const { what, files } = spoiled(trueAnswer, dice)
    return answer(what, files, 'any')
  },
  (dice) => {
    const kind = dice.pick(['request', 'answer'] as const)
    const bytes = zip(kind === 'request' ? trueRequest : trueAnswer)
    return { what: 'cut short', kind, bytes: bytes.slice(0, dice.roll(bytes.length)), fault: 'any' }
  },
]

/** How many kinds of cases there are. */
export const keyExchangeKinds = makers.length

/** Gives `count` cases that follow from `seed` alone. */
export function* keyExchangeCases(seed: number, count: number): Generator<KeyExchangeCase, void, undefined> {
  for (let number = 0; number < count; number++) {
    const make = makers[number % makers.length]
    if (make !== undefined) yield make(new Dice(seed * 1_000_003 + number))
  }
}

/** Reads one case as the record does. @returns what is wrong with the outcome, or `null`. */
export function judgeKeyExchangeCase(tried: KeyExchangeCase): string | null {
  const found = faultOf(tried)
  if (tried.fault === 'any' ? found !== null : found === tried.fault) return null
  return `${tried.kind}, ${tried.what}: expected ${String(tried.fault)}, got ${String(found)}`
}

function faultOf({ kind, bytes }: KeyExchangeCase): PackageFaultCode | null {
  const zipped = readKeyBytes(bytes, verifyPorts)
  if ('fault' in zipped) return zipped.fault.code
  try {
    if (kind === 'request') readKeyRequest(zipped.files, verifyPorts)
    else readKeyCertificate(zipped.files, verifyPorts)
    return null
  } catch (error) {
    if (error instanceof PackageFault) return error.code
    throw error
  }
}

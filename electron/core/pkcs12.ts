import { Buffer } from 'node:buffer'
import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto'
import type { OctetString } from 'asn1js'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { certificateFileLimit, judgeCertificate, roundsLimit, type CertificateRefusal, type ReadCertificateFile, type TimeBounds } from '../../shared/plant-certificate/certificate-rule.ts'
import { concatBytes, equalBytes } from '../../shared/package/bytes.ts'
import { nodeCertificates } from './certificates.ts'

/** Ends reading with a refusal. */
class Refused extends Error {
  readonly refusal: CertificateRefusal
  constructor(refusal: CertificateRefusal) {
    super(refusal)
    this.refusal = refusal
  }
}

/** Bags in one file: a key and a chain are fewer than ten. */
const bagLimit = 32
const chainLimit = 10

const oids = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  /** PKCS #12's own ways: RC2, RC4 and 3DES, all with SHA-1. */
  legacy: /^1\.2\.840\.113549\.1\.(?:12\.1\.\d+|5\.(?:1|3|4|6|10|11)|3\.\d+)$/,
  weakHash: /^(?:1\.3\.14\.3\.2\.26|1\.2\.840\.113549\.2\.5|1\.2\.840\.113549\.2\.7)$/,
  strongHash: /^2\.16\.840\.1\.101\.3\.4\.2\.[123]$/,
  strongPrf: /^1\.2\.840\.113549\.2\.(?:9|10|11)$/,
  weakCipher: /^(?:1\.2\.840\.113549\.3\.\d+|1\.3\.14\.3\.2\.7)$/,
  aesCbc: /^2\.16\.840\.1\.101\.3\.4\.1\.(?:2|22|42)$/,
  keyUsage: '2.5.29.15',
} as const

const engine = new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto })

/**
 * Reads a PKCS #12 file (RFC 7292). How it is protected is judged before its password is tried, and how many rounds that costs before any is
 * run; nothing in the file can make it throw or run for long.
 */
export async function readPkcs12(bytes: Uint8Array, password: string, now: TimeBounds): Promise<ReadCertificateFile> {
  if (bytes.length > certificateFileLimit) return { refusal: 'not-readable' }
  const secret = new TextEncoder().encode(password)
  try {
    return await read(bytes, secret, now)
  } catch (error) {
    // What the library throws for bytes that are none of its structures is of no fixed kind.
    return { refusal: error instanceof Refused ? error.refusal : 'not-readable' }
  } finally {
    secret.fill(0)
  }
}

async function read(bytes: Uint8Array, secret: Uint8Array<ArrayBuffer>, now: TimeBounds): Promise<ReadCertificateFile> {
  const file = pkijs.PFX.fromBER(new Uint8Array(bytes))
  if (file.authSafe.contentType !== oids.data || file.macData === undefined) throw new Refused('unknown-protection')
  const rounds = new Rounds()
  judgeHash(file.macData.mac.digestAlgorithm.algorithmId)
  rounds.spend(file.macData.iterations ?? 1)
  const parts = (file.authSafe.content as OctetString).getValue()
  const safe = pkijs.AuthenticatedSafe.fromBER(parts)
  if (safe.safeContents.length === 0 || safe.safeContents.length > bagLimit) throw new Refused('not-readable')
  // Read once more: the library uses up what it takes apart.
  for (const content of pkijs.AuthenticatedSafe.fromBER(parts).safeContents) judgeContent(content, rounds)
  try {
    await file.parseInternalValues({ password: secret.buffer, checkIntegrity: true }, engine)
  } catch {
    throw new Refused('wrong-password')
  }
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password: secret.buffer })) }, engine)
  const opened = (safe as unknown as { readonly parsedValue: { readonly safeContents: readonly { readonly privacyMode: number; readonly value: pkijs.SafeContents }[] } }).parsedValue.safeContents
  const bags = opened.flatMap(({ value }) => value.safeBags)
  if (bags.length > bagLimit) throw new Refused('not-readable')
  // Keys in parts that were encrypted could not be judged before.
  for (const { privacyMode, value } of opened) if (privacyMode !== 0) judgeKeyBags(value, rounds)
  const certificates = bags.flatMap(({ bagValue }) => (bagValue instanceof pkijs.CertBag ? [new Uint8Array((bagValue.certValue as OctetString).getValue())] : []))
  if (certificates.length === 0) throw new Refused('no-certificate')
  const keys: Uint8Array[] = []
  try {
    for (const { bagValue } of bags) {
      if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
        await (bagValue as unknown as { parseInternalValues(input: { readonly password: ArrayBuffer }, crypto: pkijs.ICryptoEngine): Promise<void> }).parseInternalValues({ password: secret.buffer }, engine)
        if (bagValue.parsedValue !== undefined) keys.push(encoded(bagValue.parsedValue))
      } else if (bagValue instanceof pkijs.PrivateKeyInfo) keys.push(encoded(bagValue))
    }
    return chosen(certificates, keys, now)
  } finally {
    for (const key of keys) key.fill(0)
  }
}

/** The certificate whose key is there, judged; with a copy of that key. */
function chosen(certificates: readonly Uint8Array[], keys: readonly Uint8Array[], now: TimeBounds): ReadCertificateFile {
  if (keys.length === 0) throw new Refused('no-private-key')
  const pair = keys.flatMap((key) => certificates.filter((certificate) => fits(certificate, key)).map((certificate) => ({ certificate, key })))[0]
  if (pair === undefined) throw new Refused('key-differs')
  const { certificate, key } = pair
  const facts = nodeCertificates.read(certificate)
  if (facts === null) throw new Refused('not-readable')
  const refusal = judgeCertificate(facts, keyUsage(certificate), now)
  if (refusal !== null) throw new Refused(refusal)
  const chain = certificates.filter((other) => !equalBytes(other, certificate) && nodeCertificates.read(other) !== null).slice(0, chainLimit)
  return { refusal: null, facts, certificate, chain: concatBytes(...chain), privateKey: key.slice() }
}

function fits(certificate: Uint8Array, key: Uint8Array): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey({ key: Buffer.from(key.buffer, key.byteOffset, key.byteLength), format: 'der', type: 'pkcs8' }))
  } catch {
    return false
  }
}

/** First byte of the key usage; `null` where the certificate states none. */
function keyUsage(certificate: Uint8Array): number | null {
  const extension = pkijs.Certificate.fromBER(new Uint8Array(certificate)).extensions?.find(({ extnID }) => extnID === oids.keyUsage)
  if (extension === undefined) return null
  const { result } = asn1js.fromBER(extension.extnValue.valueBlock.valueHexView)
  return result instanceof asn1js.BitString ? (result.valueBlock.valueHexView[0] ?? 0) : 0
}

function encoded(key: pkijs.PrivateKeyInfo): Uint8Array {
  return new Uint8Array(key.toSchema().toBER(false))
}

/** Counts the rounds of all derivations of one file. */
class Rounds {
  #left = roundsLimit
  spend(rounds: number): void {
    if (!Number.isSafeInteger(rounds) || rounds < 1 || rounds > this.#left) throw new Refused('too-many-rounds')
    this.#left -= rounds
  }
}

function judgeHash(oid: string): void {
  if (oids.weakHash.test(oid)) throw new Refused('legacy-protection')
  if (!oids.strongHash.test(oid)) throw new Refused('unknown-protection')
}

function judgeContent(content: pkijs.ContentInfo, rounds: Rounds): void {
  if (content.contentType === oids.encryptedData) {
    const { encryptedContentInfo } = new pkijs.EncryptedData({ schema: content.content })
    judgeProtection(encryptedContentInfo.contentEncryptionAlgorithm, rounds)
  } else if (content.contentType === oids.data) judgeKeyBags(pkijs.SafeContents.fromBER((content.content as OctetString).getValue()), rounds)
  else throw new Refused('unknown-protection')
}

function judgeKeyBags({ safeBags }: pkijs.SafeContents, rounds: Rounds): void {
  for (const { bagValue } of safeBags) if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) judgeProtection(bagValue.encryptionAlgorithm, rounds)
}

function copyOf(value: unknown): unknown {
  return value instanceof asn1js.BaseBlock ? asn1js.fromBER(value.toBER(false)).result : value
}

/** PBES2 with PBKDF2 over SHA-2 and AES-CBC (RFC 8018) is what OpenSSL 3, Windows and Java write; everything of PKCS #12's own is refused. */
function judgeProtection({ algorithmId, algorithmParams }: pkijs.AlgorithmIdentifier, rounds: Rounds): void {
  if (oids.legacy.test(algorithmId)) throw new Refused('legacy-protection')
  if (algorithmId !== oids.pbes2) throw new Refused('unknown-protection')
  const { keyDerivationFunc, encryptionScheme } = new pkijs.PBES2Params({ schema: copyOf(algorithmParams) })
  if (oids.weakCipher.test(encryptionScheme.algorithmId)) throw new Refused('legacy-protection')
  if (keyDerivationFunc.algorithmId !== oids.pbkdf2 || !oids.aesCbc.test(encryptionScheme.algorithmId)) throw new Refused('unknown-protection')
  const { prf, iterationCount } = new pkijs.PBKDF2Params({ schema: keyDerivationFunc.algorithmParams })
  // Without a word it is HMAC-SHA-1.
  if (prf === undefined || prf.algorithmId === '1.2.840.113549.2.7') throw new Refused('legacy-protection')
  if (!oids.strongPrf.test(prf.algorithmId)) throw new Refused('unknown-protection')
  rounds.spend(iterationCount)
}

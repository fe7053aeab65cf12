import { webcrypto } from 'node:crypto'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'

/** Password of every file made here. */
export const certificateFilePassword = 'a password for a file'

/** A PKCS #12 file with an RSA key of 3072 bits and a certificate of its own for signing, made without any other program. */
export async function makeCertificateFile({ name, from, to, checkedBy = 'SHA-256' }: { readonly name: string; readonly from: number; readonly to: number; /** Hash of its check value. */ readonly checkedBy?: string }): Promise<Uint8Array> {
  const engine = new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto })
  const keys = await engine.generateKey({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 3072, publicExponent: Uint8Array.of(1, 0, 1) }, true, ['sign', 'verify'])
  if (!('privateKey' in keys)) throw new Error('a pair was asked for')
  const certificate = new pkijs.Certificate({ version: 2, serialNumber: new asn1js.Integer({ value: 7 }) })
  for (const side of [certificate.issuer, certificate.subject]) side.typesAndValues.push(new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: name }) }))
  certificate.notBefore.value = new Date(from)
  certificate.notAfter.value = new Date(to)
  const usage = new asn1js.BitString({ valueHex: Uint8Array.of(0x80).buffer, unusedBits: 7 })
  certificate.extensions = [new pkijs.Extension({ extnID: '2.5.29.15', critical: true, extnValue: usage.toBER(false) })]
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine)
  await certificate.sign(keys.privateKey, 'SHA-256', engine)

  const password = new TextEncoder().encode(certificateFilePassword).buffer
  const keyBag = new pkijs.PKCS8ShroudedKeyBag({ parsedValue: pkijs.PrivateKeyInfo.fromBER(await engine.exportKey('pkcs8', keys.privateKey)) })
  const protection = { password, contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256 }, hmacHashAlgorithm: 'SHA-256', iterationCount: 2048 }
  await (keyBag as unknown as { makeInternalValues(parameters: typeof protection, crypto: pkijs.ICryptoEngine): Promise<void> }).makeInternalValues(protection, engine)
  const bags = [
    new pkijs.SafeBag({ bagId: '1.2.840.113549.1.12.10.1.2', bagValue: keyBag }),
    new pkijs.SafeBag({ bagId: '1.2.840.113549.1.12.10.1.3', bagValue: new pkijs.CertBag({ parsedValue: certificate }) }),
  ]
  const authenticatedSafe = new pkijs.AuthenticatedSafe({ parsedValue: { safeContents: [{ privacyMode: 0, value: new pkijs.SafeContents({ safeBags: bags }) }] } })
  await authenticatedSafe.makeInternalValues({ safeContents: [{}] }, engine)
  const file = new pkijs.PFX({ parsedValue: { integrityMode: 0, authenticatedSafe } })
  await file.makeInternalValues({ password, iterations: 2048, pbkdf2HashAlgorithm: 'SHA-256', hmacHashAlgorithm: checkedBy }, engine)
  return new Uint8Array(file.toSchema().toBER(false))
}

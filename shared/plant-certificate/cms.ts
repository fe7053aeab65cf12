import { concatBytes, equalBytes } from '../package/bytes.ts'
import type { Hash } from '../ports/crypto.ts'
import { contentOf, der, derOid, derSet, DerFault, inside, readFirst, tags, type DerItem } from './der.ts'

/**
 * The one form of CMS (RFC 5652) that lies in a signed PDF: SignedData without content, SHA-256, one signer, and the signed attributes of
 * PAdES baseline B-B (ETSI EN 319 142-1, table 1): content type, message digest, signing-certificate-v2 (RFC 5035). No signing time: there it
 * is the entry M of the PDF.
 */

const oids = {
  data: derOid('1.2.840.113549.1.7.1'),
  signedData: derOid('1.2.840.113549.1.7.2'),
  contentType: derOid('1.2.840.113549.1.9.3'),
  messageDigest: derOid('1.2.840.113549.1.9.4'),
  signingCertificateV2: derOid('1.2.840.113549.1.9.16.2.47'),
  sha256: derOid('2.16.840.1.101.3.4.2.1'),
  sha256WithRsa: derOid('1.2.840.113549.1.1.11'),
  ecdsaWithSha256: derOid('1.2.840.10045.4.3.2'),
} as const

const one = Uint8Array.of(tags.integer, 1, 1)
const none = Uint8Array.of(tags.none, 0)

/** The algorithms that sign here: RSASSA-PKCS1-v1_5 and ECDSA, both over SHA-256. */
export type SignatureKind = 'rsa' | 'ec'

/** Who signs: certificates as DER. `chain` holds those of the issuers, one behind the other. */
export interface CmsSigner {
  readonly kind: SignatureKind
  readonly certificate: Uint8Array
  readonly chain: Uint8Array
  readonly sign: (message: Uint8Array) => Uint8Array
}

/** A detached signature over something with that SHA-256. @throws DerFault for a certificate that is none. */
export function signCms(digest: Uint8Array, signer: CmsSigner, hash: Pick<Hash, 'sha256'>): Uint8Array {
  const { issuer, serial } = nameOf(signer.certificate)
  const attributes = [
    attribute(oids.contentType, oids.data),
    attribute(oids.messageDigest, der(tags.octets, digest)),
    attribute(oids.signingCertificateV2, der(tags.sequence, der(tags.sequence, der(tags.sequence, der(tags.octets, hash.sha256(signer.certificate)))))),
  ]
  const signed = derSet(...attributes)
  const algorithm = der(tags.sequence, oids.sha256)
  const signerInfo = der(
    tags.sequence,
    one,
    der(tags.sequence, issuer, serial),
    algorithm,
    // The same bytes under another tag: what is signed is the SET itself (RFC 5652, 5.4).
    concatBytes(Uint8Array.of(tags.explicit0), signed.subarray(1)),
    signer.kind === 'rsa' ? der(tags.sequence, oids.sha256WithRsa, none) : der(tags.sequence, oids.ecdsaWithSha256),
    der(tags.octets, signer.sign(signed)),
  )
  const certificates = der(tags.explicit0, signer.certificate, signer.chain)
  const signedData = der(tags.sequence, one, der(tags.set, algorithm), der(tags.sequence, oids.data), certificates, der(tags.set, signerInfo))
  return der(tags.sequence, oids.signedData, der(tags.explicit0, signedData))
}

function attribute(type: Uint8Array, value: Uint8Array): Uint8Array {
  return der(tags.sequence, type, der(tags.set, value))
}

/** Issuer and serial number of a certificate, as they stand in it. @throws DerFault */
function nameOf(certificate: Uint8Array): { readonly issuer: Uint8Array; readonly serial: Uint8Array } {
  const [body] = inside(readFirst(certificate), tags.sequence)
  const fields = inside(body, tags.sequence)
  const first = fields[0]?.tag === tags.explicit0 ? 1 : 0
  const serial = fields[first]
  const issuer = fields[first + 2]
  contentOf(serial, tags.integer)
  contentOf(issuer, tags.sequence)
  if (serial === undefined || issuer === undefined) throw new DerFault('no certificate')
  return { issuer: issuer.whole, serial: serial.whole }
}

/** A signature taken apart; nothing of it is checked yet. */
export interface ReadCms {
  readonly kind: SignatureKind
  /** SHA-256 of what was signed, as the signer says. */
  readonly digest: Uint8Array
  /** The certificate that the signer names by its SHA-256, out of those that lie in the signature. */
  readonly certificate: Uint8Array
  /** What the signature is over, and the signature. */
  readonly signed: Uint8Array
  readonly signature: Uint8Array
}

/** Takes a signature of the form above apart. @throws DerFault for any other. */
export function readCms(bytes: Uint8Array, hash: Pick<Hash, 'sha256'>): ReadCms {
  const [type, wrapped] = inside(readFirst(bytes), tags.sequence)
  expectOid(type, oids.signedData)
  const [body] = inside(wrapped, tags.explicit0)
  const parts = inside(body, tags.sequence)
  expectOid(inside(parts[2], tags.sequence)[0], oids.data)
  const certificates = inside(parts[3], tags.explicit0)
  const signers = inside(parts.at(-1), tags.set)
  if (signers.length !== 1) throw new DerFault('not one signer')
  const info = inside(signers[0], tags.sequence)
  expectOid(inside(info[2], tags.sequence)[0], oids.sha256)
  const attributes = inside(info[3], tags.explicit0)
  const [algorithm] = inside(info[4], tags.sequence)
  const named = contentOf(inside(inside(inside(valueOf(attributes, oids.signingCertificateV2), tags.sequence)[0], tags.sequence)[0], tags.sequence)[0], tags.octets)
  const certificate = certificates.find(({ whole }) => equalBytes(hash.sha256(whole), named))
  if (certificate === undefined) throw new DerFault('the certificate of the signer is missing')
  if (!equalBytes(valueOf(attributes, oids.contentType).whole, oids.data)) throw new DerFault('another content')
  const read: ReadCms = {
    kind: kindOf(algorithm),
    digest: contentOf(valueOf(attributes, oids.messageDigest), tags.octets),
    certificate: certificate.whole,
    signed: concatBytes(Uint8Array.of(tags.set), (info[3]?.whole ?? none).subarray(1)),
    signature: contentOf(info[5], tags.octets),
  }
  // The same signature has one form only: what is not signed in it has no room to differ.
  const chain = concatBytes(...certificates.slice(1).map(({ whole }) => whole))
  const again = signCms(read.digest, { kind: read.kind, certificate: read.certificate, chain, sign: () => read.signature }, hash)
  if (!equalBytes(again, bytes)) throw new DerFault('another form')
  return read
}

function kindOf(algorithm: DerItem | undefined): SignatureKind {
  const whole = algorithm?.whole ?? none
  if (equalBytes(whole, oids.sha256WithRsa)) return 'rsa'
  if (equalBytes(whole, oids.ecdsaWithSha256)) return 'ec'
  throw new DerFault('another algorithm')
}

/** The one value of an attribute that is there once. */
function valueOf(attributes: readonly DerItem[], type: Uint8Array): DerItem {
  const found = attributes.map((item) => inside(item, tags.sequence)).filter(([name]) => name !== undefined && equalBytes(name.whole, type))
  const values = found.length === 1 ? inside(found[0]?.[1], tags.set) : []
  const [value] = values
  if (value === undefined || values.length !== 1) throw new DerFault('an attribute is missing or there twice')
  return value
}

function expectOid(item: DerItem | undefined, expected: Uint8Array): void {
  if (item === undefined || !equalBytes(item.whole, expected)) throw new DerFault('another kind')
}

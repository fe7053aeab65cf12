import { z } from 'zod'
import { codeSchema, idSchema, instantSchema, sha256Schema, zoneSchema } from '../contract/schema.ts'
import type { Ed25519, Hash } from '../ports/crypto.ts'
import { judgeBareSignature } from './bare-signature.ts'
import { equalBytes, utf8 } from './bytes.ts'
import { canonicalJson } from './canonical-json.ts'
import { certificateFile } from './content-table.ts'
import { PackageFault } from './fault.ts'
import { changeFiles, keyLineSchema, readChangeChain, textOf, type ReadKeyChange } from './key-change.ts'
import { certificateReadme } from './key-exchange-readme.ts'
import { requireFile, type KeyFiles } from './key-file.ts'
import { keyOfLine } from './key-request.ts'
import { parseKeysJson, type KeysJson } from './keys-json.ts'
import { plainLine } from './plain-line.ts'
import { certificateLine, parseCertificateLine, principalPattern, type SshCertificate } from './ssh-certificate.ts'
import { publicKeyLine } from './ssh-key.ts'
import { signSshsig, type Namespace } from './sshsig.ts'
import { parseCanonical } from './strict-json.ts'
import { judgeKeysSignature, type SignaturePorts } from './verify-signer.ts'

/** What the holder of an entity's key answers to a request (docs/package-format.md, section 15). */
export const keyCertificateSchema = z.strictObject({
  v: z.literal(1),
  content: z.literal('key-certificate'),
  id: idSchema,
  /** SHA-256 of the request.json that is answered. */
  request: sha256Schema,
  /** Code of the entity the certificates are for. */
  entity: codeSchema,
  /** The record that answers. */
  by: z.strictObject({ code: codeSchema, name: plainLine(200) }),
  authority: keyLineSchema,
  /** Number of the list of keys that goes with it. */
  list: z.number().int().min(1),
  certified: z.array(z.strictObject({ principal: z.string().regex(principalPattern), key: keyLineSchema })).max(4000),
  validUntil: instantSchema.nullable(),
  certifiedAt: instantSchema,
  zone: zoneSchema,
})

/** An answer. */
export type KeyCertificate = z.output<typeof keyCertificateSchema>

/** An answer that was read: the key it names signed all of it. */
export interface ReadKeyCertificate {
  readonly answer: KeyCertificate
  readonly authority: Uint8Array
  readonly certificates: readonly SshCertificate[]
  readonly keys: KeysJson
  readonly keysText: string
  readonly keysSignature: string
  /** Every change of the entity's key so far. */
  readonly chain: readonly ReadKeyChange[]
}

const namespace = 'cofferdam-key-certificate' satisfies Namespace
const file = 'certificate.json'

/** Makes the files of an answer. */
export function keyCertificateFiles(
  fields: Omit<KeyCertificate, 'v' | 'content' | 'authority' | 'certified'>,
  parts: { readonly certificates: readonly SshCertificate[]; readonly keys: { readonly text: string; readonly signature: string }; readonly chain: readonly ReadKeyChange[] },
  seed: Uint8Array,
  ports: { readonly hash: Pick<Hash, 'sha256' | 'sha512'>; readonly ed25519: Ed25519 },
): { readonly name: string; readonly files: KeyFiles } {
  const answer = keyCertificateSchema.parse({
    v: 1,
    content: 'key-certificate',
    ...fields,
    authority: publicKeyLine(ports.ed25519.publicKey(seed)),
    certified: parts.certificates.map(({ principal, publicKey }) => ({ principal, key: publicKeyLine(publicKey) })),
  })
  const text = canonicalJson(answer)
  const files = new Map<string, Uint8Array>([
    ['README.txt', utf8(certificateReadme(answer))],
    [file, utf8(text)],
    [`${file}.sig`, utf8(signSshsig(utf8(text), namespace, { seed }, ports))],
    ['keys/keys.json', utf8(parts.keys.text)],
    ['keys/keys.json.sig', utf8(parts.keys.signature)],
    ...parts.certificates.map((certificate) => [certificateFile(certificate.principal), utf8(`${certificateLine(certificate)}\n`)] as const),
    ...changeFiles(parts.chain),
  ])
  return { name: `${answer.entity}_key-certificate_${String(answer.list)}.zip`, files }
}

/**
 * Reads an answer: the exact set of files, all of one entity and by one key, which the chain of changes ends with. It says nothing about whom
 * to believe.
 * @throws PackageFault `file-missing`, `file-extra`, `json-not-canonical`, `key-certificate-invalid`, `certificate-*`, `key-change-*`, `keys-*`,
 * `signature-*`, `namespace-wrong`
 */
export function readKeyCertificate(files: KeyFiles, ports: SignaturePorts): ReadKeyCertificate {
  const bytes = requireFile(files, file)
  const parsed = keyCertificateSchema.safeParse(parseCanonical(bytes, file))
  if (!parsed.success) throw new PackageFault('key-certificate-invalid', file)
  const answer = parsed.data
  const authority = keyOfLine(answer.authority)
  judgeBareSignature(textOf(files, `${file}.sig`), bytes, { namespace, by: authority, subject: `${file}.sig`, otherwise: 'key-certificate-invalid' }, ports)
  const principals = new Set(answer.certified.map(({ principal }) => principal))
  if (principals.size !== answer.certified.length) throw new PackageFault('key-certificate-invalid', file)
  const certificates = answer.certified.map(({ principal, key }) => {
    const path = certificateFile(principal)
    const text = textOf(files, path)
    const certificate = parseCertificateLine(text.replace(/\n$/, ''), ports.ed25519)
    if (!text.endsWith('\n') || !equalBytes(certificate.publicKey, keyOfLine(key))) throw new PackageFault('key-certificate-invalid', path)
    if (!equalBytes(certificate.authority, authority)) throw new PackageFault('certificate-not-by-anchor', path)
    if (certificate.principal !== principal || !principal.endsWith(`@${answer.entity}`)) throw new PackageFault('principal-wrong', path)
    return certificate
  })
  const keysBytes = requireFile(files, 'keys/keys.json')
  const keysSignature = requireFile(files, 'keys/keys.json.sig')
  judgeKeysSignature(keysSignature, keysBytes, authority, ports)
  const keys = parseKeysJson(keysBytes)
  const chain = readChangeChain(files, ports)
  const last = chain.at(-1)
  if (last === undefined || !equalBytes(last.to, authority) || last.change.entity !== answer.entity) throw new PackageFault('key-certificate-invalid', 'changes')
  if (keys.entity !== answer.entity || keys.number !== answer.list || keys.number < last.change.keys) throw new PackageFault('keys-invalid', 'keys/keys.json')
  const expected = new Set(['README.txt', file, `${file}.sig`, 'keys/keys.json', 'keys/keys.json.sig', ...[...principals].map(certificateFile), ...changeFiles(chain).keys()])
  for (const path of files.keys()) if (!expected.has(path)) throw new PackageFault('file-extra', path)
  return { answer, authority, certificates, keys, keysText: textOf(files, 'keys/keys.json'), keysSignature: textOf(files, 'keys/keys.json.sig'), chain }
}

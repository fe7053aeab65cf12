import { z } from 'zod'
import { codeSchema, countrySchema, idSchema, instantSchema, sha256Schema, zoneSchema } from '../contract/schema.ts'
import type { Ed25519, Hash } from '../ports/crypto.ts'
import { judgeBareSignature } from './bare-signature.ts'
import { equalBytes, toHex, utf8 } from './bytes.ts'
import { canonicalJson } from './canonical-json.ts'
import { PackageFault } from './fault.ts'
import { changeFiles, followsChange, keyLineSchema, pathOf, readChangeChain, readHalfKeyChange, textOf, type HalfKeyChange, type ReadHalfKeyChange, type ReadKeyChange } from './key-change.ts'
import { requestReadme } from './key-exchange-readme.ts'
import { requireFile, type KeyFiles } from './key-file.ts'
import { clockStates } from './manifest.ts'
import { plainLine } from './plain-line.ts'
import { principalPattern } from './ssh-certificate.ts'
import { parsePublicKeyLine } from './ssh-key.ts'
import { signSshsig, type Namespace } from './sshsig.ts'
import { parseCanonical } from './strict-json.ts'
import type { SignaturePorts } from './verify-signer.ts'

/** What a plant asks the holder of its entity's key for (docs/package-format.md, section 15). */
export const keyRequestSchema = z.strictObject({
  v: z.literal(1),
  content: z.literal('key-request'),
  id: idSchema,
  entity: z.strictObject({ code: codeSchema, name: plainLine(200), country: countrySchema, registrationNumber: plainLine(100).nullable() }),
  /** The key that is asked: the entity's, or the one that is to become it. */
  authority: keyLineSchema,
  /** Number of the newest list of keys at the plant. */
  list: z.number().int().min(1),
  sites: z
    .array(
      z.strictObject({
        code: codeSchema,
        name: plainLine(200),
        /** The key to certify. It signs the request. */
        key: keyLineSchema,
        /** The certified key that it takes the place of. It signs the request too; `null` where the key stays. */
        replaces: keyLineSchema.nullable(),
      }),
    )
    .min(1)
    .max(100),
  /** Every key of sites and people, oldest first: the ones to certify, those that ended, and those to revoke. */
  keys: z
    .array(z.strictObject({ principal: z.string().regex(principalPattern), key: keyLineSchema, from: instantSchema.nullable(), to: instantSchema.nullable(), revokedAt: instantSchema.nullable(), reason: plainLine(200).nullable() }))
    .max(4000),
  /** How long the sites' keys should be good; `null`: until further notice. */
  validUntil: instantSchema.nullable(),
  /** SHA-256 of the statement that makes `authority` the entity's key; `null` where it is that already. */
  change: sha256Schema.nullable(),
  requestedAt: instantSchema,
  zone: zoneSchema,
  clock: z.strictObject({ state: z.enum(clockStates), difference: z.number().int().nullable() }),
})

/** A request. */
export type KeyRequest = z.output<typeof keyRequestSchema>

/** A request that was read: every key it asks for signed it. */
export interface ReadKeyRequest {
  readonly request: KeyRequest
  readonly text: string
  /** SHA-256 of request.json: this names it in the answer. */
  readonly sha256: string
  readonly authority: Uint8Array
  /** Changes of the entity's key so far. */
  readonly chain: readonly ReadKeyChange[]
  /** The change that waits for the signature of `authority`. */
  readonly half: ReadHalfKeyChange | null
  /** The keys to certify. */
  readonly wanted: readonly WantedKey[]
}

/** A key to certify. */
export interface WantedKey {
  readonly principal: string
  readonly publicKey: Uint8Array
}

const namespace = 'cofferdam-key-request' satisfies Namespace
const file = 'request.json'

/** Makes the files of a request. @param seeds of the sites' keys by code, and of those they replace. */
export function keyRequestFiles(
  request: KeyRequest,
  seeds: ReadonlyMap<string, { readonly key: Uint8Array; readonly replaces: Uint8Array | null }>,
  changes: { readonly chain: readonly ReadKeyChange[]; readonly half: { readonly number: number; readonly signed: HalfKeyChange } | null },
  ports: { readonly hash: Pick<Hash, 'sha256' | 'sha512'>; readonly ed25519: Ed25519 },
): { readonly name: string; readonly files: KeyFiles } {
  const text = canonicalJson(keyRequestSchema.parse(request))
  const sign = (seed: Uint8Array): Uint8Array => utf8(signSshsig(utf8(text), namespace, { seed }, ports))
  const files = new Map<string, Uint8Array>([['README.txt', utf8(requestReadme(request))], [file, utf8(text)], ...changeFiles(changes.chain)])
  if (changes.half !== null) {
    const path = pathOf(changes.half.number)
    files.set(path, utf8(changes.half.signed.text)).set(`${path}.old.sig`, utf8(changes.half.signed.oldSignature))
  }
  for (const [code, { key, replaces }] of seeds) {
    files.set(`${file}.${code}.sig`, sign(key))
    if (replaces !== null) files.set(`${file}.${code}.old.sig`, sign(replaces))
  }
  return { name: `${request.entity.code}_key-request_${request.id.slice(0, 8)}.zip`, files }
}

/**
 * Reads a request: the exact set of files, one entity, and a signature by every site key that is to be certified and by every one it replaces.
 * It says nothing about whom to believe.
 * @throws PackageFault `file-missing`, `file-extra`, `json-not-canonical`, `key-request-invalid`, `key-request-not-by-site`, `key-change-*`,
 * `signature-*`, `namespace-wrong`
 */
export function readKeyRequest(files: KeyFiles, ports: SignaturePorts): ReadKeyRequest {
  const bytes = requireFile(files, file)
  const parsed = keyRequestSchema.safeParse(parseCanonical(bytes, file))
  if (!parsed.success) throw new PackageFault('key-request-invalid', file)
  const request = parsed.data
  const wanted = wantedKeys(request)
  const expected = ['README.txt', file]
  for (const { code, key, replaces } of request.sites) {
    for (const [line, path] of [[key, `${file}.${code}.sig`], ...(replaces === null ? [] : [[replaces, `${file}.${code}.old.sig`] as const])] as const) {
      judgeBareSignature(textOf(files, path), bytes, { namespace, by: keyOfLine(line), subject: path, otherwise: 'key-request-not-by-site' }, ports)
      expected.push(path)
    }
  }
  const chain = readChangeChain(files, ports, 'half')
  for (const path of changeFiles(chain).keys()) expected.push(path)
  const authority = keyOfLine(request.authority)
  const half = request.change === null ? null : readHalf(files, chain, ports)
  if (half !== null) {
    const isOfRequest = half.sha256 === request.change && half.change.entity === request.entity.code && equalBytes(half.to, authority) && half.change.keys > request.list
    if (!isOfRequest) throw new PackageFault('key-request-invalid', pathOf(half.change.number))
    expected.push(pathOf(half.change.number), `${pathOf(half.change.number)}.old.sig`)
  }
  if (chain.some(({ change }) => change.entity !== request.entity.code)) throw new PackageFault('key-request-invalid', file)
  for (const path of files.keys()) if (!expected.includes(path)) throw new PackageFault('file-extra', path)
  return { request, text: textOf(files, file), sha256: toHex(ports.hash.sha256(bytes)), authority, chain, half, wanted }
}

function readHalf(files: KeyFiles, chain: readonly ReadKeyChange[], ports: SignaturePorts): ReadHalfKeyChange {
  const number = chain.length + 1
  const path = pathOf(number)
  const half = readHalfKeyChange({ text: textOf(files, path), oldSignature: textOf(files, `${path}.old.sig`) }, path, ports)
  if (half.change.number !== number || !followsChange(half, chain.at(-1))) throw new PackageFault('key-change-invalid', path)
  return half
}

/** The keys in use but those that are replaced: one for each site of the request, and one for each person. */
function wantedKeys({ entity, sites, keys }: KeyRequest): WantedKey[] {
  const invalid = (): PackageFault => new PackageFault('key-request-invalid', file)
  const inUse = keys.filter(({ to, revokedAt }) => to === null && revokedAt === null)
  const replaced = new Set(sites.flatMap(({ replaces }) => replaces ?? []))
  const wanted = inUse.filter(({ key }) => !replaced.has(key))
  if (keys.some(({ principal }) => !principal.endsWith(`@${entity.code}`)) || new Set(keys.map(({ key }) => key)).size !== keys.length) throw invalid()
  if (new Set(wanted.map(({ principal }) => principal)).size !== wanted.length || new Set(sites.map(({ code }) => code)).size !== sites.length) throw invalid()
  for (const { code, key, replaces } of sites) {
    const principal = `${code}@${entity.code}`
    if (!wanted.some((one) => one.principal === principal && one.key === key)) throw invalid()
    if (replaces !== null && !keys.some((one) => one.principal === principal && one.key === replaces)) throw invalid()
  }
  // Who is no person is a site, and proves that it has its key.
  const proven = new Set(sites.map(({ code }) => `${code}@${entity.code}`))
  if (wanted.some(({ principal }) => !principal.startsWith('p-') && !proven.has(principal))) throw invalid()
  return wanted.map(({ principal, key }) => ({ principal, publicKey: keyOfLine(key) }))
}

/** 32 bytes of a public key as `keyLineSchema` has it. @throws PackageFault `key-request-invalid` */
export function keyOfLine(line: string): Uint8Array {
  try {
    return parsePublicKeyLine(line).publicKey
  } catch {
    throw new PackageFault('key-request-invalid', file)
  }
}

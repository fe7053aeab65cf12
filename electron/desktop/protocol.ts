import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { protocol, type Session } from 'electron'
import { z } from 'zod'
import { contentSecurityPolicy, noncePlaceholder, responseHeaders } from '../core/page-policy.ts'
import { resolveAsset, type AssetMap } from './policies/asset.ts'
import { bundleScheme } from './policies/bundle.ts'

/** The file written when the program is packaged: path of a request -> asset. */
export const assetMapSchema = z.record(
  z.string(),
  z.strictObject({ file: z.string(), mediaType: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
)

/** Reads the static map. Throws when it is missing or not one: without it the window has nothing to show. */
export async function readAssetMap(file: string): Promise<AssetMap> {
  return new Map(Object.entries(assetMapSchema.parse(JSON.parse(await readFile(file, 'utf8')))))
}

/** Makes the scheme a secure, standard one. Works once, before the program is ready. */
export function registerBundleScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: bundleScheme,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        corsEnabled: false,
        allowServiceWorkers: false,
        bypassCSP: false,
        stream: false,
        codeCache: true,
      },
    },
  ])
}

/** Serves the bundle to the windows of a session. */
export function serveBundle(session: Session, map: AssetMap, folder: string): void {
  session.protocol.handle(bundleScheme, (request) => answerRequest(map, folder, request.method, request.url))
}

/**
 * Answers one request of the page: the bytes of an asset, checked against the SHA-256 they had when they were
 * packaged, or an empty refusal. The page gets a new nonce with every load.
 */
export async function answerRequest(map: AssetMap, folder: string, method: string, url: string): Promise<Response> {
  const nonce = randomBytes(18).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const decision = resolveAsset(map, method, url)
  if (decision.kind === 'refused') return new Response(null, { status: decision.status, headers: responseHeaders('text/plain', policy) })
  const { asset } = decision
  const bytes = await readAsset(folder, asset.file, asset.sha256)
  if (bytes === null) return new Response(null, { status: 500, headers: responseHeaders('text/plain', policy) })
  const headers = responseHeaders(asset.mediaType, policy)
  if (!asset.mediaType.startsWith('text/html')) return new Response(bytes, { status: 200, headers })
  return new Response(bytes.toString('utf8').replaceAll(noncePlaceholder, nonce), { status: 200, headers })
}

/** The bytes of an asset, or `null` when they are missing or no longer what was packaged. */
export async function readAsset(folder: string, file: string, sha256: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    const bytes = await readFile(join(folder, file))
    return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null
  } catch {
    return null
  }
}

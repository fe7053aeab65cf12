/** One file of the renderer as it was when the program was packaged. */
export interface Asset {
  /** Name below the folder of the renderer, with `/`. Never derived from a request. */
  readonly file: string
  /** Media type sent with it. */
  readonly mediaType: string
  /** SHA-256 of its bytes, lower-case hex. */
  readonly sha256: string
}

/** Every path the window may ask for, without the leading slash. Made when the program is packaged. */
export type AssetMap = ReadonlyMap<string, Asset>

/** What becomes of a request to the bundle. */
export type AssetDecision =
  | { readonly kind: 'asset'; readonly asset: Asset }
  | { readonly kind: 'refused'; readonly status: 400 | 404 | 405 }

// The origin of the bundle, then a path without query and fragment. Whatever else a URL may hold does not match.
const bundleRequest = /^app:\/\/bundle(\/[^?#]*)(?:[?#]|$)/

// What could mean a way out of the bundle to one parser or another; no name of ours holds any of it.
const suspicious = /\\|\.\.|%|[\u0000-\u0020\u007f]|\/[a-z]:|\/\//i

/**
 * Looks a request up in the map. Nothing is joined, decoded or normalised: a path is a key of the map or it is
 * not found. `/` means the start page.
 */
export function resolveAsset(map: AssetMap, method: string, url: string): AssetDecision {
  if (method !== 'GET') return { kind: 'refused', status: 405 }
  const path = bundleRequest.exec(url)?.[1]
  if (path === undefined || suspicious.test(path)) return { kind: 'refused', status: 400 }
  const asset = map.get(path === '/' ? 'index.html' : path.slice(1))
  return asset === undefined ? { kind: 'refused', status: 404 } : { kind: 'asset', asset }
}

import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'

/** One asset as the desktop program reads it; the shape is checked there by `assetMapSchema`. */
interface MappedAsset {
  readonly file: string
  readonly mediaType: string
  readonly sha256: string
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** Names the window may ask for. Anything stranger would be refused there, so it is refused here first. */
const plainName = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/

/**
 * Lists every file of the built renderer with its media type and SHA-256. Source maps are left out.
 * @throws Error for a file whose kind or name the window could not be given, and where there is no start page
 */
export function assetMap(folder: string): Record<string, MappedAsset> {
  const map: Record<string, MappedAsset> = {}
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, ''))
    .filter((name) => !name.endsWith('.map'))
    .sort()
  for (const file of names) {
    const mediaType = mediaTypes[extname(file)]
    if (mediaType === undefined) throw new Error(`dist/renderer/${file}: no media type for this kind of file in scripts/packaging/asset-map.ts`)
    if (!plainName.test(file) || file.includes('..')) throw new Error(`dist/renderer/${file}: not a plain name`)
    map[file] = { file, mediaType, sha256: createHash('sha256').update(readFileSync(join(folder, file))).digest('hex') }
  }
  if (map['index.html'] === undefined) throw new Error('dist/renderer has no index.html')
  return map
}

/** Writes the static map of the renderer in `folder` to `output` (`dist/desktop/assets.json`). */
export function writeAssetMap(folder: string, output: string): void {
  mkdirSync(dirname(output), { recursive: true })
  writeFileSync(output, `${JSON.stringify(assetMap(folder), null, 1)}\n`)
}

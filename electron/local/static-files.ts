import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

/** One file of the screens. */
export interface StaticFile {
  readonly bytes: Buffer
  readonly mediaType: string
}

/** Every path a browser may ask for, with its leading slash. */
export type StaticFiles = ReadonlyMap<string, StaticFile>

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/**
 * Reads all files of a folder into a map made once: a request is looked up, never joined to a path, so no request can leave the
 * folder. Files of unknown kinds (source maps) are left out. Empty when the folder does not exist.
 */
export function readStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>()
  for (const path of listFiles(folder, '')) {
    const mediaType = mediaTypes[extname(path)]
    if (mediaType !== undefined) files.set(`/${path}`, { bytes: readFileSync(join(folder, path)), mediaType })
  }
  return files
}

function listFiles(folder: string, below: string): string[] {
  let entries
  try {
    entries = readdirSync(join(folder, below), { withFileTypes: true })
  } catch {
    return []
  }
  return entries.flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    return entry.isDirectory() ? listFiles(folder, path) : entry.isFile() ? [path] : []
  })
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

/** Where `npx install-electron` puts the program, by system. */
const places: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'electron',
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
}

/** The folder that holds Electron's files, whether or not they were fetched. */
export const electronFolder = join(root, 'node_modules/electron/dist')

/**
 * The Electron program, or undefined. Found by a file test: importing the package `electron` would download the
 * binary when it is missing.
 */
export function electronBinary(): string | undefined {
  const place = places[process.platform]
  if (place === undefined) return undefined
  const file = join(electronFolder, place)
  return existsSync(file) ? file : undefined
}

/** The sentence for every command that needs it. */
export const electronMissing =
  'The Electron program is not here. Fetch it once with "npx install-electron" (it needs the internet), then run this again.'

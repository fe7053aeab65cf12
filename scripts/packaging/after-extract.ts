import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { AfterPackContext } from 'electron-builder'

/**
 * Called by electron-builder when Electron's own files are in place and ours are not. Removes the page that Electron
 * shows when it has no program: ours has one, and nothing else may lie where a program is looked for.
 */
export function afterExtract({ packager, appOutDir, electronPlatformName }: AfterPackContext): Promise<void> {
  // On macOS the folder still has Electron's own name at this point.
  const resources = electronPlatformName === 'darwin' ? join(appOutDir, 'Electron.app/Contents/Resources') : packager.getResourcesDir(appOutDir)
  rmSync(join(resources, 'default_app.asar'), { force: true })
  return Promise.resolve()
}

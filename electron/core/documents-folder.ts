import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { env, platform } from 'node:process'

/** The person's folder for documents: what the desktop of Linux says, else `Documents` in the home folder. */
function documentsFolder(): string {
  const home = homedir()
  if (platform === 'linux') {
    try {
      const text = readFileSync(join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'user-dirs.dirs'), 'utf8')
      const value = /^XDG_DOCUMENTS_DIR="(.+)"$/m.exec(text)?.[1]?.replace(/^\$HOME(?=\/|$)/, home)
      if (value !== undefined && value.startsWith('/') && value !== home) return value
    } catch {
      // no such file: the usual name
    }
  }
  return join(home, 'Documents')
}

/** Where files are carried out to when nothing was configured; made when it is first used. */
export function defaultExportFolder(): string {
  return join(documentsFolder(), 'Cofferdam')
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fuseWire } from '../../electron/desktop/policies/fuses.ts'
import { fuseSentinel } from './fuse-wire.ts'

/** The fuses of the stub: each the opposite of what it must become, so that none can be right by chance. */
export const invertedWire = [...fuseWire].map((fuse) => (fuse === '1' ? '0' : '1')).join('')

/**
 * Writes a folder that looks to the packager like an unpacked Electron for Linux: a program with a fuse wire between
 * bytes that mean nothing, and the files around it. It cannot run. It lets packaging be tested on a machine that has
 * no Electron and no network.
 */
export function writeStubElectron(folder: string, version: string): void {
  const filler = Buffer.alloc(70_000, 0xcc)
  const wire = Buffer.from([1, fuseWire.length, ...Buffer.from(invertedWire, 'latin1')])
  const files: Readonly<Record<string, Buffer | string>> = {
    electron: Buffer.concat([Buffer.from('\u007fELF', 'latin1'), filler, Buffer.from(fuseSentinel, 'latin1'), wire, filler]),
    'chrome-sandbox': filler,
    version,
    LICENSE: 'licence of Electron',
    'LICENSES.chromium.html': 'licences of Chromium',
    'resources.pak': filler,
    'locales/de.pak': filler,
    'locales/en-US.pak': filler,
    'locales/fr.pak': filler,
    'resources/default_app.asar': 'the page Electron shows when it has no program',
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), content, { mode: name === 'electron' ? 0o755 : 0o644 })
  }
}

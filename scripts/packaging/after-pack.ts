/**
 * The last touch on the packaged program, after its files are in place and before it is signed: its fuses.
 * electron-builder could set them, but through an older library that does not know all nine.
 */
import { join } from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses'
import type { AfterPackContext, LinuxPackager } from 'electron-builder'
import { fuses, fuseWire } from '../../electron/desktop/policies/fuses.ts'
import { readFuseWire } from './fuse-wire.ts'

/** Called by electron-builder. Throws, and so stops the packaging, when a fuse is not as it should be. */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const program = programOf(context)
  const states = Object.fromEntries(fuses.map((fuse) => [FuseV1Options[fuse.name], fuse.on])) as Record<FuseV1Options, boolean>
  const config: FuseV1Config = {
    ...states,
    version: FuseVersion.V1,
    // A tenth fuse of a later Electron must be decided here, not inherited.
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: context.electronPlatformName === 'darwin',
  }
  await flipFuses(program, config)
  // On macOS the wire lies in the framework and flipFuses has read it; elsewhere our own eyes look at the bytes.
  if (context.electronPlatformName === 'darwin') return
  const found = readFuseWire(program)
  if (found !== fuseWire) throw new Error(`the fuses of ${program} read ${found} instead of ${fuseWire}`)
}

function programOf({ packager, appOutDir, electronPlatformName }: AfterPackContext): string {
  switch (electronPlatformName) {
    case 'linux':
      return join(appOutDir, (packager as LinuxPackager).executableName)
    case 'win32':
      return join(appOutDir, `${packager.appInfo.productFilename}.exe`)
    case 'darwin':
      return join(appOutDir, `${packager.appInfo.productFilename}.app`)
    default:
      throw new Error(`no fuses known for ${electronPlatformName}`)
  }
}

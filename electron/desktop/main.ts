import '../core/network-locked.ts'
import { join } from 'node:path'
import { startDesktop } from './desktop.ts'

// The folder of the built entry file, `dist/desktop`.
const here = import.meta.dirname

startDesktop({
  preload: join(here, 'preload.cjs'),
  core: join(here, 'core-process.mjs'),
  assetMap: join(here, 'assets.json'),
  renderer: join(here, '..', 'renderer'),
})

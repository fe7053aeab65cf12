/**
 * What the build makes. Three parts, each with its own stamp, so that a changed screen does not rebuild the core.
 */

/** One process of the product: a TypeScript entry and the single file it becomes under dist/. */
export interface NodeEntry {
  readonly entry: string
  readonly output: string
  readonly format: 'es' | 'cjs'
}

/**
 * dist/ mirrors electron/, so `new URL('../core/worker-thread.mjs', import.meta.url)` means the same in both trees.
 * The preload has to be CommonJS in one file: a sandboxed preload can load nothing else.
 */
export const nodeEntries: readonly NodeEntry[] = [
  { entry: 'electron/core/writer-thread.ts', output: 'core/writer-thread.mjs', format: 'es' },
  { entry: 'electron/core/worker-thread.ts', output: 'core/worker-thread.mjs', format: 'es' },
  { entry: 'electron/local/main.ts', output: 'local/main.mjs', format: 'es' },
  { entry: 'electron/cli/main.ts', output: 'cli/main.mjs', format: 'es' },
  { entry: 'electron/desktop/main.ts', output: 'desktop/main.mjs', format: 'es' },
  { entry: 'electron/desktop/core-process.ts', output: 'desktop/core-process.mjs', format: 'es' },
  { entry: 'electron/desktop/preload.ts', output: 'desktop/preload.cjs', format: 'cjs' },
]

/** Folders under assets/ that only packaging reads. Everything else in assets/ goes along into dist/assets. */
export const packagingAssets: readonly string[] = ['icons']

/** A part of dist/ with the files and folders whose content decides whether it is stale. */
export interface Part {
  readonly name: 'renderer' | 'node' | 'assets'
  readonly inputs: readonly string[]
}

// Settings that change every bundle: the tool versions in the lockfile, the product version, the compiler options.
const common = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'scripts/build.ts', 'scripts/build']

export const parts: readonly Part[] = [
  {
    name: 'renderer',
    // assets/fonts and the like may be imported by the renderer.
    inputs: [
      ...common,
      'scripts/packaging/asset-map.ts',
      'vite.renderer.config.ts',
      'tsconfig.renderer.json',
      'renderer',
      'shared',
      'assets',
    ],
  },
  { name: 'node', inputs: [...common, 'vite.node.config.ts', 'shared', 'db', 'electron', 'assets'] },
  { name: 'assets', inputs: ['scripts/build.ts', 'scripts/build', 'assets'] },
]

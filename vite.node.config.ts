/** Builds one process that runs outside the window: everything in one file, except the native driver. */
import { basename, dirname } from 'node:path'
import type { InlineConfig } from 'vite'
import { defineConstants, type BuildConstants } from './scripts/build/constants.ts'
import type { NodeEntry } from './scripts/build/parts.ts'
import { root } from './scripts/root.ts'

/**
 * `better-sqlite3` finds its prebuilt binary beside its own files, so it stays in node_modules (and, packaged, in
 * app.asar.unpacked). `electron` exists only inside Electron.
 */
export const externalPackages: readonly string[] = ['better-sqlite3', 'electron']

/** The Vite settings for one entry, written below `outDir`. */
export function nodeBundle(entry: NodeEntry, outDir: string, constants: BuildConstants): InlineConfig {
  const modules = entry.format === 'es'
  return {
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    define: {
      ...defineConstants(constants),
      // Some CommonJS libraries ask for these; an ES module has them under other names.
      ...(modules ? { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' } : {}),
    },
    ssr: { noExternal: true, external: [...externalPackages], target: 'node' },
    build: {
      ssr: true,
      target: 'node24',
      outDir: `${outDir}/${dirname(entry.output)}`,
      emptyOutDir: false,
      // A stack in the plant's log should name real functions.
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: `${root}${entry.entry}`,
        output: {
          format: entry.format,
          entryFileNames: basename(entry.output),
          codeSplitting: false,
        },
      },
    },
  }
}

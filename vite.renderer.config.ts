/** Builds the screens: renderer/index.html becomes dist/renderer, for every host the same. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { defineConstants, readConstants } from './scripts/build/constants.ts'
import { root } from './scripts/root.ts'

const { __COFFERDAM_COMMIT__: _, ...constants } = defineConstants(readConstants(root))

export default defineConfig({
  root: `${root}renderer`,
  // Both hosts serve the folder at the root of its origin.
  base: '/',
  publicDir: false,
  plugins: [react()],
  define: constants,
  logLevel: 'warn',
  build: {
    outDir: `${root}dist/renderer`,
    emptyOutDir: true,
    // Chromium 156 in Electron 45; the browser host serves the same screens to a plant's own Chrome or Edge.
    target: 'chrome120',
    // Nothing as a data: address: fonts may only come from 'self' under the content security policy.
    assetsInlineLimit: 0,
    // The fallback for old browsers would fetch; the policy check greps for that.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4_000,
    rolldownOptions: {
      output: {
        // zod is told not to compile its parsers before any schema is made: both in one part, and every other part comes after it.
        codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|renderer\/app\/no-eval\.ts$/ }] },
      },
    },
    reportCompressedSize: false,
  },
})

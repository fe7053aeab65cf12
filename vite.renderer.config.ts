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
        codeSplitting: {
          groups: [
            // Read first and run at once: the host is asked while the rest is read.
            { name: 'connect', test: /renderer\/connect\.ts$/, priority: 2 },
            // What every start loads comes in one part: thirty small ones cost thirty requests before the first screen.
            { name: 'start', tags: ['$initial'], priority: 1 },
          ],
        },
      },
    },
    reportCompressedSize: false,
  },
})

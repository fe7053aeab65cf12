/**
 * Name, version and build of the program. The build replaces these three names by constants, and package.json is then
 * left out of the bundle; started from source (tests, `npm run demo`) they do not exist, which `typeof` may ask
 * without harm.
 */
import manifest from '../package.json' with { type: 'json' }

declare const __COFFERDAM_VERSION__: string | undefined
declare const __COFFERDAM_COMMIT__: string | undefined
declare const __COFFERDAM_BUNDLED__: boolean | undefined

/** What the program says about itself. `bundled` is true in dist/, where the thread files end in `.mjs` instead of `.ts`. */
export const product = {
  name: 'Cofferdam',
  version: typeof __COFFERDAM_VERSION__ === 'undefined' ? manifest.version : __COFFERDAM_VERSION__,
  commit: typeof __COFFERDAM_COMMIT__ === 'undefined' ? 'unknown' : __COFFERDAM_COMMIT__,
  /**
   * A moment before which this program did not exist, UTC ms: a PC that shows an earlier one has a wrong clock, often an empty battery.
   * Set by hand and not by the build, which must give the same bytes on any day.
   */
  madeAt: Date.UTC(2025, 0, 1),
  bundled: typeof __COFFERDAM_BUNDLED__ !== 'undefined',
} as const

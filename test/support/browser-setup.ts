import { findChromium } from './chromium.ts'

/**
 * Runs once before all end-to-end tests: chooses the browser. Playwright's settings then read the choice from the
 * environment, in each worker; they do not choose themselves, because other tools load them too.
 */
export default async function setUp(): Promise<void> {
  await findChromium()
}

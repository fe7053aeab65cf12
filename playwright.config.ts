/**
 * One set of specs, two hosts: `browser` (the local host in Chromium) always, `electron` where its program is
 * present. No retries: a test that passes at the second try has found something.
 */
import { defineConfig } from '@playwright/test'
import { chromiumFlags, chromiumSandbox, knownChromium } from './test/support/chromium.ts'

// Unknown in the first process, until the set-up has run; known in every worker.
const chromium = knownChromium()

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './test/support/browser-setup.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  // Each worker has its own host and store; two cores carry two.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    trace: 'off',
    video: 'off',
    screenshot: 'off',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // The smallest screen of the promise.
    viewport: { width: 1024, height: 768 },
  },
  projects: [
    {
      name: 'browser',
      use: {
        browserName: 'chromium',
        launchOptions: {
          chromiumSandbox,
          args: [...chromiumFlags],
          ...(chromium && {
            executablePath: chromium.path,
            env: { ...definedOnly(process.env), ...chromium.environment },
          }),
        },
      },
    },
    // Its fixture starts the program itself.
    { name: 'electron' },
  ],
})

/** Node says that a variable may be undefined; one that is listed never is. */
function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** Watches a page of the product: what it must never do fails the test, wherever it happens. */
import type { ConsoleMessage, Page } from '@playwright/test'

/** Notices what pages of one program do. */
export interface PageWatch {
  /** Everything that must not have happened, as sentences: violations of the content policy, errors, requests to anywhere else. */
  readonly faults: readonly string[]
  /**
   * Starts watching a page.
   * @param origins of its hosts, e.g. `http://127.0.0.1:40001`; asked anew at each request, because a restart adds one
   */
  follow(page: Page, origins: () => readonly string[]): Promise<void>
  /** From now on pages may lose their host: requests that nobody answers are no fault. */
  expectLostHost(): void
  /** There is a host again. */
  expectHost(): void
}

/** Everything a page of ours may load from, besides its own origin. */
const ownSchemes = /^(blob:|data:|about:blank)/

/** @param faults takes what is noticed */
export function createWatch(faults: string[]): PageWatch {
  let hostMayBeGone = false
  const noteConsole = (message: ConsoleMessage): void => {
    if (message.type() !== 'error') return
    if (hostMayBeGone && /Failed to load resource|ERR_CONNECTION/.test(message.text())) return
    faults.push(`console: ${message.text()}`)
  }
  const noteError = (error: Error): void => {
    // A value that was thrown and is no error has neither.
    faults.push(`page error: ${error.stack || error.message || error.name || String(error)}`)
  }
  return {
    faults,
    async follow(page, origins) {
      // A desktop window has done things before anybody could listen.
      for (const message of await page.consoleMessages()) noteConsole(message)
      for (const error of await page.pageErrors()) noteError(error)
      // A step that cannot be done says so soon, and not at the end of the test's time.
      page.setDefaultTimeout(15_000)
      page.on('console', noteConsole)
      page.on('pageerror', noteError)
      page.on('crash', () => faults.push('the page crashed'))
      page.on('request', (request) => {
        const url = request.url()
        if (!origins().some((origin) => url.startsWith(`${origin}/`)) && !ownSchemes.test(url)) faults.push(`request to ${url}`)
      })
      // Chromium writes most violations to the console; the event also tells of those it keeps quiet about.
      await page.addInitScript(tellViolations)
      await page.evaluate(tellViolations)
    },
    expectLostHost() {
      hostMayBeGone = true
    },
    expectHost() {
      hostMayBeGone = false
    },
  }
}

/** Runs in the page. */
function tellViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`content policy: ${event.effectiveDirective} refused ${event.blockedURI} (${event.sourceFile}:${String(event.lineNumber)})`)
  })
}

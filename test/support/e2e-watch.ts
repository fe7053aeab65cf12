/** Watches a page of the product: what it must never do fails the test, wherever it happens. */
import type { Page } from '@playwright/test'

/** What was noticed so far, as sentences. */
export interface PageWatch {
  /** Everything that must not have happened: violations of the content policy, errors, requests to anywhere else. */
  readonly faults: readonly string[]
  /** From now on the page may lose its host: requests that nobody answers are no fault. */
  expectLostHost(): void
  /** The page has a host again. */
  expectHost(): void
}

/** Everything a page of ours may load from, besides its own origin. */
const ownSchemes = /^(blob:|data:|about:blank)/

/**
 * Starts watching.
 * @param origin of the host, e.g. `http://127.0.0.1:40001` or `app://cofferdam`; asked anew at each request, because a restart changes it
 */
export async function watchPage(page: Page, origin: () => string): Promise<PageWatch> {
  const faults: string[] = []
  let hostMayBeGone = false
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    if (hostMayBeGone && /Failed to load resource|ERR_CONNECTION/.test(message.text())) return
    faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`page error: ${error.stack ?? error.message}`))
  page.on('crash', () => faults.push('the page crashed'))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin()}/`) && !ownSchemes.test(url)) faults.push(`request to ${url}`)
  })
  // Chromium writes most violations to the console; the event also tells of those it keeps quiet about.
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content policy: ${event.effectiveDirective} refused ${event.blockedURI} (${event.sourceFile}:${String(event.lineNumber)})`)
    })
  })
  return {
    faults,
    expectLostHost() {
      hostMayBeGone = true
    },
    expectHost() {
      hostMayBeGone = false
    },
  }
}

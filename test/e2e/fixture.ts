import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { createClient, type Client } from '../../shared/contract/client.ts'
import type { AppContract } from '../../shared/contract/contract.ts'
import { browserHost, desktopHost, type ScreenHost } from '../support/e2e-host.ts'
import { textsOf, type ScreenLanguage, type Texts } from '../support/e2e-texts.ts'
import { createWatch, type PageWatch } from '../support/e2e-watch.ts'
import { whyNoDesktop } from '../support/electron.ts'
import { makeTestFolders, testPassphrase, type TestFolders } from '../support/in-process.ts'

/** The program under test, over folders of its own. Not started yet: a spec may prepare the folders first. */
export interface App {
  readonly folders: TestFolders
  /** The window. @throws Error before the first start */
  readonly page: Page
  /** Texts of the language the window speaks. */
  readonly t: Texts
  readonly language: ScreenLanguage
  readonly watch: PageWatch
  /** Calls of the window's own session, for what a spec needs and does not test through the screen. */
  readonly api: Client<AppContract>
  /** Starts the host and opens its page. */
  start(): Promise<Page>
  /** Ends the host in order. The page of a browser stays, without a host. */
  stop(): Promise<void>
  /** Ends the host and starts it again over the same folders, as the next day does. */
  restart(): Promise<Page>
  /** Makes a record without the screens and shows the first screen of the window. */
  create(input?: { readonly kind?: 'real' | 'demo' }): Promise<{ readonly site: string }>
  /** Goes to a place in the window by its address, e.g. `/incidents`. */
  goTo(path: string): Promise<void>
}

/** Passphrase of every record that a spec makes. */
export const passphrase = testPassphrase

interface Options {
  /** What the window speaks from its first paint on. */
  readonly language: ScreenLanguage
}

interface Given {
  readonly app: App
  /** Starts a second local host over the folders of the first program and opens its page. */
  readonly secondWindow: (folders: TestFolders) => Promise<Page>
}

/** Opens a context in this worker's browser, which is started by the first that needs it: the desktop never does. */
type OpenContext = () => Promise<BrowserContext>

/** One set of specs, two hosts. Whatever the page must never do fails the test at its end. */
export const test = base.extend<Options & Given, { readonly openContext: OpenContext }>({
  language: ['en', { option: true }],
  locale: async ({ language }, use) => {
    await use(language === 'de' ? 'de-DE' : 'en-GB')
  },
  openContext: [
    async ({ playwright }, use) => {
      let browser: Browser | null = null
      await use(async () => {
        browser ??= await playwright.chromium.launch()
        return browser.newContext()
      })
      await (browser as Browser | null)?.close()
    },
    { scope: 'worker' },
  ],
  app: async ({ language, openContext }, use, testInfo) => {
    const onDesktop = testInfo.project.name === 'electron'
    const reason = onDesktop ? whyNoDesktop() : undefined
    testInfo.skip(reason !== undefined, reason ?? '')
    const folders = makeTestFolders()
    const context = onDesktop ? null : await openContext()
    const app = appOver(folders, language, (prepare) =>
      context === null ? desktopHost(folders, language, prepare) : browserHost(folders, context, prepare),
    )
    try {
      await use(app)
      await app.stop()
      expect(app.watch.faults, 'what the page must never do').toEqual([])
    } finally {
      await app.stop().catch(() => undefined)
      await context?.close()
      folders.remove()
    }
  },
  secondWindow: async ({ openContext }, use, testInfo) => {
    testInfo.skip(testInfo.project.name === 'electron', 'the desktop shows its first window instead')
    const hosts: ScreenHost[] = []
    const context = await openContext()
    await use(async (folders) => {
      const host = browserHost(folders, context, () => Promise.resolve())
      hosts.push(host)
      return host.start()
    })
    for (const host of hosts) await host.stop()
    await context.close()
  },
})

function appOver(folders: TestFolders, language: ScreenLanguage, hostOf: (prepare: (page: Page) => Promise<void>) => ScreenHost): App {
  const faults: string[] = []
  let shown: Page | null = null
  const watch = createWatch(faults)
  const host = hostOf((page) => watch.follow(page, () => host.origins()))
  const page = (): Page => {
    if (shown === null) throw new Error('the host was not started')
    return shown
  }
  const api = createClient<AppContract>((request) => page().evaluate(callAsThePage, JSON.stringify(request)))
  const app: App = {
    folders,
    t: textsOf(language),
    language,
    watch,
    api,
    get page() {
      return page()
    },
    async start() {
      shown = await host.start()
      watch.expectHost()
      // Until then the page has not even exchanged its code.
      await expect(shown.getByRole('main')).toBeVisible({ timeout: 20_000 })
      return shown
    },
    async stop() {
      watch.expectLostHost()
      await host.stop()
    },
    async restart() {
      await app.stop()
      return app.start()
    },
    async create({ kind = 'real' } = {}) {
      const { site } = await api.call('store.create', {
        passphrase,
        name: 'Anna Berg',
        entityName: kind === 'demo' ? '' : 'Wasserwerk Talau',
        siteName: kind === 'demo' ? '' : 'Werk Nord',
        zone: 'Europe/Berlin',
        kind,
        language,
      })
      await api.call('preferences.save', { language, theme: 'system', density: 'normal', dismissed: [] })
      await page().reload()
      await expect(page().getByRole('main')).toHaveAttribute('data-pane', 'work')
      return { site }
    },
    async goTo(path) {
      await page().evaluate((hash) => {
        location.hash = hash
      }, path)
    },
  }
  return app
}

/** Runs in the page: one call through whatever the page itself calls with. */
async function callAsThePage(request: string): Promise<string> {
  const bridge = (window as { readonly cofferdam?: { call(json: string): Promise<string> } }).cofferdam
  if (bridge !== undefined) return bridge.call(request)
  const answer = await fetch('/api', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${sessionStorage.getItem('cofferdam-token') ?? ''}` },
    body: request,
    credentials: 'omit',
  })
  return answer.text()
}

export { expect }

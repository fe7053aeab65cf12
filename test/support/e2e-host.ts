/** The two hosts of the end-to-end specs behind one face: the local host in Chromium, and the desktop program. */
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { bundleOrigin } from '../../electron/desktop/policies/bundle.ts'
import { startDesktopHost, type DesktopHost } from './electron.ts'
import type { ScreenLanguage } from './e2e-texts.ts'
import type { TestFolders } from './in-process.ts'
import { startLocalHost, type LocalHost } from './local-host.ts'

/** A host that can be started over the same folders as often as a test wants. */
export interface ScreenHost {
  /** Starts the host and opens its page. The page of a browser stays the same one, that of the desktop is a new one. */
  start(): Promise<Page>
  /** Ends the host in order; its store is closed afterwards. @throws Error with what it complained about */
  stop(): Promise<void>
  /** Where its pages have come from so far, without a slash at the end: a page of yesterday's host may still ask that one. */
  origins(): readonly string[]
}

/** The local host, built, with the page of a browser. */
export function browserHost(folders: TestFolders, context: BrowserContext, prepare: (page: Page) => Promise<void>): ScreenHost {
  let running: LocalHost | null = null
  let page: Page | null = null
  const origins: string[] = []
  return {
    async start() {
      running = await startLocalHost({ from: 'built', folders })
      origins.push(running.origin)
      if (page === null) {
        page = await context.newPage()
        await prepare(page)
      }
      await page.goto(running.address)
      return page
    },
    async stop() {
      const host = running
      running = null
      if (host === null) return
      const exitCode = await host.stop()
      if (exitCode !== 0 || host.complaints() !== '') throw new Error(`the local host ended with ${String(exitCode)}: ${host.complaints()}`)
    },
    origins: () => origins,
  }
}

/** The desktop program with its own window. */
export function desktopHost(folders: TestFolders, language: ScreenLanguage, prepare: (page: Page) => Promise<void>): ScreenHost {
  let running: DesktopHost | null = null
  // Below the folders of the test, and gone with them.
  const profile = join(folders.root, 'profile')
  return {
    async start() {
      running = await startDesktopHost(folders, profile, language === 'de' ? 'de' : 'en-GB')
      await prepare(running.page)
      return running.page
    },
    async stop() {
      const host = running
      running = null
      await host?.close()
    },
    origins: () => [bundleOrigin],
  }
}

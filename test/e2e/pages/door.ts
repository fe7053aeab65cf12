import { expect, type Locator, type Page } from '@playwright/test'
import type { Texts } from '../../support/e2e-texts.ts'

/** What stands in front of the record: first start, passphrase, recovery sheet, and why it cannot be opened. */
export class Door {
  readonly #page: Page
  readonly #t: Texts
  constructor(page: Page, t: Texts) {
    this.#page = page
    this.#t = t
  }

  /** One of the ways in on the first screen of all. */
  beginning(beginning: 'incident' | 'setup' | 'demo'): Locator {
    return this.#page.getByRole('button', { name: this.#t(`door:start.${beginning}`) })
  }
  get name(): Locator {
    return this.#page.getByRole('textbox', { name: this.#t('door:create.name') })
  }
  get newPassphrase(): Locator {
    return this.#page.getByLabel(this.#t('door:create.passphrase'), { exact: true })
  }
  get entity(): Locator {
    return this.#page.getByRole('textbox', { name: this.#t('door:create.entity') })
  }
  get site(): Locator {
    return this.#page.getByRole('textbox', { name: this.#t('door:create.site') })
  }
  get passphrase(): Locator {
    return this.#page.getByLabel(this.#t('door:signIn.passphrase'), { exact: true })
  }
  /** Leads from the passphrase to the recovery sheet. */
  get lost(): Locator {
    return this.#page.getByRole('button', { name: this.#t('door:signIn.lost') })
  }
  get recoveryKey(): Locator {
    return this.#page.getByRole('textbox', { name: this.#t('door:recover.key') })
  }

  /** Opens an existing record and waits until its screens are there. */
  async signIn(passphrase: string): Promise<void> {
    await this.passphrase.fill(passphrase)
    await this.passphrase.press('Enter')
    await this.expectInside()
  }

  /** The frame with its screens is there. */
  async expectInside(): Promise<void> {
    // Making the passphrase hard to guess takes its time on a slow PC.
    await expect(this.#page.getByRole('main')).toHaveAttribute('data-pane', 'work', { timeout: 30_000 })
  }

  /** A refusal stands there in its three sentences: what happened, what was kept, what to do. */
  async expectRefusal(code: string): Promise<void> {
    const notice = this.#page.locator(`[data-error-code="${code}"]`)
    for (const part of ['happened', 'kept', 'todo']) await expect(notice).toContainText(this.#t(`errors:${code}.${part}`), { timeout: 30_000 })
  }
}

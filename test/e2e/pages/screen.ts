import { expect, type Locator, type Page } from '@playwright/test'
import { reportTexts } from '../../../shared/report/texts/texts.ts'
import type { ReportTexts } from '../../../shared/report/texts/report-texts.ts'
import type { ScreenLanguage, Texts } from '../../support/e2e-texts.ts'

/** A window with the words it speaks. */
export interface Window {
  readonly page: Page
  readonly t: Texts
  readonly language: ScreenLanguage
}

/** What every screen has: a title, buttons, fields and dialogs, found by the name that a person reads. */
export class Screen {
  readonly page: Page
  readonly t: Texts
  readonly language: ScreenLanguage
  /** Words of reports, which the screens share with the sheets. */
  readonly words: ReportTexts

  constructor({ page, t, language }: Window) {
    this.page = page
    this.t = t
    this.language = language
    this.words = reportTexts(language)
  }

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 })
  }
  get dialog(): Locator {
    return this.page.getByRole('dialog')
  }
  button(key: string, values?: Readonly<Record<string, string | number>>): Locator {
    return this.page.getByRole('button', { name: this.t(key, values), exact: true })
  }
  field(key: string): Locator {
    return this.page.getByRole('textbox', { name: this.t(key), exact: true })
  }
  /** A word of ours inside a sentence: English names of things begin small there, German ones do not. */
  inSentence(word: string): string {
    return this.language === 'en' ? word.charAt(0).toLowerCase() + word.slice(1) : word
  }
  /** Chooses from a closed list that opens. */
  async choose(label: string, choice: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label }).click()
    await this.page.getByRole('option', { name: choice, exact: true }).click()
  }
  /** Goes to a screen of the rail. */
  async goTo(screen: 'overview' | 'assets' | 'zones' | 'incidents' | 'transfer' | 'settings'): Promise<void> {
    await this.page.getByRole('navigation', { name: this.t('frame:rail.label') }).getByRole('link', { name: this.t(`frame:rail.${screen}`), exact: true }).click()
  }
  /** The title of the screen, once it is there. */
  async expectTitle(title: string | RegExp): Promise<void> {
    await expect(this.title).toHaveText(title)
  }
}

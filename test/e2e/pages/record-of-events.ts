import type { Locator } from '@playwright/test'
import { Screen } from './screen.ts'

/** Passphrase of the second person of a spec. */
export const secondPassphrase = 'nine grey geese over the weir'

/** The record of events below the settings. */
export class RecordOfEvents extends Screen {
  /** The table of entries. */
  get entries(): Locator {
    return this.page.getByRole('table', { name: this.t('audit:history.table') })
  }
  /** An entry by its sentence. */
  entry(sentence: string | RegExp): Locator {
    return this.entries.getByRole('button', { name: sentence })
  }
  /** Goes to a part by its tab. */
  async tab(name: 'history' | 'check' | 'extract' | 'keeping'): Promise<void> {
    await this.page.getByRole('navigation', { name: this.t('audit:tabs.label') }).getByRole('link', { name: this.t(`audit:tabs.${name}`), exact: true }).click()
  }
  /** Fills in who the second person is. */
  async enterSecond(name: string, passphrase = secondPassphrase): Promise<void> {
    await this.choose(this.t('approval:second.person'), name)
    await this.field('approval:second.passphrase').fill(passphrase)
  }
}

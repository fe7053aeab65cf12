import { renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, type Locator } from '@playwright/test'
import type { VerdictCode } from '../../../shared/package/verdict.ts'
import { Screen } from './screen.ts'

/** Carrying out and bringing in. */
export class Transfer extends Screen {
  place(label: string | RegExp): Locator {
    return this.page.getByRole('radio', { name: label })
  }
  get write(): Locator {
    return this.button('transfer:out.write')
  }

  /** Writes the release that is shown to a stick or folder. */
  async writeTo(label: string | RegExp): Promise<void> {
    await this.place(label).check()
    await this.write.click()
    await expect(this.page.getByText(this.t('transfer:out.writtenMeans'))).toBeVisible({ timeout: 30_000 })
  }

  /** Takes the stick out, puts it in again and checks it. @param stick folder that stands for it */
  async checkStick(stick: string): Promise<void> {
    const pocket = join(dirname(dirname(stick)), 'pocket')
    renameSync(stick, pocket)
    await expect(this.page.getByText(this.t('transfer:out.putIn')).last()).toBeVisible()
    renameSync(pocket, stick)
    await expect(this.page.getByText(this.t('transfer:out.isBack'))).toBeVisible()
    await this.button('transfer:out.check').click()
    await expect(this.page.getByText(this.t('transfer:out.checked'))).toBeVisible({ timeout: 30_000 })
  }

  /** Goes to the check of a file that somebody brought, and hands one in. */
  async verify(file: string): Promise<void> {
    await this.goTo('transfer')
    await this.button('transfer:log.verify').first().click()
    // The button beside it opens a dialog of the system, which nobody can drive.
    await this.page.locator('input[type="file"]').first().setInputFiles(file)
  }

  /** The one big answer. */
  async expectVerdict(code: VerdictCode, version: number | '' = ''): Promise<void> {
    const answer = this.page.getByRole('status').filter({ hasText: this.t(`transfer:verdict.${code}.meaning`) })
    await expect(answer).toContainText(this.t(`transfer:verdict.${code}.answer`, { version }), { timeout: 30_000 })
  }
}

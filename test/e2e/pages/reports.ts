import { expect, type Locator } from '@playwright/test'
import type { FieldId } from '../../../shared/report/field.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import { Screen } from './screen.ts'

/** The form of a report, its review, its release and the released version. */
export class Reports extends Screen {
  /** One question of the form, with everything that belongs to it. */
  question(id: FieldId): Locator {
    return this.page.locator(`[data-field="${id}"]`)
  }
  /** An answer of a question that has several in sight. */
  answer(id: FieldId, word: string): Locator {
    return this.question(id).getByRole('radio', { name: word, exact: true })
  }
  /** "Not known yet" beside a question. */
  notKnown(id: FieldId): Locator {
    return this.question(id).getByRole('button', { name: this.words.values.unknown, exact: true })
  }
  get review(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: this.t('report-form:toReview'), exact: true }).first()
  }
  get recipientName(): Locator {
    return this.field('report-form:recipient.name')
  }
  get addRecipient(): Locator {
    return this.button('report-form:recipient.add')
  }
  get reason(): Locator {
    return this.field('report-form:release.reason')
  }
  /** The button that leads to the last question, on the review. */
  release(stage: Stage): Locator {
    return this.page.getByRole('main').getByRole('button', { name: this.#release(stage), exact: true })
  }
  /** The same in the dialog: releases. */
  confirm(stage: Stage): Locator {
    return this.dialog.getByRole('button', { name: this.#release(stage), exact: true })
  }
  /** Opens a step of the form by its name. */
  async openStep(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: this.t('report-form:steps') }).getByRole('button', { name: new RegExp(`^${name}`) }).click()
  }
  /** Waits until a version was released and its page stands there. */
  async expectReleased(stage: Stage, number: number, version: number): Promise<void> {
    const title = this.t('report-form:released.title', { stage: this.words.stages[stage], number, version })
    await expect(this.title).toHaveText(title, { timeout: 30_000 })
  }
  #release(stage: Stage): string {
    return this.t('report-form:release.do', { stage: this.inSentence(this.words.stages[stage]) })
  }
}

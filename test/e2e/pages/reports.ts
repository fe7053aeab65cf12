import { expect, type Locator } from '@playwright/test'
import { stepOfField, stepsOf, type ReportStep } from '../../../renderer/features/report/steps.ts'
import { fieldsOf, type FieldId } from '../../../shared/report/field.ts'
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
  /** Opens the step of the form that asks a question. */
  async openStepOf(stage: Stage, id: FieldId): Promise<void> {
    const step = stepOfField(stepsOf(stage), id)
    if (step === null) throw new Error(`${stage} does not ask ${id}`)
    await this.#steps.getByRole('button', { name: this.#titleOf(step) }).click()
    await expect(this.question(id)).toBeVisible()
  }
  /** Answers everything that the law asks of a report, step by step: what can be said in words is, the rest is "not known yet". */
  async answerLawFields(stage: Stage): Promise<void> {
    for (const field of fieldsOf(stage)) {
      if (field.stages[stage] !== 'law' || field.appliesWhen !== undefined) continue
      await this.openStepOf(stage, field.id)
      switch (field.type) {
        case 'answer':
          await this.answer(field.id, this.t('ui:answer.no')).check()
          break
        case 'text':
        case 'long-text':
          await this.question(field.id).getByRole('textbox').fill(answerText(field.id))
          break
        case 'choice':
          await this.question(field.id).getByRole('radio').first().check()
          break
        default:
          await this.notKnown(field.id).click()
      }
    }
  }
  /** Goes from the form to its review. */
  async openReview(): Promise<void> {
    await this.#steps.getByRole('button', { name: new RegExp(`^(\\d+ )?${this.t('report-form:toReview')}`) }).click()
    await expect(this.title).toHaveText(new RegExp(`^${this.t('report-form:review.title', { title: '' })}`))
  }
  /** Waits until a version was released and its page stands there. */
  async expectReleased(stage: Stage, number: number, version: number): Promise<void> {
    const title = this.t('report-form:released.title', { stage: this.words.stages[stage], number, version })
    await expect(this.title).toHaveText(title, { timeout: 30_000 })
  }
  get #steps(): Locator {
    return this.page.getByRole('navigation', { name: this.t('report-form:steps') })
  }
  #titleOf(step: ReportStep): RegExp {
    const name = step.block === 'law' ? this.t('report-form:law.title') : this.words.blocks[step.block]
    const title = step.parts === 1 ? name : this.t('report-form:part', { block: name, part: step.part, parts: step.parts })
    return new RegExp(`^(\\d+ )?${title.replace(/[()]/g, '.')}`)
  }
  #release(stage: Stage): string {
    return this.t('report-form:release.do', { stage: this.inSentence(this.words.stages[stage]) })
  }
}

/** What stands in a field of words after `answerLawFields`. */
export function answerText(id: FieldId): string {
  return `What is known about ${id} so far.`
}

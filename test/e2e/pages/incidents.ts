import { expect, type Locator } from '@playwright/test'
import type { Stage } from '../../../shared/report/stage.ts'
import type { SubmissionChannel } from '../../../shared/report/submission.ts'
import { Screen } from './screen.ts'

/** The list of incidents, the form that records one, and one incident with its dialogs. */
export class Incidents extends Screen {
  get name(): Locator {
    return this.field('incident:record.name')
  }
  get record(): Locator {
    return this.button('incident:record.do')
  }
  /** The answer "yes" of the decision. */
  get significant(): Locator {
    return this.dialog.getByRole('radio', { name: this.t('incident:decide.yes') })
  }
  get notSignificant(): Locator {
    return this.dialog.getByRole('radio', { name: this.t('incident:decide.no') })
  }
  get basis(): Locator {
    return this.dialog.getByRole('textbox', { name: this.t('incident:decide.basis'), exact: true })
  }
  get decide(): Locator {
    return this.dialog.getByRole('button', { name: this.t('incident:decide.do'), exact: true })
  }

  /** A part of the incident in a window that is too narrow for all of them. */
  async openPart(part: 'chronology' | 'questions' | 'reports' | 'affected'): Promise<void> {
    const names = part === 'questions' ? /./ : this.t(`incident:parts.${part}`)
    await this.page.getByRole('tablist', { name: this.t('incident:parts.label') }).getByRole('tab', { name: names, exact: true }).click()
  }

  /** Links something of the register to the incident. */
  async link(name: string): Promise<void> {
    const search = this.page.getByRole('combobox', { name: this.t('incident:affected.add') })
    await search.fill(name)
    await this.page.getByRole('option', { name: new RegExp(`^${name}`) }).first().click()
    await expect(this.page.getByRole('button', { name: this.t('incident:affected.unlink', { name }) })).toBeVisible()
  }

  /** Writes a line into the chronology. */
  async write(line: string): Promise<void> {
    // It offers assets while one types, so it is a box that lists.
    const entry = this.page.getByRole('combobox', { name: this.t('incident:entry.label') })
    await entry.fill(line)
    await entry.press('Enter')
    await expect(entry).toHaveValue('')
  }

  /** Fills "handed in" now, by a way, and records it. */
  async handIn(channel: SubmissionChannel, by: string, reference: string): Promise<void> {
    await this.dialog.getByRole('button', { name: this.t('ui:instant.now') }).click()
    await this.choose(this.t('incident:submission.channel'), this.words.channels[channel])
    await this.dialog.getByRole('textbox', { name: this.t('incident:submission.by'), exact: true }).fill(by)
    await this.dialog.getByRole('textbox', { name: this.t('incident:submission.reference'), exact: true }).fill(reference)
    await this.dialog.getByRole('button', { name: this.t('incident:submission.do'), exact: true }).click()
    await expect(this.dialog).toBeHidden()
  }

  /** What stands about one report in the part "Reports". */
  report(stage: Stage): Locator {
    return this.page.getByRole('region', { name: this.words.stages[stage], exact: true })
  }

  /** Records what the authority answered to the last report. */
  async acknowledge(stage: Stage, reference: string): Promise<void> {
    await this.report(stage).getByRole('button', { name: this.t('incident:reports.acknowledge') }).click()
    await this.dialog.getByRole('button', { name: this.t('ui:instant.now') }).click()
    await this.dialog.getByRole('textbox', { name: this.t('incident:submission.reference'), exact: true }).fill(reference)
    await this.dialog.getByRole('button', { name: this.t('incident:acknowledge.do'), exact: true }).click()
    await expect(this.dialog).toBeHidden()
  }
}

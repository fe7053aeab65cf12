import { expect, type Locator } from '@playwright/test'
import { Screen } from './screen.ts'

/** Assets, services, network zones and contacts: a list with the form of one record beside it. */
export class Register extends Screen {
  /** The form beside the list. */
  get form(): Locator {
    return this.page.getByRole('main').locator('[data-pane="detail"]')
  }

  async addZone(name: string): Promise<void> {
    await this.goTo('zones')
    await this.#add('register:zone')
    await this.#fill('register:zone.name', name)
    await this.#save('register:zone')
  }

  async addAsset(name: string, zone: string): Promise<void> {
    await this.goTo('assets')
    await this.#add('register:asset')
    await this.#fill('register:asset.name', name)
    await this.choose(this.t('register:asset.zone'), zone)
    await this.#save('register:asset')
  }

  async addService(name: string, people: string): Promise<void> {
    await this.goTo('assets')
    await this.page.getByRole('navigation', { name: this.t('register:tabs.label') }).getByRole('link', { name: this.t('register:tabs.services') }).click()
    await this.#add('register:service')
    await this.#fill('register:service.name', name)
    await this.#fill('register:service.people', people)
    await this.form.getByRole('radio', { name: this.t('ui:answer.yes'), exact: true }).check()
    await this.#save('register:service')
  }

  /** Adds whom reports go to. */
  async addContact(name: string, phone: string): Promise<void> {
    await this.goTo('settings')
    await this.page.getByRole('main').getByRole('button', { name: new RegExp(`^${this.t('settings:pages.contacts.title')}`) }).click()
    await this.#add('settings:contact')
    await this.#fill('settings:contact.name', name)
    await this.choose(this.t('settings:contact.kind'), this.words.recipientKinds.csirt)
    await this.#fill('settings:contact.phone', phone)
    await this.#save('settings:contact')
  }

  async #add(kind: string): Promise<void> {
    await this.button(`${kind}.add`).first().click()
    await expect(this.form).toBeVisible()
  }
  async #fill(key: string, text: string): Promise<void> {
    await this.form.getByRole('textbox', { name: this.t(key), exact: true }).fill(text)
  }
  async #save(kind: string): Promise<void> {
    await this.form.getByRole('button', { name: this.t(`${kind}.save`), exact: true }).click()
    // The new record's own form stands there once it is saved.
    await expect(this.form.getByRole('button', { name: this.t(`${kind}.remove`), exact: true })).toBeVisible()
  }
}

/** A person who has nothing but a keyboard, and how long a practised one takes. */
import { expect, type Locator, type Page } from '@playwright/test'

/** Seconds for one key, and for seeing a field and thinking of what belongs into it (keystroke-level model). */
const secondsPerKey = 0.28
const secondsPerField = 1.35

/** Presses keys and counts them. There is no way to click, and none to put the focus anywhere. */
export class Keyboard {
  readonly #page: Page
  #keys = 0
  #fields = 0
  constructor(page: Page) {
    this.#page = page
  }

  /** Presses a key; a combination counts as many keys as it has. */
  async press(key: string): Promise<void> {
    this.#keys += key.split('+').length
    await this.#page.keyboard.press(key)
  }

  /** Presses Tab until something has the focus. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await target.waitFor()
    for (let presses = 0; presses < 40; presses += 1) {
      if (await this.#has(target)) return
      await this.press(key)
    }
    throw new Error(`40 times ${key} did not lead to ${String(target)}`)
  }

  /** Types into the field that has the focus. A capital letter is two keys. */
  async fill(field: Locator, text: string): Promise<void> {
    await this.meet(field)
    for (const letter of text) this.#keys += /\p{Lu}/u.test(letter) ? 2 : 1
    await this.#page.keyboard.type(text)
    await expect(field).toHaveValue(text)
  }

  /** A field has the focus and is answered with other keys, or looked at and left as it is. */
  async meet(field: Locator): Promise<void> {
    await expect(field).toBeFocused()
    this.#fields += 1
  }

  /** Seconds so far, and what they are made of. */
  score(): { readonly seconds: number; readonly keys: number; readonly fields: number } {
    return { seconds: this.#keys * secondsPerKey + this.#fields * secondsPerField, keys: this.#keys, fields: this.#fields }
  }

  #has(target: Locator): Promise<boolean> {
    return target.evaluate((element) => element === document.activeElement)
  }
}

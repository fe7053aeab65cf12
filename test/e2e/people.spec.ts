import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { root } from '../../scripts/root.ts'
import { expect, passphrase, test, type App } from './fixture.ts'
import { Door } from './pages/door.ts'

const own = 'seven quiet herons at dusk'

/** A picture for people to look at, where they are asked for. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env['COFFERDAM_LOOK'] !== '1') return
  await page.screenshot({ path: join(root, 'out/screens/people', `${name}.png`), animations: 'disabled' })
}

async function chooseInMenu({ page, t }: App, name: string, entry: Parameters<App['t']>[0]): Promise<void> {
  await page.getByRole('button', { name: t('frame:person.menuOf', { name }) }).click()
  await page.getByRole('menuitem', { name: t(entry) }).click()
}

async function takeOver({ page, t }: App, who: string, secret: string): Promise<void> {
  await page.getByLabel(t('people:locked.who')).fill(who)
  await page.getByLabel(t('people:locked.secret'), { exact: true }).fill(secret)
  await page.getByLabel(t('people:locked.secret'), { exact: true }).press('Enter')
}

async function setPin({ page, t }: App, pin: string): Promise<void> {
  await page.getByLabel(t('people:pin.pin'), { exact: true }).fill(pin)
  await page.getByLabel(t('people:pin.again'), { exact: true }).fill(pin)
  await page.keyboard.press('Enter')
  await expect(page.getByText(t('people:pin.set'))).toBeVisible()
}

for (const [language, viewport] of [
  ['en', { width: 1920, height: 1080 }],
  ['de', { width: 1024, height: 768 }],
] as const) {
  test.describe(language, () => {
    test.use({ language, viewport })

    test('a shift: a second person is added, takes over by PIN, and the control room writes on the locked screen', async ({ app }) => {
      test.setTimeout(180_000)
      const page = await app.start()
      const { t } = app
      await page.setViewportSize(viewport)
      const { site } = await app.create()

      // An administrator adds a person, who types an own passphrase.
      await app.goTo('/settings/people')
      await expect(page.getByRole('row').nth(1)).toBeVisible()
      await picture(page, `${language}-people`)
      await page.getByRole('button', { name: t('people:account.add') }).click()
      await page.getByRole('textbox', { name: t('people:account.name') }).fill('Ben Kurz')
      await page.getByRole('textbox', { name: t('people:account.function') }).fill('shift engineer')
      await page.getByRole('textbox', { name: t('people:account.badge') }).fill('4711')
      await page.getByLabel(t('people:account.passphrase'), { exact: true }).fill(own)
      await picture(page, `${language}-add`)
      await page.getByRole('button', { name: t('people:account.save') }).click()
      await expect(page.getByRole('row', { name: /Ben Kurz/ })).toBeVisible({ timeout: 20_000 })
      await picture(page, `${language}-added`)

      // The first one sets a PIN; the second one takes over by passphrase and sets one too.
      await chooseInMenu(app, 'Anna Berg', 'people:menu.pin')
      await picture(page, `${language}-pin`)
      await setPin(app, '730462')
      await chooseInMenu(app, 'Anna Berg', 'people:menu.lock')
      await expect(page.getByRole('heading', { name: t('people:locked.title') })).toBeVisible()
      await takeOver(app, '4711', own)
      await new Door(page, t).expectInside()
      await expect(page.getByRole('button', { name: t('frame:person.menuOf', { name: 'Ben Kurz' }) })).toBeVisible()
      await chooseInMenu(app, 'Ben Kurz', 'people:menu.pin')
      await setPin(app, '480215')
      const { id } = await app.api.call('incidents.record', { site, title: 'Pump 3 stopped', notificationKind: 'mandatory', knownAt: null, detectedAt: null })

      // During an open incident the locked screen stays writable, and shows nothing of the record but its deadlines.
      await chooseInMenu(app, 'Ben Kurz', 'people:menu.lock')
      await expect(page.getByRole('heading', { name: t('people:controlRoom.title') })).toBeVisible()
      await expect(page.getByText('Pump 3 stopped')).toHaveCount(0)
      await page.getByLabel(t('people:controlRoom.text')).fill('pump 3 restarted by hand')
      await picture(page, `${language}-locked`)
      await page.getByRole('button', { name: t('people:controlRoom.forward') }).click()
      await expect(page.getByRole('status').filter({ hasText: t('people:controlRoom.saved', { time: '' }).trim() })).toBeVisible()

      // Two actions: the name, then six digits and Enter.
      await page.getByRole('button', { name: /Anna Berg/ }).click()
      await expect(page.getByLabel(t('people:locked.secret'), { exact: true })).toBeFocused()
      await page.keyboard.type('111112')
      await page.keyboard.press('Enter')
      await new Door(page, t).expectRefusal('wrong-sign-in')
      await picture(page, `${language}-refused`)
      await page.keyboard.type('730462')
      await page.keyboard.press('Enter')
      await new Door(page, t).expectInside()
      await expect(page.getByRole('button', { name: t('frame:person.menuOf', { name: 'Anna Berg' }) })).toBeVisible()

      // A PIN is not enough to manage people; the passphrase confirms.
      await app.goTo('/settings/people')
      await new Door(page, t).expectRefusal('passphrase-needed')
      await picture(page, `${language}-passphrase-needed`)
      await chooseInMenu(app, 'Anna Berg', 'people:menu.confirm')
      await page.getByLabel(t('people:passphrase.now'), { exact: true }).fill(passphrase)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('row', { name: /Ben Kurz/ })).toBeVisible({ timeout: 20_000 })

      // The entry of the control room is claimed.
      await app.goTo(`/incidents/${id}/chronology`)
      await page.getByRole('button', { name: t('incident:claim.mine') }).click()
      await expect(page.getByText(t('incident:claim.by', { name: 'Anna Berg' }))).toBeVisible()
      await picture(page, `${language}-claimed`)

      // Ending the access: the PIN no longer helps.
      await app.goTo('/settings/people')
      await page.getByRole('row', { name: /Ben Kurz/ }).click()
      await picture(page, `${language}-account`)
      await page.getByRole('button', { name: t('people:account.end') }).click()
      await page.getByRole('dialog').getByRole('textbox').fill('left the company')
      await picture(page, `${language}-end`)
      await page.getByRole('dialog').getByRole('button', { name: t('people:account.end') }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await app.goTo('/settings/lock')
      await expect(page.getByRole('textbox', { name: t('people:lock.minutes') })).toBeVisible()
      await picture(page, `${language}-lock`)
      await chooseInMenu(app, 'Anna Berg', 'people:menu.lock')
      await takeOver(app, '4711', '480215')
      await new Door(page, t).expectRefusal('wrong-sign-in')
    })
  })
}

test('a passphrase that was handed over has to be changed first', async ({ app }) => {
  test.setTimeout(120_000)
  const page = await app.start()
  const { t } = app
  await app.create()
  await app.goTo('/settings/people/new')
  await page.getByRole('textbox', { name: t('people:account.name') }).fill('Ben Kurz')
  await page.getByRole('radio', { name: t('people:account.wayGiven') }).check()
  await page.getByRole('button', { name: t('people:account.save') }).click()
  const given = await page.locator('code').textContent({ timeout: 20_000 })
  await picture(page, 'given-made')
  await app.restart()
  const shown = app.page
  await shown.getByLabel(t('door:signIn.passphrase'), { exact: true }).fill(given ?? '')
  await shown.keyboard.press('Enter')
  await expect(shown.getByRole('heading', { name: t('people:given.title', { name: 'Ben Kurz' }) })).toBeVisible({ timeout: 20_000 })
  await picture(shown, 'given')
  await shown.getByLabel(t('people:given.now'), { exact: true }).fill(given ?? '')
  await shown.getByLabel(t('people:passphrase.next'), { exact: true }).fill(own)
  await shown.keyboard.press('Enter')
  await new Door(shown, t).expectInside()
})

test('an unwatched screen warns, goes on at a key, and locks', async ({ app }) => {
  test.setTimeout(120_000)
  const page = await app.start()
  const { t } = app
  await app.create()
  await app.api.call('access.save', { idleMinutes: 1, controlRoomWrites: true })
  await page.clock.install()
  await page.reload()
  await new Door(page, t).expectInside()
  await page.clock.fastForward(45_000)
  await expect(page.getByRole('dialog')).toBeVisible()
  await picture(page, 'idle')
  await page.keyboard.press('Shift')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.clock.fastForward(61_000)
  await expect(page.getByRole('heading', { name: t('people:locked.title') })).toBeVisible()
  await expect(page.getByText(t('deadlines:none')).first()).toBeVisible()
})

test('a viewer reads everything and is offered nothing that would be refused', async ({ app }) => {
  test.setTimeout(120_000)
  const page = await app.start()
  const { t, api } = app
  const { site } = await app.create()
  await api.call('assets.save', { id: null, site, name: 'PLC 7', kind: 'plc', networkZone: null, criticality: 'low' })
  const { id: incident } = await api.call('incidents.record', { site, title: 'Pump 3 stopped', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  await api.call('accounts.add', { name: 'Vera Blick', function: 'guest', badge: '', grants: [{ role: 'viewer', site: null }], validUntil: null, passphrase: own })
  await api.call('people.lock', {})
  await api.call('people.signIn', { who: 'Vera Blick', passphrase: own })
  await page.reload()
  await expect(page.getByRole('button', { name: t('frame:person.menuOf', { name: 'Vera Blick' }) })).toBeVisible()

  await app.goTo('/assets')
  await page.getByRole('row', { name: /PLC 7/ }).click()
  await expect(page.getByRole('textbox', { name: t('register:asset.name') })).toHaveAttribute('readonly')
  await picture(page, 'viewer-asset')
  for (const refused of ['register:asset.add', 'register:asset.save', 'register:asset.remove'] as const) await expect(page.getByRole('button', { name: t(refused) })).toHaveCount(0)

  await app.goTo(`/incidents/${incident}`)
  await expect(page.getByRole('heading', { level: 1, name: /Pump 3 stopped/ })).toBeVisible()
  await picture(page, 'viewer-incident')
  for (const refused of ['incident:menu.rename', 'incident:close.do'] as const) await expect(page.getByRole('button', { name: t(refused) })).toHaveCount(0)

  await app.goTo('/settings/contacts')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('button', { name: t('settings:contact.add') })).toHaveCount(0)
  await picture(page, 'viewer-contacts')
})

import { Keyboard } from '../support/e2e-keyboard.ts'
import { expect, passphrase, test } from './fixture.ts'
import { Door } from './pages/door.ts'
import { Incidents } from './pages/incidents.ts'
import { Reports } from './pages/reports.ts'

/** Seconds from the first start to a released early warning. */
const limit = 120

for (const language of ['en', 'de'] as const) {
  test.describe(language, () => {
    test.use({ language })

    test('from the first start to a released early warning by keyboard alone', async ({ app }) => {
      await app.start()
      const door = new Door(app.page, app.t)
      const incidents = new Incidents(app)
      const reports = new Reports(app)
      const keyboard = new Keyboard(app.page)

      await expect(door.beginning('incident')).toBeFocused()
      await keyboard.press('Enter')
      await keyboard.fill(door.name, 'Anna Berg')
      await keyboard.tabTo(door.newPassphrase)
      await keyboard.fill(door.newPassphrase, passphrase)
      await keyboard.press('Enter')
      await door.expectInside()

      await keyboard.fill(incidents.name, 'Pump control does not answer')
      await keyboard.press('Enter')

      await keyboard.meet(incidents.significant)
      await keyboard.press('Space')
      await keyboard.tabTo(incidents.basis)
      await keyboard.fill(incidents.basis, 'Supply can stop.')
      await keyboard.press('Enter')

      await keyboard.tabTo(reports.answer('suspectedMalicious', app.t('ui:answer.yes')))
      await keyboard.meet(reports.answer('suspectedMalicious', app.t('ui:answer.yes')))
      await keyboard.press('Space')
      await keyboard.tabTo(reports.answer('possibleCrossBorder', app.t('ui:answer.yes')))
      await keyboard.meet(reports.answer('possibleCrossBorder', app.t('ui:answer.yes')))
      await keyboard.press('ArrowLeft')
      await expect(reports.answer('possibleCrossBorder', app.t('ui:answer.unknown'))).toBeChecked()
      await keyboard.press('Enter')

      await keyboard.fill(reports.recipientName, 'National CSIRT')
      await keyboard.press('Enter')
      await expect(reports.release('early-warning')).toBeFocused()
      await keyboard.press('Enter')
      await expect(reports.confirm('early-warning')).toBeFocused()
      await keyboard.press('Enter')
      await reports.expectReleased('early-warning', 1, 1)

      const { seconds, keys, fields } = keyboard.score()
      process.stdout.write(`keyboard score ${seconds.toFixed(1)} s (${String(keys)} keys, ${String(fields)} fields) ${language}\n`)
      expect(seconds).toBeLessThanOrEqual(limit)
    })
  })
}

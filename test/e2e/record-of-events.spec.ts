import { expect, test, type App } from './fixture.ts'
import { RecordOfEvents, secondPassphrase } from './pages/record-of-events.ts'

/** A plant with a second person, an asset that was changed, and somebody who left. */
async function prepare({ api }: App, site: string): Promise<void> {
  const { id } = await api.call('assets.save', { id: null, site, name: 'PLC 7', kind: 'plc', networkZone: null, criticality: 'low' })
  await api.call('assets.save', { id, site, name: 'PLC 7', kind: 'plc', networkZone: null, criticality: 'high' })
  await api.call('accounts.add', { name: 'Dora Lind', function: 'works council', badge: '', grants: [{ role: 'auditor', site: null }], validUntil: null, passphrase: secondPassphrase })
  const { id: left } = await api.call('accounts.add', { name: 'Egon Weg', function: 'shift engineer', badge: '', grants: [{ role: 'engineer', site: null }], validUntil: null, passphrase: 'seven quiet herons at dusk' })
  await api.call('accounts.end', { id: left, reason: 'left the company' })
  await api.call('recipients.save', { id: null, kind: 'auditor', name: 'Audit house', label: 'audit', regime: 'agreement', phone: '', email: '', portal: '', note: '' })
}

for (const language of ['en', 'de'] as const) {
  test.describe(language, () => {
    test.use({ language })

    test('the record of events is read, checked, handed out, and cleared with a second person', async ({ app }) => {
      test.setTimeout(240_000)
      const page = await app.start()
      const { site } = await app.create()
      await prepare(app, site)
      // What was entered behind the window's back is read anew.
      await page.reload()
      const screen = new RecordOfEvents(app)
      const { t } = app
      const changed = language === 'en' ? /changed the criticality of the asset PLC 7 from low to high/ : /das Gerät PLC 7 geändert: Wichtigkeit von niedrig auf hoch/

      // By record.
      await app.goTo('/settings')
      await page.getByRole('button', { name: new RegExp(t('settings:pages.record.holds')) }).click()
      await screen.expectTitle(t('audit:title'))
      await screen.entry(changed).click()
      await screen.button('audit:history.openRecord').click()
      await expect(screen.entries.getByRole('row')).toHaveCount(3)
      // Only its two entries would leave with a signed file; the head of the table is a row too.
      await screen.button('audit:history.handOut').click()
      await expect(page.getByText(t('audit:history.ofRecord', { what: language === 'en' ? 'the asset PLC 7' : 'das Gerät PLC 7' }))).toBeVisible()
      await expect(page.getByText(t('audit:extract.rows')).locator('xpath=following-sibling::*[1]')).toHaveText('2')
      await page.goBack()
      await screen.button('audit:history.showAll').click()
      await expect(screen.entries.getByRole('row').nth(4)).toBeVisible()

      // By person: only with a second one.
      await screen.button('audit:history.person').click()
      await screen.choose(t('audit:personDialog.person'), 'Egon Weg')
      await screen.field('audit:personDialog.reason').fill('complaint of 3 November')
      await screen.enterSecond('Dora Lind', 'not the passphrase')
      await screen.button('audit:personDialog.show').click()
      await expect(screen.dialog.getByText(t('errors:wrong-sign-in.happened'))).toBeVisible()
      const shown = page.getByText(t('audit:history.personShown', { who: 'Egon Weg', reason: 'complaint of 3 November' }))
      // A wrong passphrase makes the next try wait.
      await expect(async () => {
        await screen.enterSecond('Dora Lind')
        await screen.button('audit:personDialog.show').click()
        await expect(shown).toBeVisible({ timeout: 3_000 })
      }).toPass({ timeout: 30_000 })
      await screen.button('audit:history.personLeave').click()
      await expect(screen.entry(language === 'en' ? /looked at what one person did/ : /was eine Person getan hat/).first()).toBeVisible()

      // Checked, and against a point that left.
      await screen.tab('check')
      await screen.button('overview:check.run').click()
      await expect(page.getByText(t('overview:check.intact'))).toBeVisible()
      const head = await app.api.call('audit.head', {})
      await page.getByRole('textbox', { name: t('audit:check.paste', { file: 'anchor.log' }) }).fill(`${String(head.sequence)} ${head.hash.slice(0, 20)}`)
      await screen.button('audit:check.compare').click()
      await expect(page.getByText(t('audit:check.findings.holds')).first()).toBeVisible()
      await page.getByRole('textbox', { name: t('audit:check.paste', { file: 'anchor.log' }) }).fill(`2 ${'f'.repeat(64)}`)
      await screen.button('audit:check.compare').click()
      await expect(page.getByText(t('audit:check.findings.differs')).first()).toBeVisible()

      // Handed out.
      await screen.tab('extract')
      await expect(page.getByText(t('audit:extract.rows'))).toBeVisible()
      await screen.button('audit:extract.release').click()
      await expect(page.getByRole('status').filter({ hasText: /AUD-1/ })).toBeVisible()
      await screen.button('audit:extract.carry').first().click()
      await screen.expectTitle(t('transfer:out.titleExtract', { report: t('transfer:extract'), number: 'AUD-1' }))

      // Cleared: a name goes, its proof prints, and the record stays intact.
      await app.goTo('/settings/record/keeping')
      await screen.button('audit:keeping.lookEarly').first().click()
      await page.getByRole('checkbox', { name: /shift engineer/ }).check()
      await screen.button('audit:keeping.erase').click()
      await screen.field('audit:keeping.eraseReason').fill('asked for by the person')
      await screen.enterSecond('Dora Lind')
      await screen.button('audit:keeping.eraseDo').click()
      await expect(page.getByText(t('audit:keeping.doneTitle', { count: 1 }))).toBeVisible()
      await page.getByRole('link', { name: t('audit:history.proof') }).first().click()
      await screen.expectTitle(t('audit:proof.title'))
      await expect(page.getByText(t('audit:proof.noHash'))).toBeVisible()
      expect((await app.api.call('people.list', {})).people.find(({ function: work }) => work === 'shift engineer')?.name).toBeNull()
    })
  })
}

test('alone, nobody looks at one person and nothing is erased', async ({ app }) => {
  const page = await app.start()
  await app.create()
  const screen = new RecordOfEvents(app)
  await app.goTo('/settings/record')
  await screen.button('audit:history.person').click()
  await expect(screen.dialog.getByText(app.t('audit:personDialog.alone')).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await app.goTo('/settings/record/keeping')
  await expect(page.getByText(app.t('audit:keeping.alone'))).toBeVisible()
})

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/root.ts'
import { expect, test, type App } from './fixture.ts'
import { Incidents } from './pages/incidents.ts'
import { RecordOfEvents, secondPassphrase } from './pages/record-of-events.ts'
import { Reports } from './pages/reports.ts'

const hour = 3_600_000

/** Pictures for people to look at, where they are asked for. */
async function picture({ page, language }: App, name: string): Promise<void> {
  if (process.env['COFFERDAM_LOOK'] !== '1') return
  const before = page.viewportSize()
  for (const size of [{ width: 1024, height: 768 }, { width: 1920, height: 1080 }]) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const folder = join(root, 'out/screens/second-person', `${String(size.width)}-${colorScheme}-${language}`)
      mkdirSync(folder, { recursive: true })
      await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  if (before !== null) await page.setViewportSize(before)
}

/** A significant incident whose early warning one person has released; somebody else may approve. */
async function prepare({ api }: App, site: string): Promise<string> {
  await api.call('people.saveSelf', { name: 'Anna Berg', function: 'shift leader', phone: '', email: '' })
  await api.call('accounts.add', { name: 'Ben Kurz', function: 'plant manager', badge: '', grants: [{ role: 'approver', site: null }], validUntil: null, passphrase: secondPassphrase })
  const { id: recipient } = await api.call('recipients.save', { id: null, kind: 'csirt', name: 'National CSIRT', label: 'csirt', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
  const { id: incident } = await api.call('incidents.record', { site, title: 'Pump control does not answer', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
  await api.call('incidents.decide', { incident, significance: 'yes', awareAt: Date.now() - hour, basis: 'Supply can stop.', reason: null })
  const { fields } = await api.call('reports.form', { incident, stage: 'early-warning' })
  await api.call('reports.saveDraft', { incident, stage: 'early-warning', fields: { ...fields, suspectedMalicious: 'yes', possibleCrossBorder: 'no' } })
  await api.call('reports.release', { incident, stage: 'early-warning', recipient, language: 'en', tlp: 'amber', reason: null })
  return incident
}

for (const [language, viewport] of [
  ['en', { width: 1920, height: 1080 }],
  ['de', { width: 1024, height: 768 }],
] as const) {
  test.describe(language, () => {
    test.use({ language, viewport })

    test('a second person reviews an early warning, confirms a corrected time, signs a final report, and the rule is chosen', async ({ app }) => {
      test.setTimeout(300_000)
      const page = await app.start()
      await page.setViewportSize(viewport)
      const { t, api } = app
      const { site } = await app.create()
      const incident = await prepare(app, site)
      await page.reload()
      const screen = new RecordOfEvents(app)
      const reports = new Reports(app)
      const incidents = new Incidents(app)

      // The overview says so, and leads to the report.
      await app.goTo('/')
      await expect(page.getByRole('heading', { name: t('approval:title'), exact: true })).toBeVisible()
      await picture(app, 'overview')
      await screen.button('approval:look').click()
      await reports.expectReleased('early-warning', 1, 1)
      await picture(app, 'released')
      await app.goTo(`/incidents/${incident}`)
      await expect(screen.button('approval:look')).toBeVisible()
      await picture(app, 'incident')
      await screen.button('approval:look').click()

      // Somebody else at the screen of the one who released it objects; a wrong passphrase keeps nothing.
      await screen.button('approval:give').click()
      await screen.button('approval:dialog.do').click()
      await expect(screen.dialog.getByText(t('approval:dialog.missing')).first()).toBeVisible()
      await screen.dialog.getByRole('radio', { name: new RegExp(`^${t('approval:dialog.object')}`) }).check()
      await screen.field('approval:dialog.words').fill('The time of the alarm is wrong.')
      await screen.enterSecond('Ben Kurz', 'not the passphrase')
      await picture(app, 'dialog')
      await screen.button('approval:dialog.do').click()
      await expect(screen.dialog.getByText(t('errors:wrong-sign-in.happened'))).toBeVisible()
      const objection = page.getByText(t('approval:words', { words: 'The time of the alarm is wrong.' }))
      // A wrong passphrase makes the next try wait.
      await expect(async () => {
        await screen.field('approval:second.passphrase').fill(secondPassphrase)
        await screen.button('approval:dialog.do').click()
        await expect(screen.dialog).toBeHidden({ timeout: 3_000 })
      }).toPass({ timeout: 30_000 })
      await expect(objection).toBeVisible()
      await picture(app, 'objected')
      await screen.button('approval:correct').click()
      await expect(reports.title).toContainText(reports.words.stages['early-warning'])

      // A corrected time is claimed until it is confirmed; then the deadline moves.
      const { statements } = await api.call('incidents.get', { incident })
      const aware = statements.find(({ anchor }) => anchor === 'aware')
      const later = (aware?.instant ?? 0) + hour / 2
      await api.call('statements.record', { incident, anchor: 'aware', stage: null, instant: later, dueBy: null, basis: 'alarm log', supersedes: aware?.id ?? '', reason: 'Read off the wrong line' })
      const due = async (): Promise<number | undefined> => (await api.call('incidents.get', { incident })).deadlines.find(({ stage }) => stage === 'notification')?.due
      const before = (await due()) ?? 0
      await app.goTo(`/incidents/${incident}`)
      await page.reload()
      await expect(screen.button('approval:settle')).toBeVisible()
      await picture(app, 'claimed')
      await screen.button('approval:settle').click()
      await screen.dialog.getByRole('radio', { name: new RegExp(`^${t('approval:dialog.agree')}`) }).check()
      await screen.enterSecond('Ben Kurz')
      await picture(app, 'claimed-dialog')
      await screen.button('approval:dialog.do').click()
      await expect(screen.dialog).toBeHidden()
      await expect(screen.button('approval:settle')).toBeHidden()
      expect(await due()).toBe(before + hour / 2)
      await incidents.openPart('reports')
      await expect(incidents.report('early-warning')).toContainText('Ben Kurz')
      await picture(app, 'reports')

      // The final report is signed by two.
      await app.goTo(`/incidents/${incident}/report/final`)
      await reports.answerLawFields('final')
      await reports.openReview()
      await reports.release('final').click()
      await reports.confirm('final').click()
      await expect(screen.dialog.getByText(t('approval:final.missing')).first()).toBeVisible()
      await screen.dialog.getByRole('radio', { name: t('approval:final.second') }).check()
      await screen.enterSecond('Ben Kurz')
      await picture(app, 'final-dialog')
      await reports.confirm('final').click()
      await reports.expectReleased('final', 1, 1)
      await expect(page.getByRole('main')).toContainText('Ben Kurz')
      await picture(app, 'final-released')

      // The rule is chosen with a reason, and what never waits offers no way to wait.
      await app.goTo('/settings/approvals')
      await expect(page.getByText(t('approval:policy.matter.erase'), { exact: true })).toBeVisible()
      await picture(app, 'policy')
      await screen.button('approval:policy.change').first().click()
      await expect(screen.dialog.getByRole('radio')).toHaveCount(2)
      await screen.dialog.getByRole('radio', { name: t('approval:policy.rules.one'), exact: true }).check()
      await screen.field('approval:policy.reason').fill('Two people in all')
      await picture(app, 'policy-dialog')
      await screen.button('approval:policy.do').click()
      await expect(page.getByText(/Two people in all/)).toBeVisible()

      // As oneself: signed in, with the own passphrase.
      await api.call('approvals.decide', { matter: 'early-warning', rule: 'review', reason: 'as before' })
      const release = { incident, stage: 'early-warning' as const, recipient: (await api.call('recipients.list', {})).recipients[0]?.id ?? '', language: 'en' as const, tlp: 'amber' as const, reason: 'The time is corrected' }
      await api.call('reports.release', release)
      await api.call('people.signIn', { who: 'Ben Kurz', passphrase: secondPassphrase })
      await page.reload()
      await app.goTo('/')
      await screen.button('approval:look').click()
      await screen.button('approval:give').click()
      await screen.dialog.getByRole('radio', { name: new RegExp(`^${t('approval:dialog.agree')}`) }).check()
      await screen.field('approval:dialog.own').fill(secondPassphrase)
      await picture(app, 'own-dialog')
      await screen.button('approval:dialog.do').click()
      await expect(screen.dialog).toBeHidden()
      await expect(screen.button('approval:give')).toBeHidden()
      await app.goTo('/')
      await expect(page.getByRole('heading', { name: t('approval:title'), exact: true })).toBeHidden()
    })
  })
}

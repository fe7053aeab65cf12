import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { damageFile, makeNewer } from '../support/e2e-store-files.ts'
import { passphrase, type App } from './fixture.ts'
import { visitKeys } from './key-screens.ts'
import { Door } from './pages/door.ts'
import { Incidents } from './pages/incidents.ts'
import { Register } from './pages/register.ts'
import { Reports } from './pages/reports.ts'
import { Transfer } from './pages/transfer.ts'

/** Looks at what is shown now. @param name of the screen and its state, fit for a file name */
export type Look = (page: Page, name: string) => Promise<void>

/** The demo plant, marked as such. */
export async function visitDemo(app: App, look: Look): Promise<void> {
  const page = await app.start()
  await app.create({ kind: 'demo' })
  await expect(page.getByText(app.t('frame:marking.demo'))).toBeVisible()
  await look(page, 'demo-overview')
  await app.goTo('/assets')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await look(page, 'demo-assets')
}

/** One backup on this PC and one on the stick. */
async function makeBackups({ api }: App): Promise<void> {
  const { places } = await api.call('places.list', {})
  const stick = places.find(({ kind }) => kind === 'removable')?.id ?? null
  for (const place of [null, stick]) {
    const { jobId } = await api.call('backups.make', { place })
    await expect.poll(async () => (await api.call('jobs.get', { jobId })).state).toBe('done')
  }
}

/** Everything in front of the record. Leaves the program stopped. */
export async function visitDoor(app: App, look: Look): Promise<void> {
  let page = await app.start()
  const door = new Door(page, app.t)
  await expect(door.beginning('incident')).toBeFocused()
  await look(page, 'door-first-start')
  await page.getByRole('button', { name: app.t('door:start.restore') }).click()
  await expect(page.getByText(app.t('door:restore.noneTodo'))).toBeVisible()
  await look(page, 'door-restore-none')
  await page.getByRole('button', { name: app.t('door:restore.back'), exact: true }).click()
  await door.beginning('incident').click()
  await expect(door.name).toBeVisible()
  await look(page, 'door-incident')
  await door.name.press('Enter')
  await expect(page.getByText(app.t('door:create.required')).first()).toBeVisible()
  await look(page, 'door-incident-problems')
  await page.getByRole('button', { name: app.t('door:create.back') }).click()
  await door.beginning('setup').click()
  await expect(door.name).toBeVisible()
  await look(page, 'door-setup')
  await app.create()
  await makeBackups(app)
  page = await app.restart()
  const closed = new Door(page, app.t)
  await expect(closed.passphrase).toBeVisible()
  await look(page, 'door-passphrase')
  await closed.passphrase.fill('not the right passphrase')
  await closed.passphrase.press('Enter')
  await closed.expectRefusal('wrong-passphrase')
  await look(page, 'door-refused')
  await closed.lost.click()
  await expect(closed.recoveryKey).toBeVisible()
  await look(page, 'door-recovery')
  await app.stop()
  const putBack = makeNewer(app.folders.store)
  page = await app.start()
  await new Door(page, app.t).expectRefusal('store-newer')
  await look(page, 'door-newer')
  await app.stop()
  putBack()
  damageFile(join(app.folders.store, 'store.db'), 64)
  page = await app.start()
  const damaged = new Door(page, app.t)
  await damaged.passphrase.fill(passphrase)
  await damaged.passphrase.press('Enter')
  await damaged.expectRefusal('store-damaged')
  await expect(page.getByRole('button', { name: app.t('door:damaged.restore') })).toBeVisible()
  await look(page, 'door-damaged')
  await page.getByRole('button', { name: app.t('door:damaged.restore') }).click()
  await expect(page.getByText(app.t('door:restore.continues'))).toBeVisible()
  await look(page, 'door-restore')
  // An address that was used already; the desktop has none.
  if (!(await page.evaluate(() => 'cofferdam' in window))) {
    await page.evaluate(() => sessionStorage.clear())
    await page.reload()
    await expect(page.getByRole('heading', { name: app.t('frame:access.title') })).toBeVisible()
    await look(page, 'door-address-used')
  }
  await app.stop()
}

/** Goes to an address, waits for what must stand there, and looks. */
function walker(app: App, page: Page, look: Look): { readonly at: (path: string, name: string, ready: Locator) => Promise<void>; readonly title: (key: string, values?: Readonly<Record<string, string | number>>) => Locator } {
  return {
    async at(path, name, ready) {
      await app.goTo(path)
      await expect(ready.first()).toBeVisible()
      await look(page, name)
    },
    title: (key, values) => page.getByRole('heading', { level: 1, name: app.t(key, values), exact: true }),
  }
}

/** The settings, empty and with something in them. Leaves the program running. */
export async function visitSettings(app: App, look: Look): Promise<void> {
  const page = await app.start()
  const { t, api } = app
  const { site } = await app.create()
  const main = page.getByRole('main')
  const { at, title } = walker(app, page, look)
  await at('/settings', 'settings', title('settings:title'))
  await at('/settings/entity', 'settings-entity', title('settings:pages.entity.title'))
  await at('/settings/sites', 'settings-sites', title('settings:pages.sites.title'))
  await at('/settings/contacts', 'settings-contacts-empty', main.getByText(t('settings:contact.emptyTitle')))
  await at('/settings/time', 'settings-time', title('settings:pages.time.title'))
  await at('/settings/time-sources', 'settings-time-sources-empty', main.getByText(t('clock:source.emptyTitle')))
  await at('/settings/time-sources/new', 'settings-time-source-form', main.getByLabel(t('clock:source.direction')))
  await at('/settings/you', 'settings-you', title('settings:pages.you.title'))
  await at('/settings/approvals', 'settings-approvals', main.getByText(t('approval:policy.matter.erase'), { exact: true }))
  await at('/settings/key-card', 'settings-key-card', main.getByRole('article'))
  await visitKeys(app, page, look)
  await at('/settings/recovery-sheet', 'settings-recovery-sheet', title('settings:pages.recovery-sheet.title'))
  await at('/settings/record', 'record-history', page.getByRole('table', { name: t('audit:history.table') }))
  await at('/settings/record/check', 'record-check', main.getByText(t('audit:check.proves')))
  await at('/settings/record/extract', 'record-extract', main.getByText(t('audit:extract.rows')))
  await at('/settings/record/keeping', 'record-keeping', main.getByText(t('audit:keeping.kind.release')))
  await at('/settings/health', 'settings-health', title('settings:pages.health.title'))
  await main.getByRole('button', { name: t('health:look') }).click()
  await expect(main.getByText(t('health:check.clock'), { exact: true })).toBeVisible()
  await look(page, 'settings-health-looked')
  await at('/settings/people', 'settings-people', main.getByRole('row').filter({ hasText: 'Anna Berg' }))
  await at('/settings/people/new', 'settings-person-form', main.getByLabel(t('people:account.name'), { exact: true }))
  await at('/settings/lock', 'settings-lock', main.getByLabel(t('people:lock.minutes'), { exact: true }))

  // The record of events, with somebody in it who left.
  await api.call('zones.save', { id: null, site, name: 'Control network', kind: 'control', criticality: 'high' })
  const { id: left } = await api.call('accounts.add', { name: 'Egon Weg', function: 'shift engineer', badge: '', grants: [{ role: 'engineer', site: null }], validUntil: null, passphrase: 'seven quiet herons at dusk' })
  await api.call('accounts.end', { id: left, reason: 'left the company' })
  await page.reload()
  await at('/settings/people', 'settings-people-ended', main.getByRole('row').filter({ hasText: 'Egon Weg' }))
  await at('/settings/record', 'settings-record', main.getByRole('row').nth(1))
  await at('/settings/record/check', 'settings-record-check', main.getByRole('button', { name: t('overview:check.run') }))
  await at('/settings/record/extract', 'settings-record-extract', main.getByRole('tablist').or(main.getByRole('button')))
  await at('/settings/record/keeping', 'settings-record-keeping', main.getByRole('tablist').or(main.getByRole('button')))

  // Backups.
  await makeBackups(app)
  await page.reload()
  await at('/settings/key', 'settings-key', main.getByRole('row').filter({ hasText: t('key:list.onThisPc') }))
  await at('/settings/backup', 'settings-backup', main.getByRole('row').filter({ hasText: t('backup:list.onThisPc') }))
  await main.getByRole('button', { name: t('backup:list.remove'), exact: true }).first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look(page, 'settings-backup-remove')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  // The locked screen.
  await api.call('people.lock', {})
  await page.reload()
  await expect(page.getByLabel(t('people:locked.who'))).toBeVisible()
  await look(page, 'locked')
}

/** The plant, incidents, reports and what leaves. Leaves the program running. */
export async function visitInside(app: App, look: Look): Promise<void> {
  const page = await app.start()
  const { t, api } = app
  const seen = Date.now() - 5 * hour
  const { site } = await app.create()
  const incidents = new Incidents(app)
  const reports = new Reports(app)
  const main = page.getByRole('main')
  const { at, title } = walker(app, page, look)

  // Empty.
  await at('/', 'overview-empty', title('overview:title'))
  await at('/incidents', 'incidents-empty', main.getByText(t('incident:list.emptyTitle')))
  await at('/assets', 'assets-empty', main.getByText(t('register:asset.emptyTitle')))
  await at('/zones', 'zones-empty', main.getByText(t('register:zone.emptyTitle')))

  // The register, with something in it.
  const { id: zone } = await api.call('zones.save', { id: null, site, name: 'Control network', kind: 'control', criticality: 'high' })
  await api.call('zones.save', { id: null, site, name: 'Office', kind: 'enterprise', criticality: 'low' })
  const assets: string[] = []
  for (const [name, networkZone] of [['Pump control 1', zone], ['Pump control 2', zone], ['Operator station', zone], ['Engineering PC', null]] as const) {
    assets.push((await api.call('assets.save', { id: null, site, name, kind: 'plc', networkZone, criticality: 'high' })).id)
  }
  const { id: service } = await api.call('services.save', { id: null, site, name: 'Drinking water', peopleSupplied: 90_000, volume: 18_000, volumeUnit: 'm³', hoursUntilNoticed: 6, manualOperation: 'yes', staffNeeded: 4 })
  const { id: recipient } = await api.call('recipients.save', { id: null, kind: 'csirt', name: 'National CSIRT', label: 'csirt', regime: 'nis2', phone: '+49 30 1234', email: '', portal: '', note: '' })
  await page.reload()
  const register = new Register(app)
  const transfer = new Transfer(app)
  await at('/assets', 'assets', main.getByRole('row').filter({ hasText: 'Pump control 1' }))
  await at(`/assets/${assets[0] ?? ''}`, 'asset-form', register.form)
  await at('/assets/services', 'services', main.getByRole('row').filter({ hasText: 'Drinking water' }))
  await at(`/assets/services/${service}`, 'service-form', register.form)
  await at('/zones', 'zones', main.getByRole('row').filter({ hasText: 'Control network' }))
  await at(`/zones/${zone}`, 'zone-form', register.form)
  await at(`/settings/contacts/${recipient}`, 'settings-contact-form', register.form)

  // One incident from its recording to a handed in report.
  await at('/incidents/record', 'incident-record', incidents.name)
  const { id: incident } = await api.call('incidents.record', { site, title: 'Pump control does not answer', notificationKind: 'mandatory', knownAt: seen, detectedAt: seen })
  await page.reload()
  await at(`/incidents/${incident}`, 'incident-undecided', main.getByRole('tablist'))
  await at(`/incidents/${incident}/decide`, 'incident-decide', incidents.dialog)
  await incidents.significant.check()
  await expect(incidents.basis).toBeVisible()
  await look(page, 'incident-decide-yes')
  await api.call('incidents.decide', { incident, significance: 'yes', awareAt: seen, basis: 'Supply of 90 000 people can stop.', reason: null })
  await api.call('incidents.answer', { incident, question: 'suspected-malicious', answer: 'yes', note: '' })
  await api.call('chronology.add', { incident, instant: seen, text: 'Pump 3 tripped', important: true, source: 'operator' })
  await api.call('chronology.add', { incident, instant: seen + hour, text: 'Station shows a ransom note from 203.0.113.7', important: false, source: 'shift log' })
  for (const [kind, record] of [['service', service], ['asset', assets[0] ?? ''], ['network-zone', zone]] as const) await api.call('affected.set', { incident, kind, record, affected: true })
  await app.goTo('/')
  await page.reload()
  await at('/', 'overview', title('overview:title'))
  await at('/incidents', 'incidents', main.getByRole('row').filter({ hasText: 'Pump control does not answer' }))
  await at(`/incidents/${incident}`, 'incident-chronology', main.getByText('Pump 3 tripped'))
  await at(`/incidents/${incident}/questions`, 'incident-questions', main.getByText(t('incident:questions.ask.ongoing')))
  await at(`/incidents/${incident}/reports`, 'incident-reports', incidents.report('final'))
  await at(`/incidents/${incident}/affected`, 'incident-affected', main.getByText(t('incident:affected.title')))
  await app.goTo(`/incidents/${incident}`)
  await page.getByRole('navigation', { name: t('incident:ladder.label') }).getByRole('button', { name: new RegExp(reports.words.stages['early-warning']) }).click()
  await expect(page.locator('[data-pane="detail"]')).toBeVisible()
  await look(page, 'incident-deadline')
  await page.keyboard.press('Escape')
  await incidents.button('incident:page.state').click()
  await expect(incidents.dialog).toBeVisible()
  await look(page, 'incident-statement')
  await page.keyboard.press('Escape')
  await expect(incidents.dialog).toBeHidden()
  await page.getByRole('banner').getByRole('button').first().click()
  await look(page, 'deadline-list')
  await page.keyboard.press('Escape')

  // Reports.
  await at(`/incidents/${incident}/report/early-warning`, 'report-early-warning', reports.question('suspectedMalicious'))
  await at(`/incidents/${incident}/report/notification`, 'report-notification', reports.question('suspectedMalicious').or(main.locator('[data-field]')))
  for (const block of ['services', 'technical', 'response'] as const) {
    await at(`/incidents/${incident}/report/notification/${block}`, `report-notification-${block}`, main.locator('[data-field]'))
  }
  await at(`/incidents/${incident}/report/early-warning/review`, 'report-review-blocked', main.getByRole('article'))
  await app.goTo(`/incidents/${incident}/report/early-warning`)
  await reports.answer('suspectedMalicious', t('ui:answer.yes')).check()
  await reports.answer('possibleCrossBorder', t('ui:answer.unknown')).check()
  await at(`/incidents/${incident}/report/early-warning/review`, 'report-review', main.getByRole('article'))
  await reports.release('early-warning').click()
  await expect(reports.confirm('early-warning')).toBeFocused()
  await look(page, 'report-release')
  await reports.confirm('early-warning').click()
  await reports.expectReleased('early-warning', 1, 1)
  await look(page, 'report-released')
  await at(`/incidents/${incident}/report/early-warning/phone`, 'report-phone-sheet', main.getByRole('article').or(main.getByRole('list')))
  await at(`/incidents/${incident}/handed-in/early-warning/phone`, 'incident-handed-in', incidents.dialog)
  await incidents.handIn('phone', 'shift leader', '')
  await incidents.report('early-warning').getByRole('button', { name: t('incident:reports.acknowledge') }).click()
  await expect(incidents.dialog).toBeVisible()
  await look(page, 'incident-acknowledge')
  await page.keyboard.press('Escape')

  // In and out.
  await at('/transfer', 'transfer', title('transfer:log.title'))
  await at('/transfer/out', 'transfer-choose', main.getByRole('row').filter({ hasText: 'National CSIRT' }))
  await app.goTo(`/transfer/out/${(await api.call('incidents.get', { incident })).releases[0]?.id ?? ''}`)
  await expect(transfer.place(/^STICK/)).toBeVisible()
  await look(page, 'transfer-out')
  await transfer.writeTo(/^STICK/)
  await look(page, 'transfer-written')
  const name = readdirSync(app.folders.stick).find((entry) => entry.endsWith('.zip')) ?? ''
  await at('/transfer/in', 'transfer-verify', title('transfer:in.title'))
  await transfer.verify(join(app.folders.stick, name))
  await transfer.expectVerdict('genuine')
  await look(page, 'transfer-genuine')
  writeFileSync(join(app.folders.stick, 'broken.zip'), 'this was a report once')
  await transfer.verify(join(app.folders.stick, 'broken.zip'))
  await transfer.expectVerdict('not-genuine')
  await look(page, 'transfer-not-genuine')
  await at('/transfer', 'transfer-log', main.getByRole('row').filter({ hasText: name }))

  // The frame itself.
  await at('/nowhere', 'not-found', title('frame:notFound.title'))
  await page.getByRole('button', { name: t('frame:person.menuOf', { name: 'Anna Berg' }) }).click()
  await expect(page.getByRole('menu').or(page.getByRole('dialog')).first()).toBeVisible()
  await look(page, 'person-menu')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+F1')
  await expect(page.getByRole('dialog')).toBeVisible()
  await look(page, 'keys')
  await page.keyboard.press('Escape')
}

const hour = 3_600_000

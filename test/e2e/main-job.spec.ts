import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { oneMonthLater } from '../support/e2e-month.ts'
import { runCofferdam } from '../support/e2e-command-line.ts'
import { expect, passphrase, test } from './fixture.ts'
import { Door } from './pages/door.ts'
import { Incidents } from './pages/incidents.ts'
import { Register } from './pages/register.ts'
import { answerText, Reports } from './pages/reports.ts'
import { Transfer } from './pages/transfer.ts'

const zone = 'Europe/Berlin'

test('the main job, from the first start to a corrected report on a stick', async ({ app }) => {
  test.setTimeout(180_000)
  await app.start()
  const { t } = app
  const yes = t('ui:answer.yes')

  await test.step('set up the plant', async () => {
    const door = new Door(app.page, t)
    await door.beginning('setup').click()
    await door.name.fill('Anna Berg')
    await door.newPassphrase.fill(passphrase)
    await door.entity.fill('Wasserwerk Talau')
    await door.site.fill('Werk Nord')
    await door.site.press('Enter')
    await door.expectInside()
    const register = new Register(app)
    await register.button('settings:recovery.print').click()
    await register.button('settings:recovery.done').click()
    await expect(app.page.getByText(t('settings:recovery.isDone'))).toBeVisible()
  })

  await test.step('register what the plant has', async () => {
    const register = new Register(app)
    await register.addContact('National CSIRT', '+49 30 1234')
    await register.addZone('Control network')
    await register.addAsset('Pump control 3', 'Control network')
    await register.addService('Drinking water', '90 000')
  })

  const incidents = new Incidents(app)
  await test.step('record an incident, link what it hit, decide', async () => {
    await incidents.goTo('incidents')
    await incidents.button('incident:list.record').first().click()
    await incidents.name.fill('Pump control does not answer')
    await incidents.record.click()
    await incidents.significant.check()
    await incidents.basis.fill('Supply of 90 000 people can stop.')
    await incidents.decide.click()
    // The decision leads straight into the early warning; the links come first here.
    await incidents.button('report-form:toIncident', { number: 1 }).click()
    await incidents.openPart('affected')
    for (const name of ['Drinking water', 'Pump control 3', 'Control network']) await incidents.link(name)
    await incidents.openPart('chronology')
    await incidents.write('Operator switched pump 3 to manual, control room')
    await expect(app.page.getByText('Operator switched pump 3 to manual')).toBeVisible()
  })

  const reports = new Reports(app)
  await test.step('release the early warning', async () => {
    await incidents.button('incident:next.write', { stage: reports.inSentence(reports.words.stages['early-warning']) }).click()
    await reports.answer('suspectedMalicious', yes).check()
    await reports.answer('possibleCrossBorder', t('ui:answer.unknown')).check()
    await reports.review.click()
    await reports.release('early-warning').click()
    await reports.confirm('early-warning').click()
    await reports.expectReleased('early-warning', 1, 1)
  })

  await test.step('read it by phone, record that and the answer', async () => {
    await reports.button('report-form:released.handIn').click()
    await incidents.handIn('phone', 'shift leader', '')
    await incidents.acknowledge('early-warning', 'CSIRT-2026-0042')
    await expect(incidents.report('early-warning')).toContainText('CSIRT-2026-0042')
  })

  await test.step('write, release and hand in the notification', async () => {
    await incidents.button('incident:next.write', { stage: reports.inSentence(reports.words.stages.notification) }).click()
    await expect(reports.title).toContainText(reports.words.stages.notification)
    await reports.answerLawFields('notification')
    await reports.openReview()
    await reports.release('notification').click()
    await reports.confirm('notification').click()
    await reports.expectReleased('notification', 1, 1)
    await reports.button('report-form:released.handIn').click()
    await incidents.handIn('portal', 'head office reporter', 'N-77')
  })

  await test.step('the final report is due one month after the notification was handed in', async () => {
    const { incidents: listed } = await app.api.call('incidents.list', {})
    const view = await app.api.call('incidents.get', { incident: listed[0]?.incident.id ?? '' })
    const submitted = view.submissions.find((submission) => submission.stage === 'notification')?.instant ?? 0
    const due = oneMonthLater(submitted, zone)
    expect(view.deadlines.find((deadline) => deadline.stage === 'final')?.due).toBe(due)
    const day = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' }).format(due)
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(due)
    const rung = app.page.getByRole('navigation', { name: t('incident:ladder.label') }).getByRole('button', { name: new RegExp(reports.words.stages.final) })
    await expect(rung).toContainText(`${day}, ${clock}`)
    await expect(incidents.report('final')).toContainText(`${day}, ${clock}`)
  })

  await test.step('release the final report', async () => {
    await incidents.report('final').getByRole('button', { name: t('incident:reports.write', { stage: reports.inSentence(reports.words.stages.final) }) }).click()
    await expect(reports.title).toContainText(reports.words.stages.final)
    await reports.answerLawFields('final')
    await reports.openReview()
    await reports.release('final').click()
    await reports.confirm('final').click()
    await reports.expectReleased('final', 1, 1)
  })

  const transfer = new Transfer(app)
  let first = ''
  await test.step('carry it out to the stick and check it there', async () => {
    await reports.button('report-form:released.carryOut').click()
    await transfer.writeTo(/^STICK/)
    first = zipsOn(app.folders.stick)[0] ?? ''
    expect(first).toMatch(/^XX_.*_final_.*_v1\.zip$/)
    for (const name of [first, `${first}.sig`, first.replace('.zip', '.pdf')]) expect(existsSync(join(app.folders.stick, name)), name).toBe(true)
    await transfer.checkStick(app.folders.stick)
  })

  const anchorFile = join(app.folders.root, 'anchor')
  await test.step('verify it in the window and on the command line', async () => {
    await transfer.verify(join(app.folders.stick, first))
    await transfer.expectVerdict('genuine')
    const { anchor } = await app.api.call('keys.anchor', {})
    writeFileSync(anchorFile, `${anchor}\n`)
    const { exitCode, output } = runCofferdam(['verify', join(app.folders.stick, first), '--anchor', anchorFile])
    expect(exitCode, output).toBe(0)
    expect(output).toContain('genuine')
  })

  await test.step('correct it: version 2 says what changed and why', async () => {
    await incidents.goTo('incidents')
    await app.page.getByRole('main').getByRole('row').filter({ hasText: 'Pump control does not answer' }).click()
    await incidents.openPart('reports')
    await incidents.report('final').getByRole('button', { name: t('incident:reports.correct', { stage: reports.inSentence(reports.words.stages.final) }) }).click()
    await reports.openStepOf('final', 'impactDescription')
    await reports.question('impactDescription').getByRole('textbox').fill('No supply for 200 people for two hours.')
    await reports.openReview()
    await reports.reason.fill('The number of people was counted in the meantime.')
    const changes = app.page.getByRole('region', { name: t('report-form:changes.title', { version: 1 }) })
    await expect(changes).toContainText(answerText('impactDescription'))
    await expect(changes).toContainText('No supply for 200 people for two hours.')
    await reports.release('final').click()
    await expect(reports.dialog).toContainText('The number of people was counted in the meantime.')
    await reports.confirm('final').click()
    await reports.expectReleased('final', 1, 2)
    // The sheet itself: old, new and reason.
    const sheet = app.page.getByRole('article')
    for (const text of [answerText('impactDescription'), 'No supply for 200 people for two hours.', 'The number of people was counted in the meantime.']) await expect(sheet).toContainText(text)
    await reports.button('report-form:released.carryOut').click()
    await transfer.writeTo(/^STICK/)
    expect(zipsOn(app.folders.stick)).toHaveLength(2)
  })

  await test.step('the first version is now replaced for whoever has seen the second', async () => {
    const second = zipsOn(app.folders.stick).find((name) => name.endsWith('_v2.zip')) ?? ''
    await transfer.verify(join(app.folders.stick, second))
    await transfer.expectVerdict('genuine')
    await transfer.verify(join(app.folders.stick, first))
    await transfer.expectVerdict('genuine-replaced', 2)
  })

  await test.step('the next day everything is there', async () => {
    const before = readFileSync(join(app.folders.stick, first))
    await app.restart()
    await new Door(app.page, t).signIn(passphrase)
    const today = new Incidents(app)
    await today.goTo('incidents')
    await app.page.getByRole('main').getByRole('row').filter({ hasText: 'Pump control does not answer' }).click()
    await expect(today.title).toContainText('Pump control does not answer')
    await today.openPart('reports')
    await expect(today.report('early-warning')).toContainText('CSIRT-2026-0042')
    await expect(today.report('final').getByRole('link')).toHaveCount(2)
    await today.openPart('affected')
    for (const name of ['Drinking water', 'Pump control 3', 'Control network']) await expect(app.page.getByRole('button', { name: t('incident:affected.unlink', { name }) })).toBeVisible()
    await today.openPart('chronology')
    await expect(app.page.getByText('Operator switched pump 3 to manual')).toBeVisible()
    // Carried out once more, the first version is the same file byte for byte.
    const { incidents: listed } = await app.api.call('incidents.list', {})
    const view = await app.api.call('incidents.get', { incident: listed[0]?.incident.id ?? '' })
    const release = view.releases.find((candidate) => candidate.stage === 'final' && candidate.version === 1)
    await app.goTo(`/transfer/out/${release?.id ?? ''}`)
    await new Transfer(app).writeTo(/exports/)
    expect(readFileSync(join(app.folders.exports, first)).equals(before)).toBe(true)
  })
})

function zipsOn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.zip')).sort()
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeHash } from '../../electron/core/crypto.ts'
import { parseAnchorLine } from '../../shared/package/allowed-signers.ts'
import { keyFileBytes } from '../../shared/package/key-file.ts'
import { handingOver } from '../package/key-exchange-cases.ts'
import { carry } from '../support/exchanging-records.ts'
import { startTestCore, testPassphrase } from '../support/in-process.ts'
import { handOver } from '../support/released-files.ts'
import { expect, passphrase, test } from './fixture.ts'

test('a plant hands the key of its entity to a head office, by stick and phone', async ({ app }) => {
  const page = await app.start()
  await app.create()
  const { t, api } = app
  const main = page.getByRole('main')
  // The head office is a record of its own, on another PC.
  const office = startTestCore()
  try {
    await office.create({ entityName: 'Zentrale' })
    await app.goTo('/settings/keys')
    await main.getByRole('button', { name: t('exchange:open.keep') }).click()
    await main.getByRole('button', { name: t('exchange:ask.do') }).click()
    await expect(main.getByText(t('exchange:ask.lineMissing'))).toBeVisible()
    await main.getByLabel(t('exchange:ask.line')).fill((await office.api.call('keys.anchor', {})).anchor)
    await main.getByLabel(t('keys:reason')).fill('agreed with the head office')
    await main.getByLabel(t('keys:passphrase'), { exact: true }).fill(passphrase)
    await main.getByRole('button', { name: t('exchange:ask.do') }).click()
    // The request is carried to the stick, with the fingerprint to read out beside it.
    const { sites } = await api.call('keys.card', { language: 'en' })
    await expect(main.getByText(sites[0]?.fingerprint ?? 'none')).toBeVisible()
    await main.getByRole('radio', { name: /STICK/ }).check()
    await main.getByRole('button', { name: t('exchange:out.write') }).click()
    const { asked } = await api.call('keyExchange.state', {})
    await expect(main.getByText(t('exchange:out.written', { name: asked?.fileName ?? '' }))).toBeVisible()

    const file = await handOver(office, join(app.folders.stick, asked?.fileName ?? ''))
    const { request } = await office.api.call('keyExchange.look', { file })
    expect(request?.sites[0]?.fingerprint).toBe(sites[0]?.fingerprint)
    const { id } = await office.api.call('keyExchange.certify', { file, request: request?.request ?? '', validUntil: null, reason: 'compared by phone', passphrase: testPassphrase, second: null })
    const answer = readFileSync(await carry(office, id))

    await app.goTo('/settings/key-answer')
    await main.locator('input[type=file]').first().setInputFiles({ name: 'answer.zip', mimeType: 'application/zip', buffer: answer })
    await expect(main.getByText((await office.api.call('keys.card', { language: 'en' })).entityFingerprint)).toBeVisible()
    await main.getByLabel(t('exchange:answer.compared')).check()
    await main.getByLabel(t('keys:reason')).fill('compared by phone')
    await main.getByLabel(t('keys:passphrase'), { exact: true }).fill(passphrase)
    await main.getByRole('button', { name: t('exchange:answer.do'), exact: true }).click()
    await expect(main.getByText(t('exchange:answer.doneForgot'), { exact: false })).toBeVisible()
    expect(await api.call('keyExchange.state', {})).toMatchObject({ keyHere: false })
    await app.goTo('/settings/keys')
    await expect(main.getByText(t('exchange:elsewhere.title'))).toBeVisible()
    await expect(main.getByRole('button', { name: t('keys:entity.replaceOpen') })).toBeHidden()
    // The same answer again is refused with a sentence.
    await app.goTo('/settings/key-answer')
    await main.locator('input[type=file]').first().setInputFiles({ name: 'answer.zip', mimeType: 'application/zip', buffer: answer })
    await expect(main.getByText(t('exchange:refused'))).toBeVisible()
  } finally {
    await office.remove()
  }
})

test('a head office certifies what a plant asks for, after comparing by phone', async ({ app }) => {
  const page = await app.start()
  await app.create()
  const { t, api } = app
  const main = page.getByRole('main')
  const { anchor } = await api.call('keys.anchor', {})
  await app.goTo('/settings/keys')
  await main.getByRole('button', { name: t('exchange:open.request') }).click()
  await main.locator('input[type=file]').first().setInputFiles({ name: 'request.zip', mimeType: 'application/zip', buffer: Buffer.from(keyFileBytes(handingOver(parseAnchorLine(anchor).publicKey), nodeHash)) })
  await expect(main.getByText(t('exchange:request.beforeNone'))).toBeVisible()
  await main.getByLabel(t('exchange:request.compared')).check()
  await main.getByLabel(t('exchange:until.two')).check()
  await main.getByLabel(t('keys:reason')).fill('compared by phone')
  await main.getByLabel(t('keys:passphrase'), { exact: true }).fill(passphrase)
  await main.getByRole('button', { name: t('exchange:request.do'), exact: true }).click()
  await expect(main.getByText(t('exchange:request.doneMeans'))).toBeVisible()
  await main.getByRole('button', { name: t('exchange:request.carry') }).click()
  await main.getByRole('radio', { name: /STICK/ }).check()
  await main.getByRole('button', { name: t('exchange:out.write') }).click()
  const { answered } = await api.call('keyExchange.state', {})
  await expect(main.getByText(t('exchange:out.written', { name: answered[0]?.fileName ?? '' }))).toBeVisible()
  expect(answered).toMatchObject([{ entity: { name: 'Nordwasser' } }])
  await app.goTo('/settings/keys')
  await expect(main.getByText(t('exchange:certified.title'))).toBeVisible()
})

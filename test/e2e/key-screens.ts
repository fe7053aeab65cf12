import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { nodeHash } from '../../electron/core/crypto.ts'
import { anchorLine, parseAnchorLine } from '../../shared/package/allowed-signers.ts'
import { keyFileBytes, readKeyBytes } from '../../shared/package/key-file.ts'
import { readKeyRequest } from '../../shared/package/key-request.ts'
import { trueChange } from '../package/key-change-cases.ts'
import { certificateFilePassword, makeCertificateFile } from '../support/certificate-file.ts'
import { answering, fixtureOffice, handingOver } from '../package/key-exchange-cases.ts'
import { verifyPorts } from '../support/package-fixtures.ts'
import { passphrase, type App } from './fixture.ts'

/** The life of keys: the list, each question before an act, the printed record, and carrying a change out and in. A record is open. */
export async function visitKeys(app: App, page: Page, look: (page: Page, name: string) => Promise<void>): Promise<void> {
  const { t, api } = app
  const main = page.getByRole('main')
  const at = async (path: string, name: string, ready: ReturnType<Page['locator']>): Promise<void> => {
    await app.goTo(path)
    await expect(ready.first()).toBeVisible()
    await look(page, name)
  }
  await at('/settings/keys', 'settings-keys', main.getByRole('row').filter({ hasText: t('keys:kind.site') }))
  await main.getByRole('row').filter({ hasText: t('keys:kind.site') }).first().click()
  await expect(page.getByText(t('keys:about.site'))).toBeVisible()
  await look(page, 'settings-key')
  await page.getByRole('button', { name: t('keys:revoke.open'), exact: true }).click()
  await expect(page.getByLabel(t('keys:passphrase'))).toBeVisible()
  await look(page, 'settings-key-revoke')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: t('keys:replace.open'), exact: true }).click()
  await expect(page.getByLabel(t('keys:passphrase'))).toBeVisible()
  await look(page, 'settings-key-replace')
  await page.keyboard.press('Escape')
  await visitCertificate(app, page, look)
  await api.call('keys.replaceEntity', { reason: 'every two years', passphrase, second: null })
  await page.reload()
  await at('/settings/keys', 'settings-keys-continued', main.getByRole('button', { name: t('keys:entity.replaceOpen') }))
  await main.getByRole('button', { name: t('keys:entity.replaceOpen') }).click()
  await expect(page.getByLabel(t('keys:passphrase'))).toBeVisible()
  await look(page, 'settings-key-entity-replace')
  await page.keyboard.press('Escape')
  await at('/settings/key-ceremony', 'settings-key-ceremony', main.getByRole('article'))
  await at('/transfer/own-key', 'transfer-own-key', main.getByText(t('transfer:out.reason')))
  await at('/transfer/new-key', 'transfer-new-key', main.getByLabel(t('transfer:newKey.line')))
  await main.locator('input[type=file]').first().setInputFiles({ name: 'key-change.zip', mimeType: 'application/zip', buffer: Buffer.from(trueChange.bytes) })
  await expect(main.getByText(t('transfer:newKey.enterLine'), { exact: false })).toBeVisible()
  await main.getByLabel(t('transfer:newKey.line')).fill(trueChange.anchor)
  await expect(main.getByText(t('transfer:newKey.compare'))).toBeVisible()
  await look(page, 'transfer-new-key-looked')
  await visitExchange(app, page, at, look)
}

/** Asking a head office, certifying what a plant asks for, and how it stands when the head office keeps the key. */
async function visitExchange({ t, api, folders }: App, page: Page, at: (path: string, name: string, ready: ReturnType<Page['locator']>) => Promise<void>, look: (page: Page, name: string) => Promise<void>): Promise<void> {
  const main = page.getByRole('main')
  const give = async (bytes: Uint8Array): Promise<void> => main.locator('input[type=file]').first().setInputFiles({ name: 'carried.zip', mimeType: 'application/zip', buffer: Buffer.from(bytes) })
  await at('/settings/key-request', 'settings-key-request', main.getByText(t('exchange:request.dropHelp')))
  const { anchor } = await api.call('keys.anchor', {})
  await give(keyFileBytes(handingOver(parseAnchorLine(anchor).publicKey), nodeHash))
  await expect(main.getByText(t('exchange:request.compared'))).toBeVisible()
  await look(page, 'settings-key-request-looked')
  await at('/settings/key-ask', 'settings-key-ask', main.getByLabel(t('exchange:ask.line')))
  const authority = anchorLine({ entity: 'officeaaaa', publicKey: fixtureOffice.publicKey, comment: '' })
  const { id, fileName } = await api.call('keyExchange.ask', { authority, renew: [], revoke: [], validUntil: null, reason: 'agreed', passphrase, second: null })
  await page.reload()
  await at(`/settings/key-out/${id}`, 'settings-key-out', main.getByText(t('exchange:state.readOut')))
  const { places } = await api.call('places.list', {})
  const { jobId } = await api.call('keyExchange.carry', { id, place: places.find(({ kind }) => kind === 'folder')?.id ?? '', reason: '' })
  await expect.poll(async () => (await api.call('jobs.get', { jobId })).state).toBe('done')
  const zip = readKeyBytes(new Uint8Array(readFileSync(join(folders.exports, fileName))), verifyPorts)
  if ('fault' in zip) throw new Error(zip.fault.code)
  await at('/settings/key-answer', 'settings-key-answer', main.getByText(t('exchange:answer.dropHelp')))
  await give(keyFileBytes(answering(readKeyRequest(zip.files, verifyPorts), fixtureOffice.seed), nodeHash))
  await expect(main.getByText(t('exchange:answer.forgets'))).toBeVisible()
  await look(page, 'settings-key-answer-looked')
  await main.getByLabel(t('exchange:answer.compared')).check()
  await main.getByLabel(t('keys:reason')).fill('compared by phone')
  await main.getByLabel(t('keys:passphrase'), { exact: true }).fill(passphrase)
  await main.getByRole('button', { name: t('exchange:answer.do'), exact: true }).click()
  await expect(main.getByText(t('exchange:answer.doneForgot'), { exact: false })).toBeVisible()
  await look(page, 'settings-key-answer-taken')
  await at('/settings/keys', 'settings-keys-elsewhere', main.getByText(t('exchange:elsewhere.title')))
  await main.getByRole('row').filter({ hasText: t('keys:kind.site') }).first().click()
  await expect(page.getByRole('button', { name: t('keys:replace.ask'), exact: true })).toBeVisible()
  await look(page, 'settings-key-elsewhere')
}

/** The plant's certificate: none, one that is refused, one that is in use and soon ends. */
export async function visitCertificate({ t, goTo }: App, page: Page, look: (page: Page, name: string) => Promise<void>): Promise<void> {
  const day = 86_400_000
  const section = page.getByRole('region', { name: t('keys:plant.title') })
  const file = page.getByRole('dialog').locator('input[type=file]')
  const hand = async (name: string, bytes: Uint8Array): Promise<void> => {
    await file.setInputFiles({ name, mimeType: 'application/x-pkcs12', buffer: Buffer.from(bytes) })
    await expect(page.getByText(t('keys:plant.take.chosen', { name }))).toBeVisible()
  }
  await goTo('/settings/keys')
  await expect(section.getByText(t('keys:plant.none'))).toBeVisible()
  await section.scrollIntoViewIfNeeded()
  await look(page, 'settings-certificate-none')
  await section.getByRole('button', { name: t('keys:plant.takeOpen') }).click()
  await look(page, 'settings-certificate-take')
  const made = { name: 'Wasserwerk Talau', from: Date.now() - 800 * day, to: Date.now() + 20 * day }
  await hand('plant-2019.p12', await makeCertificateFile({ ...made, checkedBy: 'SHA-1' }))
  await page.getByLabel(t('keys:plant.take.password')).fill(certificateFilePassword)
  await page.getByLabel(t('keys:passphrase')).fill(passphrase)
  await page.getByRole('button', { name: t('keys:plant.take.do') }).click()
  await expect(page.getByText('openssl pkcs12 -legacy -in plant-2019.p12')).toBeVisible()
  await look(page, 'settings-certificate-refused')
  await hand('new.p12', await makeCertificateFile(made))
  await page.getByRole('button', { name: t('keys:plant.take.do') }).click()
  await expect(section.getByText('CN=Wasserwerk Talau').first()).toBeVisible()
  await section.scrollIntoViewIfNeeded()
  await look(page, 'settings-certificate')
  await section.getByRole('button', { name: t('keys:plant.removeOpen') }).click()
  await expect(page.getByLabel(t('keys:passphrase'))).toBeVisible()
  await look(page, 'settings-certificate-remove')
  await page.keyboard.press('Escape')
}

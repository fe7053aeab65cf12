/**
 * The screens in a real Chromium that keeps an account of its network: from the first start to a released early warning that is carried
 * to a stick and verified. Ends with exit code 0 when all of it worked and nobody reached beyond the loopback.
 *
 *   --beyond   reaches beyond on purpose instead; ends with 0 when the account names it
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from '@playwright/test'
import { chromiumFlags, chromiumSandbox, packagedChromium } from '../support/chromium.ts'
import { textsOf } from '../support/e2e-texts.ts'
import { startLocalHost } from '../support/local-host.ts'
import { testPassphrase } from '../support/in-process.ts'
import { Door } from '../e2e/pages/door.ts'
import { Incidents } from '../e2e/pages/incidents.ts'
import { Reports } from '../e2e/pages/reports.ts'
import { Transfer } from '../e2e/pages/transfer.ts'
import { readNetLog } from './offline-net-log.ts'

const scratch = mkdtempSync(join(tmpdir(), 'cofferdam-net-log-'))
const log = join(scratch, 'net-log.json')

/**
 * The browser of the npm package is Chromium's bare shell. An installed one has services of its own that go out behind the back of every
 * page (updates, accounts, names of form fields); the product cannot switch those off, and here they would hide what the page does.
 */
async function startBrowser(): Promise<Browser> {
  const found = await packagedChromium()
  return chromium.launch({
    executablePath: found.path,
    chromiumSandbox,
    args: [...chromiumFlags, `--log-net-log=${log}`, '--net-log-capture-mode=Everything'],
    env: Object.fromEntries(Object.entries({ ...process.env, ...found.environment }).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  })
}

/** Two ways out that no page of ours has: an address and a name. */
async function reachBeyond(browser: Browser): Promise<void> {
  const page = await browser.newPage()
  for (const url of ['http://192.0.2.1:9/', 'http://plant.invalid/']) await page.goto(url, { timeout: 3_000 }).catch(() => null)
}

async function playMainPath(browser: Browser): Promise<void> {
  const host = await startLocalHost({ from: 'built' })
  try {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1024, height: 768 } })
    const page = await context.newPage()
    const t = textsOf('en')
    const window = { page, t, language: 'en' } as const
    const door = new Door(page, t)
    const incidents = new Incidents(window)
    const reports = new Reports(window)
    const transfer = new Transfer(window)
    await page.goto(host.address)
    await door.beginning('incident').click()
    await door.name.fill('Anna Berg')
    await door.newPassphrase.fill(testPassphrase)
    await door.newPassphrase.press('Enter')
    await incidents.name.fill('Pump control does not answer')
    await incidents.record.click()
    await incidents.significant.check()
    await incidents.basis.fill('Supply can stop.')
    await incidents.decide.click()
    await reports.answer('suspectedMalicious', t('ui:answer.yes')).check()
    await reports.answer('possibleCrossBorder', t('ui:answer.unknown')).check()
    await reports.review.click()
    await reports.recipientName.fill('National CSIRT')
    await reports.addRecipient.click()
    await reports.release('early-warning').click()
    await reports.confirm('early-warning').click()
    await reports.expectReleased('early-warning', 1, 1)
    await reports.button('report-form:released.carryOut').click()
    await transfer.writeTo(/^STICK/)
    const name = readdirSync(host.folders.stick).find((entry) => entry.endsWith('.zip')) ?? ''
    await transfer.verify(join(host.folders.stick, name))
    await transfer.expectVerdict('genuine')
    await context.close()
    const exitCode = await host.stop()
    if (exitCode !== 0 || host.complaints() !== '') throw new Error(`the local host ended with ${String(exitCode)}: ${host.complaints()}`)
  } finally {
    await host.remove()
  }
}

const onPurpose = process.argv.includes('--beyond')
try {
  const browser = await startBrowser()
  try {
    await (onPurpose ? reachBeyond(browser) : playMainPath(browser))
  } finally {
    await browser.close()
  }
  const { events, loopbackRequests, beyond } = readNetLog(readFileSync(log, 'utf8'))
  if (onPurpose) {
    const noticed = ['192.0.2.1', 'plant.invalid'].every((host) => beyond.some((line) => line.includes(host)))
    if (!noticed) throw new Error(`the account does not name what was reached for:\n${beyond.join('\n')}`)
  } else {
    if (loopbackRequests < 20) throw new Error(`the account shows only ${String(loopbackRequests)} requests: it is not that of this path`)
    if (beyond.length > 0) throw new Error(`beyond the loopback:\n${beyond.join('\n')}`)
  }
  process.stdout.write(`browser path: ${String(events)} events, ${String(loopbackRequests)} requests to the loopback, ${String(beyond.length)} beyond\n`)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

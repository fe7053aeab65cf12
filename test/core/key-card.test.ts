import { afterEach, describe, expect, it } from 'vitest'
import { documentText } from '../../shared/report/document-text.ts'
import { fixedClock } from '../support/fixed-ports.ts'
import { startTestCore, type TestCore } from '../support/in-process.ts'

let core: TestCore | null = null
afterEach(async () => {
  await core?.remove()
  core = null
})

describe('the key card', () => {
  it('tells the time of the site and names its zone, whatever zone the PC is set to', async () => {
    const clock = fixedClock(Date.UTC(2026, 10, 23, 7, 0))
    clock.change({ zone: 'America/New_York', offset: -300 })
    core = startTestCore({ clock })
    await core.create({ zone: 'Europe/Berlin' })
    const { document } = await core.api.call('keys.card', { language: 'en' })
    const text = documentText(document).join('\n')
    expect(text).toContain('23 Nov 2026, 08:00 (+01:00)')
    expect(text).toContain('Europe/Berlin')
    expect(text).not.toContain('-05:00')
  })
})

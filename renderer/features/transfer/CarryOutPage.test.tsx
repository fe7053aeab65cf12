import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { byRole, fakeApi, press, Refusal, render, settled, type Rendered } from '../../test-support/render.tsx'
import { CarryOutPage } from './CarryOutPage.tsx'

const id = (letter: string): string => letter.repeat(26)
const release = {
  id: id('r'), incident: id('i'), site: id('s'), content: 'report', stage: 'early-warning', version: 1, recipient: id('c'), recipientKind: 'authority', recipientName: 'Authority',
  name: 'DE_aaaaaaaaaa_INC-7_early-warning_bsi_v1', zipSize: 1000, zipSha256: 'a'.repeat(64), releasedAt: 0, zone: 'Europe/Berlin', supersedes: null, language: 'en',
}
const stick = { id: 'p1', label: 'STICK', kind: 'removable', freeBytes: 1e9, writable: true }
const files = [{ name: `${release.name}.zip`, size: 1000, sha256: 'a'.repeat(64), outcome: 'written' }]

let shown: Rendered | null = null
let places: readonly object[] = []
let failing: 'place-removed' | null = null
const asked: string[] = []

const api = () =>
  fakeApi(({ name }) => {
    asked.push(name)
    switch (name) {
      case 'reports.released':
        return { release, document: null, files: [] }
      case 'incidents.get':
        return { incident: { id: id('i'), number: 7 }, releases: [release] }
      case 'places.list':
        return { places }
      case 'transfers.export':
        if (failing !== null) throw new Refusal(failing)
        return { jobId: id('j') }
      case 'transfers.check':
        return { jobId: id('k') }
      case 'jobs.get':
        return { state: 'done', value: { transfer: id('t'), files } }
      case 'sites.list':
        return { sites: [] }
      case 'store.status':
        return { kind: 'real', who: { name: 'A. Meyer', function: '' } }
      default:
        return {}
    }
  })

const look = (): Promise<void> =>
  act(async () => {
    vi.advanceTimersByTime(2600)
    await settled()
    await settled()
  })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
  places = [stick]
  failing = null
  asked.length = 0
})
afterEach(async () => {
  await shown?.remove()
  shown = null
  vi.useRealTimers()
})

describe('carrying out', () => {
  it('writes, then wants the stick out and in again before it checks', async () => {
    shown = await render(<CarryOutPage release={release.id} />, { api: api() })
    await look()
    await press(byRole('button', 'Write the report file'))
    await look()
    expect(shown.container.textContent).toContain('Written to STICK and read back.')
    expect(byRole('button', 'Check the stick').getAttribute('aria-disabled')).toBe('true')
    await press(byRole('button', 'Check the stick'))
    expect(asked).not.toContain('transfers.check')
    places = []
    await look()
    expect(shown.container.textContent).toContain('The stick is out. Put it in again.')
    places = [stick]
    await look()
    await press(byRole('button', 'Check the stick'))
    await look()
    expect(shown.container.textContent).toContain('Checked: the files are there and equal')
    expect(shown.container.textContent).toContain('After writing, the stick was taken out')
    expect(byRole('button', 'Print the receipt')).toBeTruthy()
  })

  it('says what to do without a stick, and blocks writing with the reason', async () => {
    places = []
    shown = await render(<CarryOutPage release={release.id} />, { api: api() })
    await look()
    expect(shown.container.textContent).toContain('No stick is there.')
    await press(byRole('button', 'Write the report file'))
    expect(asked).not.toContain('transfers.export')
    places = [{ ...stick, freeBytes: 10 }]
    await look()
    expect(shown.container.textContent).toContain('Too little room')
  })

  it('shows in place that the stick was pulled, and can be tried again', async () => {
    failing = 'place-removed'
    shown = await render(<CarryOutPage release={release.id} />, { api: api() })
    await look()
    await press(byRole('button', 'Write the report file'))
    await look()
    expect(shown.container.querySelector('[data-error-code="place-removed"]')).toBeTruthy()
    failing = null
    await press(byRole('button', 'Write the report file'))
    await look()
    expect(shown.container.textContent).toContain('Written to STICK')
  })
})

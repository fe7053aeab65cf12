import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Request } from '../../../shared/contract/wire.ts'
import { byRole, fakeApi, press, render, type, type Rendered } from '../../test-support/render.tsx'
import { RecordPage } from './RecordPage.tsx'

const now = Date.UTC(2026, 10, 23, 11, 30, 42)
const minute = 60_000
const opened = now - (now % minute)
const site = { id: 's'.repeat(26), code: 'abcdefghij', name: 'Plant 1', country: 'XX', address: '', zone: 'Europe/Berlin', courierMinutes: 60, createdAt: 0 }

let shown: Rendered | undefined
let calls: Request[] = []
beforeEach(() => {
  calls = []
})
afterEach(async () => {
  await shown?.remove()
  shown = undefined
})

async function open(sites = [site]) {
  const api = fakeApi((request) => {
    calls.push(request)
    switch (request.name) {
      case 'sites.list':
        return { sites }
      case 'deadlines.bar':
        return { now, zone: 'Europe/Berlin', offset: 60, time: { lower: now, open: false, isRange: false, state: 'unchecked', why: null }, stated: null, deadlines: [] }
      case 'incidents.record':
        return { id: 'i'.repeat(26), number: 1 }
      default:
        return {}
    }
  })
  shown = await render(<RecordPage />, { api })
  return shown.container
}
const recorded = (): unknown => calls.find((call) => call.name === 'incidents.record')?.input

describe('recording an incident', () => {
  it('needs a few words and nothing else: noticed now, known at the same moment, the only site', async () => {
    await open()
    expect(document.activeElement).toBe(byRole('textbox', 'What happened'))
    await type(byRole('textbox', 'What happened'), 'Pump control dead')
    await press(byRole('button', 'Record incident'))
    expect(recorded()).toEqual({ site: site.id, title: 'Pump control dead', notificationKind: 'mandatory', detectedAt: opened, knownAt: opened })
  })

  it('says what is missing and records nothing without it', async () => {
    const container = await open()
    await press(byRole('button', 'Record incident'))
    expect(recorded()).toBeUndefined()
    expect(container.querySelector('[data-problem="yes"]')).not.toBeNull()
  })

  it('moves "known" along with "noticed" until somebody says otherwise', async () => {
    await open()
    await type(byRole('textbox', 'What happened'), 'x')
    await type(byRole('textbox', 'When was it noticed?'), '09:00')
    await type(byRole('textbox', 'When did the first employee on duty know?'), '10:00')
    await type(byRole('textbox', 'When was it noticed?'), '08:00')
    await press(byRole('button', 'Record incident'))
    expect(recorded()).toMatchObject({ detectedAt: Date.UTC(2026, 10, 23, 7, 0), knownAt: Date.UTC(2026, 10, 23, 9, 0) })
  })

  it('records an empty time as not asked, but never a time that nobody can read', async () => {
    const container = await open()
    await type(byRole('textbox', 'What happened'), 'x')
    await type(byRole('textbox', 'When did the first employee on duty know?'), '29:70')
    await press(byRole('button', 'Record incident'))
    expect(recorded()).toBeUndefined()
    expect(container.textContent).toContain('Enter a time, for example 23:50')
    await type(byRole('textbox', 'When did the first employee on duty know?'), '')
    await press(byRole('button', 'Record incident'))
    expect(recorded()).toMatchObject({ knownAt: null })
  })

  it('asks for the site only where there are several', async () => {
    const container = await open([site, { ...site, id: 't'.repeat(26), name: 'Plant 2' }])
    expect(container.querySelector('[role="combobox"]')?.textContent).toContain('Plant 1')
  })
})

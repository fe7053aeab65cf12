import { afterEach, describe, expect, it } from 'vitest'
import type { ReplyTo } from '../../api/procedures.ts'
import { byRole, fakeApi, press, render, type Rendered } from '../../test-support/render.tsx'
import type { Openers } from './key-words.ts'
import { KeyPage } from './KeyPage.tsx'
import { UnderwayStrip } from './UnderwayStrip.tsx'

type Work = ReplyTo<'store.underway'>['work']

const copying: NonNullable<Work> = { kind: 'rekey', step: 'copy', done: 30, total: 200, since: 1_000, stoppable: true }
let shown: Rendered | null = null
let work: Work = null
let openers: Openers
let called: string[] = []

const api = () =>
  fakeApi(({ name }) => {
    called.push(name)
    if (name === 'store.underway') return { work }
    if (name === 'store.openers') return openers
    if (name === 'store.stopUnderway') {
      work = null
      return { stopped: true }
    }
    if (name === 'setup.open') return { open: [] }
    return {}
  })

afterEach(async () => {
  await shown?.remove()
  shown = null
})

async function strip(now: Work, mayStop = true, language: 'en' | 'de' = 'en'): Promise<string> {
  await shown?.remove()
  work = now
  called = []
  shown = await render(<UnderwayStrip mayStop={mayStop} />, { api: api(), language })
  return document.body.textContent ?? ''
}

describe('the strip above every screen', () => {
  it('is not there while nothing is done to the record, or when it is restored, which has its own page', async () => {
    expect(await strip(null)).toBe('')
    expect(await strip({ ...copying, kind: 'restore' })).toBe('')
  })

  it('says that nothing can be saved, what goes on, how far it is, in both languages', async () => {
    const text = await strip(copying)
    expect(text).toContain('nothing can be saved now')
    expect(text).toContain('the deadlines go on')
    expect(text).toContain('15 %')
    expect(await strip(copying, true, 'de')).toContain('kann nichts gespeichert werden')
  })

  it('stops it for somebody who sits here, not on a locked screen and not in the last step', async () => {
    expect(await strip(copying, false)).not.toContain('Stop it')
    expect(await strip({ ...copying, step: 'place', stoppable: false })).not.toContain('Stop it')
    await strip(copying)
    await press(byRole('button', 'Stop it, something must be saved now'))
    expect(called).toContain('store.stopUnderway')
    expect(document.body.textContent).toBe('')
  })
})

const copy: Openers['copies'][number] = {
  id: 'one',
  name: '20261101T000000Z-daily',
  at: Date.UTC(2026, 10, 1),
  why: 'daily',
  place: { kind: 'ring', label: '' },
  size: 1,
  key: 'earlier',
  openers: [
    { person: 'a'.repeat(26), name: 'Anna Berg', access: true, passphrase: 'earlier' },
    { person: 'b'.repeat(26), name: 'Ben Kurz', access: false, passphrase: 'earlier' },
    { person: 'c'.repeat(26), name: null, access: false, passphrase: 'earlier' },
  ],
  sheet: 'earlier',
}

async function page(change: Partial<Openers>): Promise<string> {
  await shown?.remove()
  work = null
  openers = { changedAt: null, left: [], copies: [], former: [], time: 5_000, ...change }
  shown = await render(<KeyPage />, { api: api() })
  return document.body.textContent ?? ''
}

describe('the page of the key', () => {
  it('names who left, with several names and an erased one', async () => {
    const text = await page({ left: [{ person: 'b'.repeat(26), name: 'Ben Kurz' }, { person: 'c'.repeat(26), name: null }] })
    expect(text).toContain('Ben Kurz and a person whose name was erased no longer have access')
  })

  it('says how long nothing can be saved, in round figures', async () => {
    expect(await page({ time: 5_000 })).toContain('about 10 seconds')
    expect(await page({ time: 47_000 })).toContain('about 50 seconds')
    expect(await page({ time: 130_000 })).toContain('about 3 minutes')
  })

  it('lists whom a copy opens for', async () => {
    const text = await page({ copies: [copy] })
    expect(text).toContain('Anna Berg (an earlier passphrase)')
    expect(text).toContain('Ben Kurz (access ended)')
    expect(text).toContain('whoever has an old recovery sheet')
  })

  it('removes copies under an earlier key only where there is a backup under the present one', async () => {
    await page({ copies: [copy] })
    await press(byRole('button', 'Remove 1 backup under an earlier key from this PC'))
    expect(document.querySelector('[role=dialog]')).toBeNull()
    await page({ copies: [copy, { ...copy, id: 'two', key: 'present' }] })
    await press(byRole('button', 'Remove 1 backup under an earlier key from this PC'))
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('cannot be brought back')
  })

  it('names the folder of a former record that is still there', async () => {
    expect(await page({ former: ['rekeyed-20261123T100000Z'] })).toContain('rekeyed-20261123T100000Z')
  })

  it('asks for the passphrase before anything is sent', async () => {
    await page({})
    called = []
    await press(byRole('button', 'Change the key now'))
    expect(document.body.textContent).toContain('Please enter your passphrase.')
    expect(called).not.toContain('store.rekey')
  })
})

import { act } from 'react'
import type { ReactElement } from 'react'
import { useLocation } from 'wouter'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { byRole, fakeApi, focus, key, press, render, settled } from '../test-support/render.tsx'
import type { Rendered } from '../test-support/render.tsx'
import { Page } from '../ui/Page.tsx'
import { DeadlineBar } from './frame/DeadlineBar.tsx'
import { isShortcut } from './frame/shortcuts.ts'
import { isCurrent } from './frame/rail.ts'
import { systemLanguage } from './i18n/i18n.ts'
import { Entry, troubleOf } from './Entry.tsx'
import { Inside } from './Inside.tsx'
import type { AppParts, InsideParts } from './parts.ts'
import { createPreferenceStore } from './preferences/preferences.ts'
import { installTrustedTypes, workerUrl } from './trusted-types.ts'

let shown: Rendered | undefined
afterEach(async () => {
  await shown?.remove()
  shown = undefined
})

const Nothing = (): null => null
let broken = false
function Incidents(): ReactElement {
  if (broken) throw new Error('broken')
  return (
    <Page title="All incidents">
      <input aria-label="Search" />
    </Page>
  )
}
function Assets(): ReactElement {
  const [location] = useLocation()
  return <Page title={`Assets at ${location}`}>x</Page>
}
const insideParts: InsideParts = {
  screens: [
    { id: 'incidents', path: '/incidents', label: 'rail.incidents', icon: Nothing, component: Incidents },
    { id: 'assets', path: '/assets', label: 'rail.assets', icon: Nothing, component: Assets },
  ],
  deadlineBar: () => <DeadlineBar tone="quiet" main="No legal deadline is running" announcement="" />,
  useStatusFacts: () => [{ id: 'record', text: 'record intact' }],
  beside: () => <></>,
  usePersonActions: () => [],
}
const parts: AppParts = {
  door: ({ status }) => <p>door: {status.state}</p>,
  inside: ({ status }) => <Inside parts={insideParts} status={status} />,
  locked: ({ status }) => <p>locked: {status.who.kind}</p>,
  given: ({ status }) => <p>given: {status.who.name}</p>,
  prepareInside: () => Promise.resolve(),
}
const status = (state: string, who = 'person') => ({
  state,
  kind: 'real',
  perUser: false,
  version: '0',
  who: { kind: who, person: null, name: who === 'person' ? 'A. Meyer' : null, function: null, permissions: [] },
})
const kept = { language: 'en', theme: 'system', density: 'normal', dismissed: [] }
const core = (state: string, who?: string, saved: (input: unknown) => void = () => undefined) =>
  fakeApi((request) => {
    if (request.name === 'store.status') return status(state, who)
    if (request.name === 'preferences.get') return kept
    if (request.name === 'preferences.save') saved(request.input)
    return {}
  })

describe('Entry', () => {
  it('leads to the door while there is no open record, and to the locked screen while nobody is signed in', async () => {
    shown = await render(<Entry parts={parts} />, { api: core('missing', 'nobody') })
    expect(shown.container.textContent).toBe('door: missing')
    await shown.remove()
    shown = await render(<Entry parts={parts} />, { api: core('open', 'nobody') })
    expect(shown.container.textContent).toBe('locked: nobody')
  })

  it('says why a record cannot be opened and lets try again', async () => {
    shown = await render(<Entry parts={parts} />, { api: core('newer', 'nobody') })
    expect(shown.container.textContent).toContain('written by a newer version')
    expect(byRole('button', 'Try again')).toBeTruthy()
    expect(troubleOf('in-use')).toBe('store-locked')
    expect(troubleOf('damaged')).toBeNull()
  })

  it('opens the first screen inside the frame, with deadline bar and footer', async () => {
    shown = await render(<Entry parts={parts} />, { api: core('open') })
    expect(byRole('heading', 'All incidents')).toBeTruthy()
    expect(shown.container.textContent).toContain('No legal deadline is running')
    expect(shown.container.querySelector('footer')?.textContent).toBe('nothing changed yetrecord intact')
    expect(document.activeElement?.textContent).toBe('All incidents')
  })
})

describe('frame', () => {
  const open = async (path = '/incidents'): Promise<Rendered> => (shown = await render(<Entry parts={parts} />, { api: core('open'), path }))

  it('goes by the rail and by Alt and a digit; a path below an entry belongs to it', async () => {
    await open()
    expect(byRole('link', 'Incidents').getAttribute('aria-current')).toBe('page')
    await key('2', { altKey: true, code: 'Digit2' })
    expect(byRole('heading', 'Assets at /assets')).toBeTruthy()
    await press(byRole('link', 'Incidents'))
    expect(byRole('heading', 'All incidents')).toBeTruthy()
    await shown?.remove()
    await open('/assets/pump-4')
    expect(byRole('heading', 'Assets at /assets/pump-4')).toBeTruthy()
    expect(byRole('link', 'Assets').getAttribute('aria-current')).toBe('page')
  })

  it('lists its keys with Ctrl+F1 and answers Ctrl+S', async () => {
    await open()
    await key('F1', { ctrlKey: true })
    const list = document.querySelector('[role="dialog"]')?.textContent ?? ''
    for (const keys of ['Alt + 1', 'Alt + 2', 'F6', 'Ctrl + S', 'Ctrl + F1', 'Esc']) expect(list).toContain(keys)
    await key('2', { altKey: true, code: 'Digit2' })
    expect(byRole('heading', 'All incidents'), 'a dialog is in front').toBeTruthy()
    await key('s', { ctrlKey: true })
    expect(document.body.textContent).toContain('All is saved.')
  })

  it('moves with F6 through header, rail and work, and back with Shift', async () => {
    vi.spyOn(Element.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList)
    await open()
    const pane = (): string | undefined => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane']
    expect(pane()).toBe('work')
    await key('F6')
    expect(pane()).toBe('header')
    await key('F6')
    expect(pane()).toBe('rail')
    expect(document.activeElement?.textContent).toBe('Incidents')
    await key('F6', { shiftKey: true })
    expect(pane()).toBe('header')
  })

  it('jumps over the bars with the skip link', async () => {
    await open()
    const skip = byRole('button', 'Go to the work')
    await focus(skip)
    await press(skip)
    expect(document.activeElement?.textContent).toBe('All incidents')
  })

  it('keeps the frame when a screen stops, and says what was kept', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    broken = true
    await open()
    expect(shown?.container.textContent).toContain('Everything confirmed before is saved.')
    expect(shown?.container.textContent).toContain('No legal deadline is running')
    broken = false
    await press(byRole('button', 'Open the screen again'))
    expect(byRole('heading', 'All incidents')).toBeTruthy()
  })

  it('leads back from an address that does not exist', async () => {
    await open('/nowhere')
    await press(byRole('button', 'Go to the overview'))
    expect(byRole('heading', 'All incidents')).toBeTruthy()
  })

  it('changes language and colours from the person menu and keeps that in the record', async () => {
    const saved = vi.fn()
    shown = await render(<Entry parts={parts} />, { api: core('open', 'person', saved), path: '/incidents' })
    await press(byRole('button', /A\. Meyer/))
    await press(byRole('menuitemradio', 'Deutsch'))
    expect(byRole('link', 'Vorfälle')).toBeTruthy()
    expect(document.documentElement.lang).toBe('de')
    await press(byRole('menuitemradio', 'Dunkel'))
    expect(saved).toHaveBeenLastCalledWith({ language: 'de', theme: 'dark', density: 'normal', dismissed: [] })
    expect(getComputedStyle(document.body).backgroundColor).toBe('rgb(21, 25, 29)')
  })
})

describe('DeadlineBar', () => {
  it('is read out when the state changes and opens its details', async () => {
    const onPress = vi.fn()
    shown = await render(<DeadlineBar tone="high" main="Early warning INC-7" announcement="due soon" details={<p>UTC 02:00</p>} action={{ label: 'Open', onPress }} />)
    expect(shown.container.querySelector('[role="status"]')?.textContent).toBe('due soon')
    await press(byRole('button', 'Early warning INC-7'))
    const details = document.querySelector<HTMLElement>('[role="dialog"]')
    expect(details?.textContent).toContain('UTC 02:00')
    await act(async () => {
      details?.querySelector<HTMLElement>('button')?.click()
      await settled()
    })
    expect(onPress).toHaveBeenCalledTimes(1)
  })
})

describe('preferences', () => {
  const record = { language: 'de', theme: 'dark', density: 'touch', dismissed: ['a'] } as const

  it('come from the record, but what was chosen before it opened stays and is kept', () => {
    const store = createPreferenceStore('en')
    const save = vi.fn()
    store.getState().change({ theme: 'light' })
    store.getState().adopt(record, { save })
    expect(store.getState()).toMatchObject({ language: 'de', theme: 'light', density: 'touch', dismissed: ['a'] })
    expect(save).toHaveBeenCalledWith({ language: 'de', theme: 'light', density: 'touch', dismissed: ['a'] })
  })

  it('are kept on each change, and no longer once the record is closed', () => {
    const store = createPreferenceStore('en')
    const save = vi.fn()
    store.getState().adopt(record, { save })
    expect(save).not.toHaveBeenCalled()
    store.getState().change({ density: 'normal' })
    expect(save).toHaveBeenCalledTimes(1)
    store.getState().release()
    store.getState().change({ density: 'touch' })
    expect(save).toHaveBeenCalledTimes(1)
  })
})

describe('small rules', () => {
  it('know a key combination exactly', () => {
    const event = (name: string, init: KeyboardEventInit = {}): KeyboardEvent => new KeyboardEvent('keydown', { key: name, ...init })
    expect(isShortcut(event('s', { ctrlKey: true }), 'Ctrl+S')).toBe(true)
    expect(isShortcut(event('s', { ctrlKey: true, altKey: true }), 'Ctrl+S'), 'AltGr types a character').toBe(false)
    expect(isShortcut(event('&', { altKey: true, code: 'Digit1' }), 'Alt+1'), 'a French keyboard').toBe(true)
    expect(isShortcut(event('F6', { shiftKey: true }), 'F6')).toBe(false)
  })

  it('know the current entry of the rail', () => {
    expect(isCurrent({ path: '/incidents' }, '/incidents/abc')).toBe(true)
    expect(isCurrent({ path: '/in' }, '/incidents')).toBe(false)
    expect(isCurrent({ path: '/' }, '/incidents')).toBe(false)
  })

  it('take the first language of the system whose texts are complete', () => {
    expect(systemLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de')
    expect(systemLanguage(['fr'])).toBe('en')
  })
})

describe('trusted types', () => {
  it('lets scripts of the bundle through and nothing else', () => {
    let rules: { createHTML(text: string): string; createScript(text: string): string; createScriptURL(url: string): string } | undefined
    vi.stubGlobal('trustedTypes', {
      createPolicy: (name: string, given: typeof rules) => {
        expect(name).toBe('app')
        rules = given
        return given
      },
    })
    installTrustedTypes()
    expect(() => rules?.createHTML('<b>')).toThrow(TypeError)
    expect(() => rules?.createScript('1')).toThrow(TypeError)
    expect(String(workerUrl(new URL('/assets/layout-a1.js', location.href)))).toBe(`${location.origin}/assets/layout-a1.js`)
    expect(() => rules?.createScriptURL('https://example.org/assets/x.js')).toThrow(TypeError)
    expect(() => rules?.createScriptURL('data:text/javascript,1')).toThrow(TypeError)
  })
})

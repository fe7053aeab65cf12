import { act } from 'react'
import type { ReactElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useLocation } from 'wouter'
import { byRole, fakeApi, press, Refusal, render, settled, type, type Rendered } from '../../test-support/render.tsx'
import { KeyPane } from './KeyPane.tsx'
import type { ShownKey } from './shown-key.ts'

const siteKey: ShownKey = {
  id: 'a'.repeat(26), kind: 'site', owner: 'b'.repeat(26), name: 'Werk Nord', principal: 'aaaaaaaaaa@bbbbbbbbbb', fingerprint: `SHA256:${'A'.repeat(43)}`, state: 'in-use', from: 0, to: null, revokedAt: null, reason: null, signed: 3,
}
let shown: Rendered | null = null
let permissions: readonly string[] = []
let second: { readonly needed: boolean; readonly possible: readonly string[] } = { needed: false, possible: [] }
let keyHere = true
const sent = vi.fn()

const api = () =>
  fakeApi(({ name, input }) => {
    if (name === 'store.status') return { kind: 'real', who: { permissions } }
    if (name === 'deadlines.bar') return { now: 1_700_000_000_000, zone: 'UTC', offset: 0, time: { lower: 0, open: false, isRange: false, state: 'unchecked', why: null }, stated: null, deadlines: [] }
    if (name === 'keyExchange.state') return { keyHere }
    if (name === 'keys.list') return { keys: [], second }
    if (name === 'people.list') return { people: [{ id: 'c'.repeat(26), name: 'Ben Kurz', function: 'plant manager' }] }
    if (name !== 'keys.revoke' && name !== 'keys.replaceSite') return {}
    sent(name, input)
    if ((input as { passphrase: string }).passphrase !== 'right') throw new Refusal('wrong-sign-in')
    return {}
  })

beforeEach(() => {
  permissions = ['keys.manage']
  second = { needed: false, possible: [] }
  keyHere = true
  sent.mockClear()
})
afterEach(async () => {
  await shown?.remove()
  shown = null
})

/** Where the person is. */
function Here(): ReactElement {
  const [path] = useLocation()
  return <p id="here">{path}</p>
}

async function show(key: ShownKey): Promise<HTMLElement> {
  shown = await render(
    <>
      <KeyPane shown={key} zone="UTC" onClose={() => undefined} />
      <Here />
    </>,
    { api: api() },
  )
  await act(settled)
  return shown.container
}

function buttonIn(container: HTMLElement, name: string): HTMLButtonElement {
  const button = [...container.querySelectorAll('button')].find((one) => one.textContent === name)
  if (button === undefined) throw new Error(`no button ${name}`)
  return button
}

describe('the pane of a key', () => {
  it('asks for reason and passphrase before a key is replaced, and says that a wrong one changed nothing', async () => {
    const pane = await show(siteKey)
    await press(buttonIn(pane, 'Replace the key'))
    const dialog = byRole('dialog', /key of Werk Nord/)
    expect(dialog.textContent).toContain('What it signed before stays genuine.')
    await press(buttonIn(dialog, 'Replace the key'))
    expect(dialog.textContent).toContain('Please say why.')
    expect(sent).not.toHaveBeenCalled()
    const [reason, passphrase] = [dialog.querySelector<HTMLTextAreaElement>('textarea:not([aria-hidden])'), dialog.querySelector<HTMLInputElement>('input[type=password]')]
    if (reason === null || passphrase === null) throw new Error('a field is missing')
    await type(reason, 'old PC')
    await type(passphrase, 'wrong')
    await press(buttonIn(dialog, 'Replace the key'))
    await act(settled)
    expect(sent).toHaveBeenLastCalledWith('keys.replaceSite', { site: siteKey.owner, reason: 'old PC', passphrase: 'wrong', second: null })
    expect(dialog.textContent).toContain('Nothing was changed.')
  })

  it('sends nothing without the second person where the rule asks for one', async () => {
    second = { needed: true, possible: ['c'.repeat(26)] }
    const pane = await show(siteKey)
    await press(buttonIn(pane, 'Replace the key'))
    const dialog = byRole('dialog', /key of Werk Nord/)
    const reason = dialog.querySelector<HTMLTextAreaElement>('textarea:not([aria-hidden])')
    const [own, other] = dialog.querySelectorAll<HTMLInputElement>('input[type=password]')
    if (reason === null || own === undefined || other === undefined) throw new Error('a field is missing')
    await type(reason, 'old PC')
    await type(own, 'right')
    await type(other, 'hers')
    await press(buttonIn(dialog, 'Replace the key'))
    expect(sent).not.toHaveBeenCalled()
    expect(dialog.textContent).toContain('Please choose the second person')
  })

  it('says before a revocation what is lost by it, and asks since when', async () => {
    const pane = await show(siteKey)
    await press(buttonIn(pane, 'Revoke the key'))
    const dialog = byRole('dialog', /key of Werk Nord/)
    expect(dialog.textContent).toContain('3 files that were released with it are then refused.')
    await press(buttonIn(dialog, 'Revoke the key'))
    expect(dialog.textContent).toContain('Please enter a time.')
    expect(sent).not.toHaveBeenCalled()
  })

  it('offers to ask the head office where that keeps the key of the entity', async () => {
    keyHere = false
    const pane = await show(siteKey)
    expect(pane.textContent).not.toContain('Replace the key')
    await press(buttonIn(pane, 'Ask for a new key'))
    expect(pane.querySelector('#here')?.textContent).toBe(`/settings/key-ask/renew/${siteKey.owner}`)
    await press(buttonIn(pane, 'Ask to revoke it'))
    expect(pane.querySelector('#here')?.textContent).toBe(`/settings/key-ask/revoke/${siteKey.id}`)
  })

  it.each([
    ['a site key, for whoever may not', siteKey, []],
    ['a revoked key', { ...siteKey, state: 'revoked', revokedAt: 1, reason: 'stolen' }, ['keys.manage']],
    ['a person key in use', { ...siteKey, kind: 'person' }, ['keys.manage']],
    ['the entity key', { ...siteKey, kind: 'entity' }, ['keys.manage']],
  ] as const)('offers nothing at %s', async (_what, key, may) => {
    permissions = may
    const pane = await show(key)
    expect(pane.textContent).toContain('Werk Nord')
    expect(pane.textContent).not.toContain('Revoke the key')
    expect(pane.textContent).not.toContain('Replace the key')
  })
})

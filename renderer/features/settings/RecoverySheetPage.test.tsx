import { afterEach, describe, expect, it, vi } from 'vitest'
import { byRole, fakeApi, press, Refusal, render, settled, type, type Rendered } from '../../test-support/render.tsx'
import { useRecoveryKey } from '../door/recovery-key.ts'
import { RecoverySheetPage } from './RecoverySheetPage.tsx'
import { act } from 'react'

const key = 'AR09T-7RYTW-R4HDR-VW8PG-6CDD1-Y3Y3N-YTK1S-MGVZA'
let shown: Rendered | null = null
let open: string[] = []
const done = vi.fn()

const api = () =>
  fakeApi(({ name, input }) => {
    switch (name) {
      case 'setup.open':
        return { open }
      case 'setup.done':
        done(input)
        open = open.filter((task) => task !== (input as { task: string }).task)
        return {}
      case 'store.renewRecoveryKey':
        if ((input as { passphrase: string }).passphrase !== 'right') throw new Refusal('wrong-passphrase')
        return { recoveryKey: key }
      case 'entity.get':
        return { code: 'aaaaaaaaaa', name: 'Water' }
      case 'sites.list':
        return { sites: [{ name: 'North', zone: 'Europe/Berlin' }] }
      case 'deadlines.bar':
        return { now: 0, zone: 'UTC', offset: 0, time: { lower: 0, open: false, isRange: false, state: 'unchecked', why: null }, stated: null, deadlines: [] }
      case 'store.status':
        return { kind: 'real', who: {} }
      default:
        return {}
    }
  })

afterEach(async () => {
  await shown?.remove()
  shown = null
  useRecoveryKey.getState().forget()
  done.mockClear()
})

describe('recovery sheet', () => {
  it('is shown while its key is in the window, and the key is forgotten once it is printed', async () => {
    open = ['recovery-sheet', 'key-card']
    useRecoveryKey.getState().keep(key)
    shown = await render(<RecoverySheetPage />, { api: api() })
    await act(settled)
    const groups = shown.container.querySelector('article')?.textContent ?? ''
    for (const group of key.split('-')) expect(groups).toContain(group)
    await press(byRole('button', 'I have printed it'))
    await act(settled)
    expect(done).toHaveBeenCalledWith({ task: 'recovery-sheet' })
    expect(useRecoveryKey.getState().key).toBeNull()
    expect(shown.container.textContent).not.toContain('AR09T')
    expect(byRole('button', 'Print the key card')).toBeTruthy()
  })

  it('makes a new key against the passphrase, and says what becomes of the old sheet', async () => {
    open = []
    shown = await render(<RecoverySheetPage />, { api: api() })
    await act(settled)
    expect(shown.container.textContent).toContain('A sheet that was printed before then no longer opens the record')
    const field = (): HTMLElement => document.querySelector<HTMLElement>('input[type="password"]') ?? document.body
    await type(field(), 'wrong')
    await press(byRole('button', 'Make a new recovery key'))
    await act(settled)
    expect(shown.container.querySelector('[data-error-code="wrong-passphrase"]')).toBeTruthy()
    await type(field(), 'right')
    await press(byRole('button', 'Make a new recovery key'))
    await act(settled)
    expect(useRecoveryKey.getState().key).toBe(key)
  })
})

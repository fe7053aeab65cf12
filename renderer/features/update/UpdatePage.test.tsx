import { afterEach, describe, expect, it, vi } from 'vitest'
import { byRole, fakeApi, press, render, settled, type Rendered } from '../../test-support/render.tsx'
import { UpdatePage } from './UpdatePage.tsx'

let shown: Rendered | null = null
const take = vi.fn()

const good = { id: 'good', place: 'STICK', named: '0.2.0', verdict: 'genuine', release: { version: '0.2.0', at: 1_800_000_000_000, notes: { en: 'Better.', de: 'Besser.' } }, size: 100_000_000 }
const forged = { id: 'forged', place: 'STICK', named: '0.3.0', verdict: 'wrong-key', release: null, size: null }
const nothing = { maker: 'SHA256:abc', version: '0.1.0', updated: null, ready: null }

async function show(state: object, updates: readonly object[], refusal: string | null = null): Promise<Rendered> {
  shown = await render(<UpdatePage />, {
    api: fakeApi(({ name, input }) => {
      switch (name) {
        case 'updates.state':
          return state
        case 'updates.found':
          return { updates }
        case 'updates.take':
          take(input)
          return { jobId: 'job' }
        case 'jobs.get':
          if (refusal !== null) return { state: 'failed', error: { code: 'update-refused', details: { verdict: refusal }, logId: null } }
          return { state: 'done', value: { version: '0.2.0', file: 'f', folder: '/r', sha256: 'x', backup: 'b' } }
        case 'deadlines.bar':
          return { now: 0, zone: 'UTC', offset: 0, time: { lower: 0, open: false, isRange: false, state: 'unchecked', why: null }, stated: null, deadlines: [] }
        default:
          return {}
      }
    }),
  })
  await settled()
  return shown
}

const text = (): string => document.body.textContent ?? ''

afterEach(async () => {
  await shown?.remove()
  shown = null
  take.mockClear()
})

describe('update', () => {
  it('offers nothing in a build that trusts no maker', async () => {
    await show({ ...nothing, maker: null }, [good])
    expect(text()).toContain("trusts no maker's key")
    expect(text()).not.toContain('Verify and take over')
    expect(text()).not.toContain('0.2.0')
  })

  it('says why a set is refused, and offers only what is from the maker', async () => {
    await show(nothing, [good, forged])
    expect(text()).toContain('signed by another key')
    expect(text()).toContain('Better.')
    await press(byRole('button', 'Verify and take over'))
    expect(take).toHaveBeenCalledWith({ id: 'good' })
  })

  it('says in a sentence what was wrong with the bytes', async () => {
    await show(nothing, [good], 'file-changed')
    await press(byRole('button', 'Verify and take over'))
    await settled()
    expect(text()).toContain('was changed or cut off')
    expect(text()).toContain('Nothing of it was started')
  })

  it('tells where the verified file lies and what to do, and afterwards the way back', async () => {
    await show({ ...nothing, ready: { version: '0.2.0', file: 'cofferdam-0.2.0-linux-x64.AppImage', folder: '/var/lib/x', sha256: 'f00', at: 0, backup: 'monday' } }, [])
    for (const part of ['cofferdam-0.2.0-linux-x64.AppImage', '/var/lib/x', 'f00', 'monday']) expect(text()).toContain(part)
    await shown?.remove()
    await show({ ...nothing, version: '0.2.0', updated: { from: '0.1.0', at: 0, backup: 'monday' } }, [])
    expect(text()).toContain('How to go back to 0.1.0')
    expect(text()).toContain('The backup monday')
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { byRole, fakeApi, press, render, type Rendered } from '../../test-support/render.tsx'
import type { ReplyTo } from '../../api/procedures.ts'
import { SpaceNotice } from './SpaceNotice.tsx'
import { useSpaceFact } from './space-words.ts'

type Space = ReplyTo<'space.look'>

const ample: Space = { freeBytes: 70_000_000_000, level: 'ample', writing: null }
let shown: Rendered | null = null
let now: Space = ample
let permissions: string[] = []

const api = () => fakeApi(({ name }) => (name === 'space.look' ? now : name === 'store.status' ? { who: { permissions } } : {}))

function Fact() {
  const fact = useSpaceFact()
  return <p>{fact === null ? 'nothing' : `${fact.severity ?? ''}: ${fact.text}`}</p>
}

async function see(space: Space, language: 'en' | 'de' = 'en'): Promise<string> {
  await shown?.remove()
  now = space
  shown = await render(
    <>
      <SpaceNotice />
      <Fact />
    </>,
    { api: api(), language },
  )
  return document.body.textContent ?? ''
}

afterEach(async () => {
  await shown?.remove()
  shown = null
  permissions = []
})

describe('the room on the disk', () => {
  it('is no matter while there is plenty, or while the system does not say', async () => {
    expect(await see(ample)).toBe('nothing')
    expect(await see({ freeBytes: null, level: 'unknown', writing: null })).toBe('nothing')
  })

  it('when it fills up stands in the footer for everybody, and is explained to whoever can have room made', async () => {
    const low: Space = { freeBytes: 312_000_000, level: 'low', writing: null }
    expect(await see(low)).toBe('medium: disk: 312 MB free')
    permissions = ['store.manage']
    const text = await see(low)
    expect(text).toContain('is filling up')
    expect(text).toContain('below 200 MB')
  })

  it('when something is refused is explained to everybody, in both languages', async () => {
    expect(await see({ freeBytes: 90_000_000, level: 'short', writing: null })).toContain('Incidents, deadlines and reports go on being saved.')
    expect(await see({ freeBytes: 90_000_000, level: 'short', writing: null }, 'de')).toContain('Vorfälle, Fristen und Meldungen werden weiter gespeichert.')
    const full = await see({ freeBytes: 0, level: 'full', writing: 'store-full' })
    expect(full).toContain('The disk of this computer is full')
    expect(full).toContain('critical: nothing is saved now')
  })

  it('goes away once it is looked at again and there is room', async () => {
    await see({ freeBytes: 0, level: 'full', writing: 'store-full' })
    now = ample
    await press(byRole('button', 'Look again'))
    expect(document.body.textContent).toBe('nothing')
  })
})

it('a disk that refuses is said first, with what is safe and what to do meanwhile', async () => {
  const text = await see({ ...ample, writing: 'store-disk-fault' })
  expect(text).toContain('Nothing is being saved now')
  expect(text).toContain('Everything confirmed before is saved and can be read.')
  expect(text).toContain('write on paper')
})

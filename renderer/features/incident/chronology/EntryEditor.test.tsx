import { useState } from 'react'
import type { ReactElement } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { byRole, focus, key, press, render, type, type Rendered } from '../../../test-support/render.tsx'
import type { EnteredLine } from './entered-line.ts'
import type { TimeSource } from '../../../../shared/clock/time-source.ts'
import { EntryEditor } from './EntryEditor.tsx'
import type { TypedLine } from './typed-line.ts'

const zone = 'Europe/Berlin'
const now = Date.UTC(2026, 10, 24, 2, 20)

let shown: Rendered | undefined
afterEach(async () => {
  await shown?.remove()
  shown = undefined
})

const camera: TimeSource = { id: 'c'.repeat(26), site: 's'.repeat(26), name: 'Gate camera', kind: 'camera', aheadSeconds: 600, zone, noSummerTime: false, checkedAt: null, checkedBy: '', note: '', createdAt: 0 }

function Line({ onKeep }: { onKeep(line: EnteredLine): void }): ReactElement {
  const [typed, setTyped] = useState<TypedLine>({ line: '', keepComma: false })
  return (
    <EntryEditor
      label="What happened?"
      typed={typed}
      onTyped={setTyped}
      zone={zone}
      now={() => now}
      names={['HMI 2', 'Pump station 4']}
      timeSources={[camera]}
      busy={false}
      keepLabel="Add entry"
      importantLabel="Add as important"
      onKeep={onKeep}
    />
  )
}

async function open() {
  const onKeep = vi.fn<(line: EnteredLine) => void>()
  shown = await render(<Line onKeep={onKeep} />)
  const field = byRole<HTMLInputElement>('textbox', 'What happened?')
  await focus(field)
  return { onKeep, field, container: shown.container }
}

describe('the line of the chronology', () => {
  it('echoes its meaning before it is kept, and Enter keeps it', async () => {
    const { onKeep, field, container } = await open()
    await type(field, '02:05 pump 3 tripped, operator')
    expect(container.textContent).toContain('Tue, 24 Nov 2026, 02:05 (+01:00)')
    expect(container.textContent).toContain('Source operator')
    await key('Enter')
    expect(onKeep).toHaveBeenCalledExactlyOnceWith({ instant: Date.UTC(2026, 10, 24, 1, 5), text: 'pump 3 tripped', source: 'operator', important: false, mentions: [], timeSource: null })
  })

  it('Ctrl+Enter marks it as important', async () => {
    const { onKeep, field } = await open()
    await type(field, 'alarm')
    await key('Enter', { ctrlKey: true })
    expect(onKeep).toHaveBeenCalledWith(expect.objectContaining({ text: 'alarm', important: true, instant: now }))
  })

  it('keeps nothing while the time in front does not exist', async () => {
    const { onKeep, field, container } = await open()
    await type(field, '27:10 pump off')
    await key('Enter')
    expect(onKeep).not.toHaveBeenCalled()
    expect(container.textContent).toContain('There is no such time')
  })

  it('asks which of the doubled hour it was', async () => {
    const { onKeep, field } = await open()
    await type(field, '25.10. 02:30 alarm')
    await key('Enter')
    expect(onKeep).not.toHaveBeenCalled()
    await press(byRole('button', '02:30 (+01:00)'))
    await key('Enter', {}, field)
    expect(onKeep).toHaveBeenCalledWith(expect.objectContaining({ instant: Date.UTC(2026, 9, 25, 1, 30) }))
  })

  it('leaves the last part in the text when the person says so', async () => {
    const { onKeep, field } = await open()
    await type(field, 'HMI dark, pumps off')
    await press(byRole('button', 'Belongs to the text'))
    await key('Enter', {}, field)
    expect(onKeep).toHaveBeenCalledWith(expect.objectContaining({ text: 'HMI dark, pumps off', source: '' }))
  })

  it('takes a time that was read off another clock, and shows the right one before it is kept', async () => {
    const { onKeep, field, container } = await open()
    // The camera is ten minutes ahead: what it shows now lies ahead of now, and is yet not yesterday.
    await focus(byRole('combobox', /^A clock that is right/))
    await key('ArrowDown')
    await press(byRole('option', 'Gate camera'))
    await type(field, '03:28 car at the gate')
    expect(container.textContent).toContain('Gate camera showed Tue, 24 Nov 2026, 03:28 (+01:00)')
    expect(container.textContent).toContain('Tue, 24 Nov 2026, 03:18 (+01:00); how exact is not known')
    await key('Enter', {}, field)
    expect(onKeep).toHaveBeenCalledWith(expect.objectContaining({ instant: Date.UTC(2026, 10, 24, 2, 28), timeSource: camera.id }))
  })

  it('needs no other clock for a line without a time', async () => {
    const { onKeep, field } = await open()
    await focus(byRole('combobox', /^A clock that is right/))
    await key('ArrowDown')
    await press(byRole('option', 'Gate camera'))
    await type(field, 'alarm')
    await key('Enter', {}, field)
    expect(onKeep).toHaveBeenCalledWith(expect.objectContaining({ instant: now, timeSource: null }))
  })

  it('offers assets after @ and links the chosen one', async () => {
    const { onKeep, field } = await open()
    await type(field, '@pump')
    field.setSelectionRange(5, 5)
    expect(byRole('option', 'Pump station 4').getAttribute('aria-selected')).toBe('true')
    await key('Enter', {}, field)
    expect(field.value).toBe('@Pump station 4')
    expect(onKeep).not.toHaveBeenCalled()
    await type(field, '@Pump station 4 off')
    await key('Enter', {}, field)
    expect(onKeep).toHaveBeenCalledWith(expect.objectContaining({ text: 'Pump station 4 off', mentions: ['Pump station 4'] }))
  })
})

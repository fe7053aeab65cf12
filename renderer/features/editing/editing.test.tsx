import { Controller } from 'react-hook-form'
import type { ReactElement } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { byRole, press, render, type, type Rendered } from '../../test-support/render.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { PermittedProvider } from '../../ui/permitted.ts'
import { amountOf, amountText, amountTextSchema } from './amount.ts'
import { countryChoices } from './countries.ts'
import { EditForm } from './EditForm.tsx'
import { forgetTyped, useKeptForm } from './kept-form.ts'
import { RecordPane } from './RecordPane.tsx'

let shown: Rendered | null = null
afterEach(async () => {
  await shown?.remove()
  shown = null
  forgetTyped()
})

const schema = z.object({ name: z.string().trim().min(1) })

function Form({ onSaved }: { onSaved(name: string): void }): ReactElement {
  const { form, returned, discard, confirmed } = useKeptForm('thing', schema, { name: 'Pump' })
  const send = form.handleSubmit((values) => {
    onSaved(values.name)
    confirmed(values)
  })
  return (
    <EditForm name="Thing" save={{ label: 'Save', needs: 'register.write', onPress: () => void send() }} error={null} returned={returned} onDiscard={discard}>
      <Controller control={form.control} name="name" render={({ field, fieldState }) => <TextInput {...field} label="Name" error={fieldState.error?.type} />} />
    </EditForm>
  )
}

describe('a form of somebody who may not save', () => {
  it('is read and offers nothing', async () => {
    const saved: string[] = []
    shown = await render(
      <PermittedProvider value={['record.read']}>
        <Form onSaved={(name) => saved.push(name)} />
      </PermittedProvider>,
    )
    expect(byRole<HTMLInputElement>('textbox', 'Name').readOnly).toBe(true)
    expect(shown.container.querySelectorAll('button')).toHaveLength(0)
    shown.container.querySelector('form')?.requestSubmit()
    expect(saved).toEqual([])
  })
})

describe('a form that keeps what was typed', () => {
  const field = (): HTMLInputElement => byRole<HTMLInputElement>('textbox', 'Name')

  it('shows it again after leaving, says so, and lets go of it on demand', async () => {
    shown = await render(<Form onSaved={() => undefined} />)
    await type(field(), 'Pump 3')
    await shown.show(null)
    await shown.show(<Form onSaved={() => undefined} />)
    expect(field().value).toBe('Pump 3')
    expect(shown.container.textContent).toContain('from before and not saved yet')
    await press(byRole('button', 'Discard my entries'))
    expect(field().value).toBe('Pump')
    expect(shown.container.textContent).not.toContain('not saved yet')
  })

  it('saves only what its schema reads, and forgets what is confirmed', async () => {
    const saved: string[] = []
    shown = await render(<Form onSaved={(name) => saved.push(name)} />)
    await type(field(), ' ')
    await press(byRole('button', 'Save'))
    expect(saved).toEqual([])
    await type(field(), 'Pump 4')
    await press(byRole('button', 'Save'))
    expect(saved).toEqual(['Pump 4'])
    await shown.show(null)
    await shown.show(<Form onSaved={() => undefined} />)
    expect(shown.container.textContent).not.toContain('not saved yet')
  })
})

function Pane({ name, refuses = false, log }: { readonly name: string | null; readonly refuses?: boolean; readonly log: string[] }): ReactElement {
  const kept = useKeptForm(`pane ${name ?? 'new'}`, schema, { name: name ?? '' })
  return (
    <RecordPane
      name={name}
      addTitle="Add thing"
      form={kept}
      save={{ needs: 'register.write', label: 'Save thing', busy: false, error: null, send: (values) => Promise.resolve(log.push(`save ${values.name}`) > 0 && refuses ? null : { ok: true, value: { id: 'x' } }) }}
      another={{ label: 'Save and next', next: () => ({ name: '' }), said: (values) => `${values.name} is saved`, onReady: () => log.push('ready') }}
      removal={{
        label: 'Remove thing',
        consequences: ['It leaves the list.'],
        busy: false,
        error: null,
        remove: (reason) => Promise.resolve({ ok: true, value: log.push(`remove: ${reason}`) }),
      }}
      onClose={() => log.push('close')}
      onSaved={(id) => log.push(`new ${id}`)}
    >
      <Controller control={kept.form.control} name="name" render={({ field }) => <TextInput {...field} label="Name" />} />
    </RecordPane>
  )
}

describe('the pane of one record', () => {
  it('adds a record, and the next one in the same form', async () => {
    const log: string[] = []
    shown = await render(<Pane name={null} log={log} />)
    expect([...document.querySelectorAll('button')].map((button) => button.textContent)).not.toContain('Remove thing')
    await type(byRole('textbox', 'Name'), 'Pump 3')
    await press(byRole('button', 'Save and next'))
    expect(log).toEqual(['save Pump 3', 'ready'])
    expect(shown.container.textContent).toContain('Pump 3 is saved')
    expect(byRole<HTMLInputElement>('textbox', 'Name').value).toBe('')
    await type(byRole('textbox', 'Name'), 'Pump 4')
    expect(shown.container.textContent).not.toContain('is saved')
    await press(byRole('button', 'Save thing'))
    expect(log.slice(2)).toEqual(['save Pump 4', 'new x'])
  })

  it('says nothing of "saved" when the form refused by itself', async () => {
    const log: string[] = []
    shown = await render(<Pane name="Pump" refuses log={log} />)
    await type(byRole('textbox', 'Name'), 'Pump 3')
    await press(byRole('button', 'Save thing'))
    expect(log).toEqual(['save Pump 3'])
    expect(byRole<HTMLInputElement>('textbox', 'Name').value).toBe('Pump 3')
    expect(shown.container.textContent).not.toContain('Saved')
  })

  it('removes a record only with a reason, and closes', async () => {
    const log: string[] = []
    shown = await render(<Pane name="Pump" log={log} />)
    await press(byRole('button', 'Remove thing'))
    const confirm = (): HTMLButtonElement => {
      const found = document.querySelector('[role="dialog"]')?.querySelectorAll('button') ?? []
      const last = [...found].find((button) => button.textContent === 'Remove thing')
      if (last === undefined) throw new Error('no button in the dialog')
      return last
    }
    await press(confirm())
    expect(log).toEqual([])
    await type(byRole('textbox', 'Reason'), 'scrapped')
    await press(confirm())
    expect(log).toEqual(['remove: scrapped', 'close'])
  })
})

describe('amounts', () => {
  it('read as people write them, and empty is not known', () => {
    expect(amountOf('18 000', 1e6)).toBe(18_000)
    expect(amountOf(' ', 1e6)).toBeNull()
    expect(amountText(null, 'en')).toBe('')
    expect(amountTextSchema(10, true).safeParse('1,5').success).toBe(false)
    expect(amountTextSchema(10, false).safeParse('1,5').success).toBe(true)
    expect(amountTextSchema(10, false).safeParse('11').success).toBe(false)
    expect(amountTextSchema(10, false).safeParse('many').success).toBe(false)
  })
})

describe('countries', () => {
  it('are listed by name in the language, with one that is none of them', () => {
    const german = countryChoices('de', 'JP').map(({ label }) => label)
    expect(german).toContain('Österreich (AT)')
    expect(german).toContain('Japan (JP)')
    expect(german.indexOf('Österreich (AT)')).toBeLessThan(german.indexOf('Polen (PL)'))
    expect(countryChoices('en', 'XX').map(({ value }) => value)).not.toContain('XX')
  })
})

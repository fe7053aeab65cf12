import { Controller } from 'react-hook-form'
import type { ReactElement } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { byRole, press, render, type, type Rendered } from '../../test-support/render.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { amountOf, amountText, amountTextSchema } from './amount.ts'
import { countryChoices } from './countries.ts'
import { EditForm } from './EditForm.tsx'
import { forgetTyped, useKeptForm } from './kept-form.ts'

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
    <EditForm name="Thing" save={{ label: 'Save', onPress: () => void send() }} error={null} returned={returned} onDiscard={discard}>
      <Controller control={form.control} name="name" render={({ field, fieldState }) => <TextInput {...field} label="Name" error={fieldState.error?.type} />} />
    </EditForm>
  )
}

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

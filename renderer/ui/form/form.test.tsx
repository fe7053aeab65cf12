import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { OpenAnswer } from '../../../shared/answer/answer.ts'
import { blur, byRole, focus, key, press, render, type } from '../../test-support/render.tsx'
import type { Rendered } from '../../test-support/render.tsx'
import { AnswerButtons } from './AnswerButtons.tsx'
import { FormStep } from './FormStep.tsx'
import { InstantField } from './InstantField.tsx'
import { TextInput } from './TextInput.tsx'
import { TickInput } from './TickInput.tsx'

let shown: Rendered | undefined
afterEach(async () => {
  await shown?.remove()
  shown = undefined
})

function Question({ start = null }: { readonly start?: OpenAnswer }) {
  const [value, setValue] = useState<OpenAnswer>(start)
  return <AnswerButtons label="Malicious?" basis={{ kind: 'law', article: 'NIS2 Art 23(4)(a)' }} value={value} onChange={setValue} />
}

describe('AnswerButtons', () => {
  it('presets nothing and says that the question is open until one is pressed', async () => {
    shown = await render(<Question />)
    const radios = [...shown.container.querySelectorAll('input')]
    expect(radios.map((radio) => radio.checked)).toEqual([false, false, false])
    expect(shown.container.textContent).toContain('open')
    await press(byRole('radio', 'Not known yet'))
    expect(radios.map((radio) => radio.checked)).toEqual([false, false, true])
    expect(shown.container.textContent).not.toContain('open')
  })

  it('says which law asks, in the language of the screen', async () => {
    shown = await render(<Question />, { language: 'de' })
    expect(shown.container.textContent).toContain('gesetzlich verlangt (NIS2 Art 23(4)(a))')
    expect(byRole('radio', 'Noch nicht bekannt')).toBeTruthy()
  })
})

const midnight = Date.UTC(2026, 10, 23, 23, 20) // 00:20 on Tue 24 Nov in Berlin

function When({ start = null, onValue, now = midnight }: { readonly start?: number | null; onValue(value: number | null): void; readonly now?: number }) {
  const [value, setValue] = useState<number | null>(start)
  return (
    <InstantField
      label="When"
      zone="Europe/Berlin"
      now={() => now}
      value={value}
      onChange={(next) => {
        setValue(next)
        onValue(next)
      }}
    />
  )
}

describe('InstantField', () => {
  it('echoes a bare time typed after midnight as yesterday, and puts the full date into the field', async () => {
    const onValue = vi.fn()
    shown = await render(<When onValue={onValue} />)
    const field = byRole<HTMLInputElement>('textbox', 'When')
    await type(field, '23:50')
    expect(onValue).toHaveBeenLastCalledWith(Date.UTC(2026, 10, 23, 22, 50))
    expect(shown.container.textContent).toContain('yesterday, Mon, 23 Nov 2026, 23:50 (+01:00)')
    await focus(field)
    await blur(field)
    expect(field.value).toBe('2026-11-23 23:50')
  })

  it('asks first or second in the doubled hour and has no value until that is said', async () => {
    const onValue = vi.fn()
    shown = await render(<When onValue={onValue} now={Date.UTC(2026, 9, 25, 12)} />)
    await type(byRole('textbox', 'When'), '2026-10-25 02:30')
    expect(onValue).toHaveBeenLastCalledWith(null)
    expect(shown.container.textContent).toContain('First or second 02:30?')
    await press(byRole('button', 'Second (+01:00)'))
    expect(onValue).toHaveBeenLastCalledWith(Date.UTC(2026, 9, 25, 1, 30))
    expect(byRole('button', 'Second (+01:00)').getAttribute('aria-pressed')).toBe('true')
  })

  it('keeps what was typed when it is no time, and says so only after the field is left', async () => {
    const onValue = vi.fn()
    shown = await render(<When onValue={onValue} />)
    const field = byRole<HTMLInputElement>('textbox', 'When')
    await type(field, '11/12 5')
    expect(onValue).toHaveBeenLastCalledWith(null)
    expect(shown.container.textContent).not.toContain('This is not a time')
    await focus(field)
    await blur(field)
    expect(shown.container.textContent).toContain('This is not a time')
    expect(field.value).toBe('11/12 5')
    expect(field.getAttribute('aria-invalid')).toBe('true')
  })

  it('takes the clock of the core with "now", whole minutes, and steps with the keys', async () => {
    const onValue = vi.fn()
    shown = await render(<When onValue={onValue} now={midnight + 41_234} />, { language: 'de' })
    await press(byRole('button', 'Jetzt'))
    expect(onValue).toHaveBeenLastCalledWith(midnight)
    const field = byRole<HTMLInputElement>('textbox', 'When')
    expect(field.value).toBe('24.11.2026 00:20')
    await key('ArrowDown', {}, field)
    expect(onValue).toHaveBeenLastCalledWith(midnight - 60_000)
    await key('PageUp', {}, field)
    expect(onValue).toHaveBeenLastCalledWith(midnight - 60_000 + 86_400_000)
  })
})

describe('FormStep', () => {
  const field = (number: number) => <TextInput key={number} label={`Field ${number}`} value="" onChange={() => undefined} />

  it('goes forward once by Enter or by the button, and not while that is blocked', async () => {
    const onPress = vi.fn()
    shown = await render(
      <FormStep title="Step" forward={{ label: 'Go on', onPress }}>
        {field(1)}
      </FormStep>,
    )
    await press(byRole('button', 'Go on'))
    expect(onPress).toHaveBeenCalledTimes(1)
    await shown.show(
      <FormStep title="Step" forward={{ label: 'Go on', onPress, blockedBecause: 'Not yet.' }}>
        {field(1)}
      </FormStep>,
    )
    await press(byRole('button', 'Go on'))
    shown.container.querySelector('form')?.requestSubmit()
    expect(onPress).toHaveBeenCalledTimes(1)
  })

  it('refuses an eighth field while developing', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    shown = await render(<FormStep title="Seven">{[1, 2, 3, 4, 5, 6, 7].map(field)}</FormStep>)
    expect(shown.container.querySelectorAll('input')).toHaveLength(7)
    await expect(render(<FormStep title="Eight">{[1, 2, 3, 4, 5, 6, 7, 8].map(field)}</FormStep>)).rejects.toThrow('at most 7')
  })
})

describe('fields', () => {
  it('tie label, problem and help to the control', async () => {
    shown = await render(<TextInput label="Name" value="" onChange={() => undefined} error="Missing." help="As on the badge." />)
    const field = byRole('textbox', 'Name')
    const described = (field.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent)
    expect(described).toEqual(['Missing.', 'As on the badge.'])
    expect(field.getAttribute('aria-invalid')).toBe('true')
  })

  it('give ticks in the order of the choices, whatever the order of ticking', async () => {
    const onChange = vi.fn()
    const choices = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ] as const
    shown = await render(<TickInput label="Which" choices={choices} value={['b']} onChange={onChange} />)
    await press(byRole('checkbox', 'A'))
    expect(onChange).toHaveBeenCalledWith(['a', 'b'])
  })
})

import { useState } from 'react'
import type { ReactElement } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { draftSchema, type ReportContent } from '../../../../shared/report/content.ts'
import { fieldTypes } from '../../../../shared/report/field-definition.ts'
import { fieldOf, fieldsOf, type FieldId } from '../../../../shared/report/field.ts'
import type { Stage } from '../../../../shared/report/stage.ts'
import { reportTexts } from '../../../../shared/report/texts/texts.ts'
import type { FieldValue } from '../../../../shared/report/value.ts'
import { finalContent, notification } from '../../../../test/report/samples.ts'
import { FormStep } from '../../../ui/form/FormStep.tsx'
import { byRole, fakeApi, press, render, type, type Rendered } from '../../../test-support/render.tsx'
import { FieldEditor } from './FieldEditor.tsx'

let shown: Rendered | undefined
afterEach(async () => {
  await shown?.remove()
  shown = undefined
})

const api = fakeApi((request) => {
  switch (request.name) {
    case 'services.list':
      return { services: [] }
    case 'assets.list':
      return { assets: [] }
    case 'zones.list':
      return { zones: [] }
    default:
      return {}
  }
})
const now = Date.UTC(2026, 10, 23, 12, 0)

function Form({ stage, ids, start, onContent = () => undefined }: { readonly stage: Stage; readonly ids: readonly FieldId[]; readonly start: ReportContent; onContent?(content: ReportContent): void }): ReactElement {
  const [content, setContent] = useState<ReportContent>(start)
  const change = (id: FieldId, value: FieldValue | null): void => {
    const next = { ...content, [id]: value } as ReportContent
    setContent(next)
    onContent(next)
  }
  return (
    <FormStep title="step">
      {ids.map((id) => (
        <FieldEditor
          key={id}
          field={fieldOf(id)}
          value={content[id] ?? null}
          onChange={(value) => change(id, value)}
          isPrefilled={false}
          isUnsavable={false}
          findingOut=""
          onFindingOut={() => undefined}
          context={{ stage, zone: 'Europe/Berlin', site: 's', now: () => now }}
        />
      ))}
    </FormStep>
  )
}

/** The first field of each type a stage asks, seven a form. */
function ofEachType(stage: Stage): FieldId[][] {
  const ids = fieldTypes.flatMap((wanted) => fieldsOf(stage).find((field) => field.type === wanted)?.id ?? [])
  return [ids.slice(0, 7), ids.slice(7, 14)]
}

describe.each([
  ['empty', 'notification', {}],
  ['answered', 'final', { ...notification, ...finalContent }],
  ['not known', 'notification', Object.fromEntries(fieldsOf('notification').map((field) => [field.id, 'unknown'])) as ReportContent],
] as const)('%s', (_name, stage, content) => {
  it('every type of field is drawn in the words of the sheet, and a row of a list does not count as a field of its own', async () => {
    for (const ids of ofEachType(stage)) {
      shown = await render(<Form stage={stage} ids={ids} start={content} />, { language: 'de', api })
      for (const id of ids) expect(shown.container.textContent).toContain(reportTexts('de').fields[id].label)
      await shown.remove()
    }
    shown = undefined
  })
})

/** Draws one field of a notification and hands back what it answers. */
async function one(id: FieldId, start: ReportContent = {}) {
  const onContent = vi.fn<(content: ReportContent) => void>()
  shown = await render(<Form stage="notification" ids={[id]} start={start} onContent={onContent} />, { api })
  const last = (): unknown => {
    const content = onContent.mock.lastCall?.[0]
    // Whatever a control says must be something a draft can keep.
    if (content !== undefined) expect(draftSchema('notification').safeParse(content).success).toBe(true)
    return content?.[id]
  }
  return { last, container: shown.container }
}

describe('controls', () => {
  it('a text can be not known, and what was typed comes back', async () => {
    const { last, container } = await one('impactDescription')
    const field = container.querySelector('textarea')
    if (field === null) throw new Error('no textarea')
    await type(field, 'pressure falls')
    expect(last()).toBe('pressure falls')
    await press(byRole('button', 'Not known yet'))
    expect(last()).toBe('unknown')
    expect(field.value).toBe('')
    expect(container.textContent).toContain('What are you doing to find out?')
    await press(byRole('button', 'Not known yet'))
    expect(last()).toBe('pressure falls')
  })

  it('an instant is known or estimated, not yet, or not known', async () => {
    const { last, container } = await one('containedAt')
    const field = container.querySelector('input')
    if (field === null) throw new Error('no input')
    await type(field, '12:30')
    expect(last()).toEqual({ at: Date.UTC(2026, 10, 23, 11, 30), basis: 'known' })
    await press(byRole('button', 'Estimated'))
    expect(last()).toMatchObject({ basis: 'estimated' })
    await press(byRole('button', 'Not yet'))
    expect(last()).toBe('not-yet')
    await press(byRole('button', 'Not known yet'))
    expect(last()).toBe('unknown')
    await type(field, '25:99')
    expect(last()).toBe('unknown')
  })

  it('a number takes groups and decimals, and keeps counted or estimated', async () => {
    const { last, container } = await one('usersAffected')
    const field = container.querySelector('input')
    if (field === null) throw new Error('no input')
    await type(field, '18 000')
    expect(last()).toEqual({ value: 18000, basis: 'estimated' })
    await press(byRole('button', 'Counted'))
    expect(last()).toEqual({ value: 18000, basis: 'counted' })
    await type(field, 'many')
    expect(last()).toBeNull()
    expect(container.textContent).toContain('Enter a number')
  })

  it('a list grows by rows, or is none, or not known; an empty list is open', async () => {
    const { last } = await one('actions')
    await press(byRole('button', 'None'))
    expect(last()).toBe('none')
    await press(byRole('button', 'Add an action'))
    expect(last()).toEqual([{ text: '', state: 'applied', at: null, effect: 'unknown' }])
    await type(byRole('textbox', 'Action'), 'cut the line to the office')
    expect(last()).toMatchObject([{ text: 'cut the line to the office' }])
    await press(byRole('button', 'Remove cut the line to the office'))
    expect(last()).toBeNull()
  })

  it('traces sort themselves by what they look like', async () => {
    const { last } = await one('indicators')
    await press(byRole('button', 'Add a trace'))
    await type(byRole('textbox', 'Trace'), '10.0.0.7')
    expect(last()).toMatchObject([{ value: '10.0.0.7', type: 'ip-address' }])
    await type(byRole('textbox', 'Trace'), 'b'.repeat(40))
    expect(last()).toMatchObject([{ type: 'sha1' }])
  })

  it('identifiers are one a line, each once', async () => {
    const { last, container } = await one('vulnerabilities')
    const field = container.querySelector('textarea')
    if (field === null) throw new Error('no textarea')
    await type(field, 'CVE-2024-1\nCVE-2024-2; CVE-2024-1\n')
    expect(last()).toEqual(['CVE-2024-1', 'CVE-2024-2'])
  })

  it('ticks keep the order of the list and end as open', async () => {
    const { last } = await one('affectedProperties')
    await press(byRole('checkbox', /Integrity/))
    await press(byRole('checkbox', /Availability/))
    expect(last()).toEqual(['availability', 'integrity'])
    await press(byRole('checkbox', /Integrity/))
    await press(byRole('checkbox', /Availability/))
    expect(last()).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { fieldsOf } from '../../../shared/report/field.ts'
import { stages } from '../../../shared/report/stage.ts'
import { askedFields, asksFindingOut, standingOf, stepAfter, stepBefore, stepOfField, stepsOf } from './steps.ts'

describe('steps of a report form', () => {
  it.each(stages)('%s asks every field of the stage exactly once, at most seven a step', (stage) => {
    const steps = stepsOf(stage)
    const asked = steps.flatMap((step) => step.fields.map((field) => field.id))
    expect([...asked].sort()).toEqual(fieldsOf(stage).map((field) => field.id).sort())
    expect(new Set(steps.map((step) => step.id)).size).toBe(steps.length)
    for (const step of steps) expect(step.fields.length).toBeLessThanOrEqual(7)
  })

  it.each(stages)('%s keeps a question beside the answer it hangs on, or after it', (stage) => {
    const steps = stepsOf(stage)
    for (const field of fieldsOf(stage)) {
      const parent = field.appliesWhen?.field
      if (parent === undefined || stepOfField(steps, parent) === null) continue
      const own = steps.findIndex((step) => step === stepOfField(steps, field.id))
      const before = steps.findIndex((step) => step === stepOfField(steps, parent))
      expect(before).toBeLessThanOrEqual(own)
    }
  })

  it('begins an early warning with the two answers the Directive asks, and nothing else', () => {
    const [first] = stepsOf('early-warning')
    expect(first?.id).toBe('law')
    expect(first?.fields.map((field) => field.id)).toEqual(['suspectedMalicious', 'possibleCrossBorder'])
    expect(stepsOf('notification').map((step) => step.id)).not.toContain('law')
  })

  it('divides a long block into parts of about the same length', () => {
    const services = stepsOf('notification').filter((step) => step.block === 'services')
    expect(services.map((step) => step.id)).toEqual(['services', 'services-2', 'services-3'])
    expect(services.map((step) => `${step.part}/${step.parts}`)).toEqual(['1/3', '2/3', '3/3'])
    const [least, most] = [Math.min(...services.map((step) => step.fields.length)), Math.max(...services.map((step) => step.fields.length))]
    expect(most - least).toBeLessThanOrEqual(2)
  })

  it('counts what is left, what the law still asks and what nobody knows', () => {
    const [law] = stepsOf('early-warning')
    if (law === undefined) throw new Error('no step')
    expect(standingOf(law, 'early-warning', {})).toEqual({ asked: 2, open: 2, openByLaw: 2, notKnown: 0 })
    expect(standingOf(law, 'early-warning', { suspectedMalicious: 'unknown' })).toEqual({ asked: 2, open: 1, openByLaw: 1, notKnown: 1 })
  })

  it('does not count a question whose condition does not hold', () => {
    const flags = stepOfField(stepsOf('early-warning'), 'affectedStates')
    if (flags === null) throw new Error('no step')
    expect(askedFields(flags, { possibleCrossBorder: 'no' }).map((field) => field.id)).toEqual(['ongoing'])
    expect(standingOf(flags, 'early-warning', { possibleCrossBorder: 'yes' }).asked).toBe(2)
  })

  it('leads from step to step and ends', () => {
    const steps = stepsOf('early-warning')
    expect(stepAfter(steps, 'law')?.id).toBe(steps[1]?.id)
    expect(stepAfter(steps, steps.at(-1)?.id ?? '')).toBeNull()
    expect(stepBefore(steps, 'law')).toBeNull()
    expect(stepAfter(steps, 'nothing')).toBeNull()
  })

  it('asks what is being done to find out from the notification on, and only where somebody asks', () => {
    const malicious = fieldsOf('notification').find((field) => field.id === 'suspectedMalicious')
    const family = fieldsOf('notification').find((field) => field.id === 'malwareFamily')
    if (malicious === undefined || family === undefined) throw new Error('no field')
    expect(asksFindingOut(malicious, 'notification', 'unknown')).toBe(true)
    expect(asksFindingOut(malicious, 'early-warning', 'unknown')).toBe(false)
    expect(asksFindingOut(malicious, 'notification', 'yes')).toBe(false)
    expect(asksFindingOut(family, 'notification', 'unknown')).toBe(false)
  })
})

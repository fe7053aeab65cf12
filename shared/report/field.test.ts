import { describe, expect, it } from 'vitest'
import { blocks } from './field-definition.ts'
import { applies, articleOf, fieldOf, fieldsOf, isFieldId, reportFields } from './field.ts'
import { stages } from './stage.ts'
import type { Stage } from './stage.ts'
import { choicesOf } from './value.ts'

const lawOf = (stage: Stage): string[] => fieldsOf(stage).filter((field) => field.stages[stage] === 'law').map((field) => field.id)

describe('what the law asks', () => {
  it('is exactly the content of NIS2 Art 23(4) and nothing of the forms', () => {
    expect(lawOf('early-warning')).toEqual(['suspectedMalicious', 'possibleCrossBorder'])
    expect(lawOf('notification')).toEqual(['suspectedMalicious', 'possibleCrossBorder', 'initialAssessment', 'impactDescription', 'severity', 'indicators'])
    expect(lawOf('intermediate')).toEqual(['statusUpdate'])
    expect(lawOf('final')).toEqual(['possibleCrossBorder', 'crossBorderImpact', 'detailedDescription', 'impactDescription', 'severity', 'rootCause', 'actions'])
    expect(lawOf('progress')).toEqual(lawOf('final'))
  })

  it('names its article, and only where the law asks', () => {
    for (const field of reportFields) {
      for (const stage of stages) expect([field.id, stage, articleOf(stage, field.id) !== null]).toEqual([field.id, stage, field.stages[stage] === 'law'])
    }
  })
})

describe('field definitions', () => {
  it('have unique ids and a known block', () => {
    expect(new Set(reportFields.map((field) => field.id)).size).toBe(reportFields.length)
    for (const field of reportFields) expect(blocks).toContain(field.block)
  })

  it('have choices exactly where they are chosen from', () => {
    for (const field of reportFields) {
      const chosen = field.type === 'choice' || field.type === 'choices'
      expect([field.id, field.choices !== undefined]).toEqual([field.id, chosen])
      if (chosen) expect(choicesOf(field)).not.toContain('unknown')
    }
  })

  it('depend only on fields that the same stages ask', () => {
    for (const field of reportFields) {
      if (!field.appliesWhen) continue
      const { field: other } = field.appliesWhen
      if (!isFieldId(other)) throw new Error(`${field.id} depends on ${other}`)
      for (const stage of stages) if (field.stages[stage] !== undefined) expect(fieldOf(other).stages[stage]).toBeDefined()
    }
  })

  it('come block by block, so that a sheet never returns to a block', () => {
    const order = reportFields.map((field) => field.block)
    expect(order.filter((block, index) => block !== order[index - 1])).toEqual([...new Set(order)])
  })

  it('apply by the answer they depend on', () => {
    const states = fieldOf('affectedStates')
    expect(applies(states, { possibleCrossBorder: 'yes' })).toBe(true)
    expect(applies(states, { possibleCrossBorder: 'unknown' })).toBe(true)
    expect(applies(states, { possibleCrossBorder: 'no' })).toBe(false)
    expect(applies(states, {})).toBe(false)
  })
})

import { expect, it } from 'vitest'
import { decisionProblems, needsReason, type Decision } from './decision.ts'

const first = { known: 1000, isAwareStated: false, again: false }
const decision = (more: Partial<Decision> = {}): Decision => ({ significance: 'yes', awareAt: 1000, basis: 'supply stands still', reason: '', ...more })

it('asks for the decision, a moment and what it rests on', () => {
  expect(decisionProblems({ significance: null, awareAt: null, basis: ' ', reason: '' }, first)).toEqual({ significance: true, basis: true })
  expect(decisionProblems(decision({ awareAt: null }), first)).toEqual({ awareAt: true })
  expect(decisionProblems(decision(), first)).toEqual({})
})

it('asks for a reason only when awareness is later than knowledge', () => {
  expect(needsReason({ awareAt: 1001 }, 1000)).toBe(true)
  expect(needsReason({ awareAt: 999 }, 1000)).toBe(false)
  expect(needsReason({ awareAt: 1001 }, null)).toBe(false)
  expect(decisionProblems(decision({ awareAt: 1001 }), first)).toEqual({ reason: true })
  expect(decisionProblems(decision({ awareAt: 1001, reason: 'it looked like maintenance' }), first)).toEqual({})
})

it('needs no moment where none is stated: not significant, or awareness stated before', () => {
  expect(decisionProblems(decision({ significance: 'no', awareAt: null }), first)).toEqual({})
  expect(decisionProblems(decision({ awareAt: null }), { ...first, isAwareStated: true })).toEqual({})
})

it('asks why when it was decided before', () => {
  expect(decisionProblems(decision({ significance: 'no' }), { ...first, again: true })).toEqual({ again: true })
})

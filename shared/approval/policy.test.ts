import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayBeChosen, neverWaiting, policyMatters, policyRules, readApprovalPolicy, ruleFor, type ApprovalPolicy } from './policy.ts'

const text = readFileSync(new URL('../../assets/approvals/default.json', import.meta.url), 'utf8')

describe('the shipped policy', () => {
  it('says what each act needs', () => {
    expect(Object.fromEntries(readApprovalPolicy(text).matters.map(({ matter, rule }) => [matter, rule]))).toEqual({
      'early-warning': 'review',
      notification: 'review',
      'final-report': 'two',
      'correct-awareness': 'two',
      'confirm-time': 'two',
      erase: 'two',
      'rotate-keys': 'two',
    })
    expect(readApprovalPolicy(text).reviewHours).toBe(24)
  })

  it('is not read when a warning or a notification would wait, or a matter is missing', () => {
    const policy = JSON.parse(text) as ApprovalPolicy
    for (const matter of neverWaiting) {
      const waiting = { ...policy, matters: policy.matters.map((rule) => (rule.matter === matter ? { ...rule, rule: 'two', allowed: ['one', 'review', 'two'] } : rule)) }
      expect(() => readApprovalPolicy(JSON.stringify(waiting))).toThrow()
    }
    expect(() => readApprovalPolicy(JSON.stringify({ ...policy, matters: policy.matters.slice(1) }))).toThrow()
  })
})

describe('whatever is stored', () => {
  it('a warning and a notification never wait, and the rule is one that may be chosen', () => {
    const policy = readApprovalPolicy(text)
    fc.assert(
      fc.property(fc.constantFrom(...policyMatters), fc.option(fc.constantFrom(...policyRules)), (matter, rule) => {
        const settings = { get: () => (rule === null ? null : JSON.stringify({ rule, reason: 'x', at: 0, actor: 'x' })), set: () => undefined }
        const holds = ruleFor({ settings }, policy, matter)
        expect(mayBeChosen(policy, matter, holds)).toBe(true)
        if (neverWaiting.includes(matter)) expect(holds).not.toBe('two')
      }),
    )
  })
})

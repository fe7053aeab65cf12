import { describe, expect, it } from 'vitest'
import { at, eu, euText } from '../../test/support/clock-incident.ts'
import { DomainError } from '../contract/error.ts'
import { dutyId, parseProfile, profileValidity } from './profile.ts'

/** The problems of the shipped profile after a change to its plain data. */
function problems(change: (profile: Record<string, unknown>, duties: Record<string, unknown>[]) => void): string {
  const profile = JSON.parse(euText) as Record<string, unknown>
  change(profile, profile['duties'] as Record<string, unknown>[])
  try {
    parseProfile(JSON.stringify(profile))
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'profile-invalid') throw error
    return (error.details['problems'] as string[]).join('\n')
  }
  return ''
}

/** Changes one duty by its place in the file. */
const duty = (index: number, change: Record<string, unknown>) => problems((_, duties) => Object.assign(duties[index] ?? {}, change))

describe('the profile eu', () => {
  it('holds the duties of NIS2 Art 23(4)', () => {
    expect(eu.duties.map((entry) => [dutyId(entry), entry.period, entry.source.article])).toEqual([
      ['nis2/early-warning/aware', { hours: 24 }, '23(4)(a)'],
      ['nis2/notification/aware', { hours: 72 }, '23(4)(b)'],
      ['nis2/intermediate/request', 'as-requested', '23(4)(c)'],
      ['nis2/final/submitted', { months: 1 }, '23(4)(d)'],
      ['nis2/progress/final-due', 'at-once', '23(4)(e)'],
      ['nis2/final/handled', { months: 1 }, '23(4)(e)'],
    ])
  })

  it('warns outside its validity and inside not', () => {
    const valid = (instant: string) => profileValidity({ ...eu, validTo: '2026-12-31' }, at(instant), 'Europe/Oslo')
    expect(valid('2019-03-19T00:00+01:00')).toBe('not-yet')
    expect(valid('2024-10-17T22:00Z')).toBe('valid')
    expect(valid('2026-12-31T23:59+01:00')).toBe('valid')
    expect(valid('2027-01-01T00:00+01:00')).toBe('no-longer')
  })
})

describe('a profile with a fault', () => {
  it('is refused with what is wrong', () => {
    expect(problems(() => undefined)).toBe('')
    expect(problems((profile) => Object.assign(profile, { extra: 1 }))).toContain('extra')
    expect(problems((profile) => Object.assign(profile, { validFrom: '2024-02-30' }))).toContain('validFrom')
    expect(problems((profile) => Object.assign(profile, { validTo: '2020-01-01' }))).toContain('validTo lies before validFrom')
    expect(problems((profile) => Object.assign(profile, { duties: [] }))).toContain('duties')
    expect(problems((profile, duties) => Object.assign(profile, { duties: [...duties, duties[0]] }))).toContain('duty nis2/early-warning/aware appears twice')
    expect(problems((profile) => Object.assign(profile, { holidays: [...eu.holidays, eu.holidays[0]] }))).toContain('holidays: new-year appears twice')
  })

  it.each<[string, number, Record<string, unknown>]>([
    ['its law is not listed', 0, { law: 'gdpr' }],
    ['its source is not listed', 0, { source: { id: 'lore', article: '1' } }],
    ['anchorStage must be set for submitted', 3, { anchorStage: null }],
    ['anchorStage must be null for aware', 0, { anchorStage: 'final' }],
    ['it hangs on itself', 3, { anchorStage: 'final' }],
    ['as-requested goes with request', 2, { period: { hours: 24 } }],
    ['as-requested goes with request', 0, { period: 'as-requested' }],
    ['a final report cannot hang on final-due', 5, { anchor: 'final-due' }],
    ['two final reports set final-due', 5, { onlyWhen: null }],
    ['no final report sets final-due', 3, { stage: 'intermediate' }],
    ['only a duty at final-due can repeat', 0, { repeat: { months: 1, until: 'handled' } }],
    ['duties.0.period', 0, { period: { hours: 0 } }],
    ['duties.0.anchor', 0, { anchor: 'noticed' }],
    ['duties.0.note', 0, { note: { en: 'only English' } }],
    ['duties.0', 0, { comment: 'unknown field' }],
  ])('%s', (message, index, change) => expect(duty(index, change)).toContain(message))

  it('has no duty for the stage it hangs on', () => {
    expect(problems((profile, duties) => Object.assign(profile, { duties: duties.filter(({ stage }) => stage !== 'notification') }))).toContain('no duty has its anchorStage')
  })

  it('is not JSON', () => expect(() => parseProfile('{')).toThrow(expect.objectContaining({ code: 'profile-invalid' })))
})

import { describe, expect, it } from 'vitest'
import { ClockIncident, at, eu, statementId } from '../../test/support/clock-incident.ts'
import type { Deadline } from './deadline.ts'
import { deadlineSchema, dutiesAhead } from './deadline.ts'
import type { Profile } from './profile.ts'
import { isoText } from './time-text.ts'

const due = (deadline: Deadline): string => isoText(deadline.due, deadline.zone).replace(':00+', '+').replace(':00-', '-')

/** An incident that is aware at an instant, recorded at the same moment. */
function awareAt(instant: string, zone: string): ClockIncident {
  const incident = new ClockIncident({ recordedAt: at(instant), zone })
  incident.say({ anchor: 'aware', instant: at(instant) })
  return incident
}

describe('deadlines of the profile eu', () => {
  it.each([
    ['Europe/Berlin', '2026-03-28T20:00+01:00', '2026-03-29T21:00+02:00', '2026-03-31T21:00+02:00', '2026-04-30T21:00+02:00'],
    ['Europe/Berlin', '2026-10-24T20:00+02:00', '2026-10-25T19:00+01:00', '2026-10-27T19:00+01:00', '2026-11-27T19:00+01:00'],
    ['Europe/Brussels', '2026-01-28T09:15+01:00', '2026-01-29T09:15+01:00', '2026-01-31T09:15+01:00', '2026-02-28T09:15+01:00'],
    ['Europe/Warsaw', '2025-12-29T06:40+01:00', '2025-12-30T06:40+01:00', '2026-01-01T06:40+01:00', '2026-02-01T06:40+01:00'],
    ['Europe/Berlin', '2038-01-18T04:14+01:00', '2038-01-19T04:14+01:00', '2038-01-21T04:14+01:00', '2038-02-21T04:14+01:00'],
    ['Europe/Berlin', '2100-01-28T08:00+01:00', '2100-01-29T08:00+01:00', '2100-01-31T08:00+01:00', '2100-02-28T08:00+01:00'],
    ['Europe/Berlin', '2028-01-28T08:00+01:00', '2028-01-29T08:00+01:00', '2028-01-31T08:00+01:00', '2028-02-29T08:00+01:00'],
  ])('%s, aware %s', (zone, aware, warning, notification, final) => {
    const incident = awareAt(aware, zone)
    expect(due(incident.deadline('early-warning'))).toBe(warning)
    expect(due(incident.deadline('notification'))).toBe(notification)
    // A look ahead before the notification is sent, the deadline itself once it is sent at its limit.
    expect(incident.deadline('final')).toMatchObject({ assumed: true, standing: 'provisional', anchor: { name: 'limit' } })
    expect(due(incident.deadline('final'))).toBe(final)
    incident.submit('notification', at(notification))
    expect(due(incident.deadline('final'))).toBe(final)
    expect(incident.deadline('final')).toMatchObject({ assumed: false, standing: 'settled', anchor: { name: 'submitted', instant: at(notification) } })
  })

  it('counts the final report from the submission, not from the limit of the notification', () => {
    const incident = awareAt('2026-01-28T09:15+01:00', 'Europe/Brussels')
    incident.submit('notification', at('2026-01-29T12:00+01:00'))
    expect(due(incident.deadline('final'))).toBe('2026-02-28T12:00+01:00')
    expect(incident.deadline('notification')).toMatchObject({ state: 'met', metAt: at('2026-01-29T12:00+01:00') })
  })

  it('notes weekends and holidays and never moves for them', () => {
    const brussels = awareAt('2026-01-28T09:15+01:00', 'Europe/Brussels')
    brussels.submit('notification', at('2026-01-31T09:15+01:00'))
    expect(brussels.deadline('final').dayNotes).toEqual([{ code: 'weekend' }, { code: 'clamped' }])
    const warsaw = awareAt('2025-12-29T06:40+01:00', 'Europe/Warsaw')
    expect(warsaw.deadline('notification').dayNotes).toMatchObject([{ code: 'holiday', name: { en: "New Year's Day" } }])
  })

  it('explains the roll of Regulation 1182/71 only where a profile asks for it, beside the same deadline', () => {
    const rolling: Profile = { ...eu, duties: eu.duties.map((duty) => ({ ...duty, roll: 'eu_1182_71' as const })) }
    const incident = awareAt('2026-01-28T09:15+01:00', 'Europe/Brussels')
    incident.submit('notification', at('2026-01-31T09:15+01:00'))
    expect(incident.deadline('final').roll).toBeNull()
    const final = incident.deadline('final', { profile: rolling })
    expect(final.due).toBe(at('2026-02-28T09:15+01:00'))
    expect(final.roll).toBe(at('2026-03-03T00:00+01:00'))
    // The notification ends on a Saturday too, but it counts in hours.
    expect(incident.deadline('notification', { profile: rolling }).roll).toBeNull()
  })

  it('shows its inputs, rule and source, as plain data', () => {
    const incident = awareAt('2026-03-28T20:00+01:00', 'Europe/Berlin')
    const warning = incident.deadline('early-warning')
    expect(warning).toMatchObject({
      key: 'nis2/early-warning/aware',
      zone: 'Europe/Berlin',
      anchor: { name: 'aware', instant: at('2026-03-28T20:00+01:00'), statementId: statementId(1) },
      rule: { profile: { id: 'eu', version: '2026.1' }, anchor: 'aware', period: { hours: 24 } },
      source: { title: 'Directive (EU) 2022/2555 (NIS2)', article: '23(4)(a)' },
    })
    for (const deadline of incident.deadlines()) expect(deadlineSchema.parse(JSON.parse(JSON.stringify(deadline)))).toEqual(deadline)
  })
})

describe('provisional deadlines', () => {
  const recordedAt = at('2026-05-04T14:00+02:00')
  const fresh = () => new ClockIncident({ recordedAt, zone: 'Europe/Berlin', significant: 'undecided' })

  it('run from the time of recording, or from what was detected or known before', () => {
    const incident = fresh()
    expect(incident.deadline('early-warning')).toMatchObject({ provisional: true, anchor: { name: 'recorded' }, due: at('2026-05-05T14:00+02:00') })
    incident.say({ anchor: 'detected', instant: at('2026-05-04T13:00+02:00') })
    expect(incident.deadline('early-warning')).toMatchObject({ anchor: { name: 'detected' }, due: at('2026-05-05T13:00+02:00') })
    incident.say({ anchor: 'known', instant: at('2026-05-04T12:30+02:00') })
    expect(incident.deadline('early-warning')).toMatchObject({ standing: 'provisional', anchor: { name: 'known' }, due: at('2026-05-05T12:30+02:00') })
  })

  it('take "known" before "detected" when both are written down with the incident, in whatever order', () => {
    const orders = [['detected', 'known'] as const, ['known', 'detected'] as const]
    for (const order of orders) {
      const incident = fresh()
      const times = { detected: at('2026-05-04T08:00+02:00'), known: at('2026-05-04T13:30+02:00') }
      for (const anchor of order) incident.say({ anchor, instant: times[anchor], recordedAt })
      expect(incident.deadline('early-warning').due).toBe(at('2026-05-05T13:30+02:00'))
    }
  })

  it('never strike through the very moment that counts, also when the line comes back to it', () => {
    const incident = fresh()
    incident.say({ anchor: 'known', instant: at('2026-05-04T12:30+02:00') })
    expect(incident.deadline('early-warning').former).toEqual([{ due: at('2026-05-05T14:00+02:00'), statementId: null, reason: null }])
    incident.say({ anchor: 'aware', instant: recordedAt, reason: 'the first alarm looked like maintenance' })
    const back = incident.deadline('early-warning')
    expect(back).toMatchObject({ standing: 'settled', due: at('2026-05-05T14:00+02:00') })
    expect(back.former.map(({ due }) => due)).toEqual([at('2026-05-05T12:30+02:00')])
  })

  it('stay "if significant" until somebody decides, end with "no" and name that record', () => {
    const incident = fresh()
    const decided = incident.say({ anchor: 'decided', instant: recordedAt })
    const no = { significant: 'no' as const, significanceRecord: decided }
    expect(incident.deadlines({ facts: no }).map(({ state, endedBy }) => [state, endedBy])).toEqual([
      ['not-applicable', decided],
      ['not-applicable', decided],
    ])
    expect(dutiesAhead(incident.input({ facts: no }))).toEqual([])
    // What was sent stays sent.
    incident.submit('early-warning', recordedAt)
    expect(incident.deadline('early-warning', { facts: no })).toMatchObject({ state: 'met', endedBy: null })
    // Awareness stated and nothing decided is still a question.
    incident.say({ anchor: 'aware', instant: recordedAt })
    expect(incident.deadline('notification')).toMatchObject({ standing: 'settled', provisional: true })
  })

  it('count the final report from the release until the notification is submitted', () => {
    const incident = awareAt('2026-05-04T14:00+02:00', 'Europe/Berlin')
    incident.say({ anchor: 'released', instant: at('2026-05-05T10:00+02:00') })
    expect(incident.deadline('final')).toMatchObject({ standing: 'provisional', assumed: false, due: at('2026-06-05T10:00+02:00') })
    expect(incident.deadline('notification').state).toBe('running')
    incident.submit('notification', at('2026-05-05T16:00+02:00'))
    expect(incident.deadline('final')).toMatchObject({
      standing: 'settled',
      due: at('2026-06-05T16:00+02:00'),
      former: [{ due: at('2026-06-05T10:00+02:00') }],
    })
  })

  it('lists what lies ahead and cannot be counted yet', () => {
    const incident = fresh()
    const waits = () => dutiesAhead(incident.input()).map(({ dutyId, waitsFor }) => [dutyId, waitsFor])
    expect(waits()).toEqual([
      ['nis2/final/submitted', 'submitted'],
      ['nis2/progress/final-due', 'final-due'],
      ['nis2/final/handled', 'handled'],
    ])
    incident.submit('notification', recordedAt)
    incident.submit('final', recordedAt)
    expect(waits()).toEqual([])
  })
})

describe('late and repeated submissions', () => {
  it('run until submitted, however late, and then are missed', () => {
    const incident = awareAt('2026-05-04T14:00+02:00', 'Europe/Berlin')
    expect(incident.deadline('early-warning', { now: at('2026-05-09T00:00Z') }).state).toBe('running')
    incident.submit('early-warning', at('2026-05-05T14:00+02:00'))
    expect(incident.deadline('early-warning').state).toBe('met')
    const late = awareAt('2026-05-04T14:00+02:00', 'Europe/Berlin')
    const id = late.submit('early-warning', at('2026-05-05T14:00:00.001+02:00'))
    expect(late.deadline('early-warning')).toMatchObject({ state: 'missed', metBy: id })
  })

  it('go on running when a mistaken submission is withdrawn', () => {
    const incident = awareAt('2026-05-04T14:00+02:00', 'Europe/Berlin')
    const id = incident.submit('notification', at('2026-05-04T15:00+02:00'))
    incident.say({ anchor: 'submitted', instant: null, supersedes: id, reason: 'wrong incident' })
    expect(incident.deadline('notification')).toMatchObject({ state: 'running', metAt: null })
    // The final report keeps the earlier line until a second person agrees.
    expect(incident.deadline('final').due).toBe(at('2026-06-04T15:00+02:00'))
    incident.confirm(statementId(3))
    expect(incident.deadline('final')).toMatchObject({ assumed: true, due: at('2026-06-07T14:00+02:00') })
  })

  it('count a second version as the same submission', () => {
    const incident = awareAt('2026-05-04T14:00+02:00', 'Europe/Berlin')
    incident.submit('notification', at('2026-05-05T10:00+02:00'))
    incident.submit('notification', at('2026-05-20T10:00+02:00'))
    expect(incident.deadline('notification').state).toBe('met')
    expect(incident.deadline('final').due).toBe(at('2026-06-05T10:00+02:00'))
  })
})

describe('reports on request', () => {
  it('are due by the date the authority names, at once without one, and each needs its own report', () => {
    const incident = awareAt('2026-05-04T14:00+02:00', 'Europe/Berlin')
    const asked = at('2026-05-06T09:00+02:00')
    const first = incident.say({ anchor: 'request', instant: asked, dueBy: at('2026-05-08T12:00+02:00') })
    const second = incident.say({ anchor: 'request', instant: asked + 3_600_000 })
    const [byDate, atOnce] = [incident.deadline(`intermediate/request/${first}`), incident.deadline(`intermediate/request/${second}`)]
    expect(byDate).toMatchObject({ due: at('2026-05-08T12:00+02:00'), anchor: { instant: asked } })
    expect(atOnce.due).toBe(asked + 3_600_000)
    incident.submit('intermediate', at('2026-05-07T12:00+02:00'))
    expect(incident.deadline(`intermediate/request/${first}`).state).toBe('met')
    expect(incident.deadline(`intermediate/request/${second}`).state).toBe('running')
    incident.submit('intermediate', at('2026-05-07T13:00+02:00'))
    expect(incident.deadline(`intermediate/request/${second}`).state).toBe('missed')
  })

  it('fall away when the request is withdrawn, and come back when it is stated again', () => {
    const incident = awareAt('2026-05-04T14:00+02:00', 'Europe/Berlin')
    const request = incident.say({ anchor: 'request', instant: at('2026-05-06T09:00+02:00') })
    const withdrawal = incident.say({ anchor: 'request', instant: null, supersedes: request, reason: 'meant another plant' })
    expect(incident.deadline('intermediate')).toMatchObject({ state: 'not-applicable', endedBy: withdrawal })
    incident.say({ anchor: 'request', instant: at('2026-05-06T08:00+02:00'), supersedes: withdrawal, reason: 'it was us' })
    expect(incident.deadline('intermediate')).toMatchObject({ state: 'running', due: at('2026-05-06T08:00+02:00') })
  })
})

describe('an incident that still goes on when the final report is due', () => {
  const finalDue = at('2026-06-05T10:00+02:00')
  function notified(): ClockIncident {
    const incident = awareAt('2026-05-04T14:00+02:00', 'Europe/Berlin')
    incident.submit('notification', at('2026-05-05T10:00+02:00'))
    return incident
  }
  const stages = (incident: ClockIncident, changed: Parameters<ClockIncident['deadlines']>[0] = {}): string[] =>
    incident.deadlines(changed).flatMap(({ key, state }) => (/final|progress/.test(key) ? [`${key.slice(5)} ${state}`] : []))

  it('announces the progress report while that is open, and keeps the final report', () => {
    const incident = notified()
    expect(stages(incident)).toEqual(['final/submitted running'])
    expect(stages(incident, { facts: { ongoing: 'yes' } })).toEqual(['progress/final-due running', 'final/submitted running'])
    expect(incident.deadline('progress', { facts: { ongoing: 'yes' } })).toMatchObject({ due: finalDue, conditional: true, standing: 'settled' })
    expect(stages(incident, { facts: { ongoing: 'no' }, now: finalDue })).toEqual(['final/submitted running'])
    expect(stages(incident, { now: finalDue })).toEqual(['final/submitted running'])
  })

  it('asks for a progress report then, and for the final one a month after handling', () => {
    const incident = notified()
    const ongoing = { facts: { ongoing: 'yes' as const }, now: finalDue }
    expect(stages(incident, ongoing)).toEqual(['progress/final-due running', 'final/submitted not-applicable'])
    expect(dutiesAhead(incident.input(ongoing)).map(({ dutyId }) => dutyId)).toEqual(['nis2/final/handled'])
    incident.submit('progress', finalDue)
    incident.say({ anchor: 'handled', instant: at('2026-07-31T12:00+02:00') })
    expect(stages(incident)).toEqual(['progress/final-due met', 'final/submitted not-applicable', 'final/handled running'])
    expect(incident.deadline('final/handled')).toMatchObject({ due: at('2026-08-31T12:00+02:00'), standing: 'settled' })
    incident.submit('final', at('2026-08-01T12:00+02:00'))
    expect(incident.deadline('final/handled').state).toBe('met')
  })

  it('needs only the final report when it was handled or reported by then', () => {
    const handled = notified()
    handled.say({ anchor: 'handled', instant: finalDue })
    expect(stages(handled, { facts: { ongoing: 'yes' }, now: finalDue })).toEqual(['final/submitted running'])
    const reported = notified()
    reported.submit('final', finalDue - 1)
    reported.say({ anchor: 'handled', instant: finalDue + 1 })
    expect(stages(reported)).toEqual(['final/submitted met'])
  })

  it('does not let one person put handling off to gain a month', () => {
    const incident = notified()
    const handled = incident.say({ anchor: 'handled', instant: finalDue - 1 })
    const later = incident.say({ anchor: 'handled', instant: finalDue + 1, supersedes: handled, reason: 'pump 3 tripped again' })
    expect(incident.deadline('final/submitted')).toMatchObject({ state: 'running', due: finalDue, claimedLater: { statementId: later } })
    incident.confirm(later)
    expect(stages(incident)).toEqual(['progress/final-due running', 'final/submitted not-applicable', 'final/handled running'])
  })

  it('repeats the progress report where a profile asks for it, until the incident is handled', () => {
    const monthly: Profile = {
      ...eu,
      duties: eu.duties.map((duty) => (duty.stage === 'progress' ? { ...duty, repeat: { months: 1, until: 'handled' as const } } : duty)),
    }
    const incident = notified()
    incident.submit('progress', finalDue)
    const now = at('2026-07-06T00:00+02:00')
    const list = () => incident.deadlines({ profile: monthly, now }).filter(({ stage }) => stage === 'progress')
    expect(list().map(({ key, state }) => [key, state])).toEqual([
      ['nis2/progress/final-due', 'met'],
      ['nis2/progress/final-due/2', 'running'],
      ['nis2/progress/final-due/3', 'running'],
    ])
    expect(list()[2]).toMatchObject({ due: at('2026-08-05T10:00+02:00'), rule: { occurrence: 3 } })
    incident.say({ anchor: 'handled', instant: at('2026-07-20T10:00+02:00') })
    expect(list()).toHaveLength(2)
  })
})

describe('two profiles', () => {
  it('count the earlier deadline of each duty and say which profile it is from', () => {
    const stricter: Profile = {
      ...eu,
      version: '2027.1',
      duties: eu.duties.map((duty) => (duty.stage === 'early-warning' ? { ...duty, period: { hours: 12 } } : duty.stage === 'notification' ? { ...duty, period: { hours: 96 } } : duty)),
    }
    const incident = awareAt('2026-05-04T14:00+02:00', 'Europe/Berlin')
    const both = { adopted: [stricter] }
    expect(incident.deadline('early-warning', both)).toMatchObject({ due: at('2026-05-05T02:00+02:00'), rule: { profile: { version: '2027.1' } } })
    expect(incident.deadline('notification', both)).toMatchObject({ due: at('2026-05-07T14:00+02:00'), rule: { profile: { version: '2026.1' } } })
    expect(incident.deadlines(both)).toHaveLength(incident.deadlines().length)
  })
})

describe('replayed cases', () => {
  it('aluminium producer, March 2019: three deadlines, Easter Monday as it is', () => {
    const incident = awareAt('2019-03-19T00:00+01:00', 'Europe/Oslo')
    expect(due(incident.deadline('early-warning'))).toBe('2019-03-20T00:00+01:00')
    expect(due(incident.deadline('notification'))).toBe('2019-03-22T00:00+01:00')
    incident.submit('notification', at('2019-03-22T00:00+01:00'))
    const final = incident.deadline('final')
    expect(due(final)).toBe('2019-04-22T00:00+02:00')
    expect(final.dayNotes).toMatchObject([{ code: 'holiday', name: { en: 'Easter Monday', de: 'Ostermontag' } }])
  })

  it('water treatment, February 2021: detected at 08:00 is not aware at 13:30', () => {
    const incident = new ClockIncident({ recordedAt: at('2021-02-05T14:00-05:00'), zone: 'America/New_York', significant: 'undecided' })
    incident.say({ anchor: 'detected', instant: at('2021-02-05T08:00-05:00') })
    expect(incident.deadline('early-warning')).toMatchObject({ standing: 'provisional', due: at('2021-02-06T08:00-05:00') })
    incident.say({ anchor: 'aware', instant: at('2021-02-05T13:30-05:00'), basis: 'set point at 11 100 ppm, put back by the operator' })
    const warning = incident.deadline('early-warning', { facts: { significant: 'yes' } })
    expect(warning).toMatchObject({ standing: 'settled', due: at('2021-02-06T13:30-05:00'), claimedLater: null })
    expect(warning.former).toContainEqual({ due: at('2021-02-06T08:00-05:00'), statementId: statementId(1), reason: null })
    expect(due(incident.deadline('notification'))).toBe('2021-02-08T13:30-05:00')
  })
})

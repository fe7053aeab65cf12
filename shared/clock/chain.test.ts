import { describe, expect, it } from 'vitest'
import { ClockIncident, at } from '../../test/support/clock-incident.ts'
import { chainsOf, countingStatement, currentStatement, effective } from './chain.ts'

const now = at('2026-05-04T14:00+02:00')
const hour = 3_600_000
const fresh = () => new ClockIncident({ recordedAt: now, zone: 'Europe/Berlin' })

describe('which statement counts', () => {
  it('is the last of a chain, with its history', () => {
    const incident = fresh()
    const first = incident.say({ anchor: 'aware' })
    const second = incident.say({ anchor: 'aware', instant: now + hour, supersedes: first, reason: 'r' })
    const [chain] = effective(incident.statements)
    expect(chain?.history.map(({ id }) => id)).toEqual([first, second])
    expect(chain?.current?.id).toBe(second)
    incident.say({ anchor: 'aware', instant: null, supersedes: second, reason: 'r' })
    expect(effective(incident.statements)[0]?.current).toBeNull()
  })

  it('keeps several submissions apart and takes the earliest', () => {
    const incident = fresh()
    const later = incident.submit('notification', now + hour)
    const earlier = incident.submit('notification', now)
    incident.submit('final', now - hour)
    const chains = effective(incident.statements)
    expect(chainsOf(chains, 'nis2', 'submitted', 'notification').map(({ root }) => root)).toEqual([later, earlier])
    expect(currentStatement(chains, 'nis2', 'submitted', 'notification')?.id).toBe(earlier)
    expect(currentStatement(chains, 'nis2', 'aware')).toBeNull()
  })

  it('prefers what is stated for a law over what holds for every law', () => {
    const incident = fresh()
    const every = incident.say({ anchor: 'aware' })
    const own = incident.say({ anchor: 'aware', law: 'gdpr', instant: now + hour })
    const chains = effective(incident.statements)
    expect(currentStatement(chains, 'nis2', 'aware')?.id).toBe(every)
    expect(currentStatement(chains, 'gdpr', 'aware')?.id).toBe(own)
  })

  it('where a later instant buys time, is the earliest since a second person last confirmed', () => {
    const incident = fresh()
    const first = incident.say({ anchor: 'handled', instant: now })
    const later = incident.say({ anchor: 'handled', instant: now + 2 * hour, supersedes: first, reason: 'r' })
    const between = incident.say({ anchor: 'handled', instant: now + hour, supersedes: later, reason: 'r' })
    const counting = () => effective(incident.statements).map((chain) => countingStatement(chain, incident.confirmations)?.id ?? null)
    expect(counting()).toEqual([first])
    incident.confirm(later)
    expect(counting()).toEqual([between])
    const withdrawal = incident.say({ anchor: 'handled', instant: null, supersedes: between, reason: 'r' })
    expect(counting()).toEqual([between])
    incident.confirm(withdrawal)
    expect(counting()).toEqual([null])
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { fixedClock } from '../support/fixed-ports.ts'
import { startTestCore, type TestCore } from '../support/in-process.ts'

const hour = 3_600_000
const truth = Date.UTC(2026, 10, 23, 3, 0)
let core: TestCore | null = null

afterEach(async () => {
  await core?.remove()
  core = null
})

/** A PC whose battery is dead: it believes it is 2019. */
async function behind() {
  const clock = fixedClock(Date.UTC(2019, 0, 1))
  const started = startTestCore({ clock })
  core = started
  const { site } = await started.create()
  return { api: started.api, site, clock }
}

describe('a PC whose clock is years behind', () => {
  it('refuses what it must take for the future, until somebody states the time', async () => {
    const { api, site } = await behind()
    const incident = { site, title: 'Pump control', notificationKind: 'mandatory' as const, knownAt: truth - hour, detectedAt: null }
    await expect(api.call('incidents.record', incident)).rejects.toMatchObject({ code: 'instant-in-future' })
    await api.call('clock.stateTime', { instant: truth })
    const { id } = await api.call('incidents.record', incident)
    await api.call('incidents.decide', { incident: id, significance: 'yes', awareAt: truth - hour, basis: 'screens are dark', reason: null })
    const { deadlines } = await api.call('incidents.get', { incident: id })
    expect(deadlines.find((deadline) => deadline.stage === 'early-warning')?.due).toBe(truth + 23 * hour)
  })

  it('counts by the stated time, not by its own', async () => {
    const { api, clock } = await behind()
    await api.call('clock.stateTime', { instant: truth })
    clock.advance(2 * hour)
    expect((await api.call('deadlines.bar', {})).now).toBe(truth + 2 * hour)
  })

  it('goes on counting by a stated time that an awareness was recorded by, until a second person brings it back', async () => {
    const { api, site, clock } = await behind()
    const at = clock.read().at
    const ahead = at + 30 * 24 * hour
    await api.call('clock.stateTime', { instant: ahead })
    const { id } = await api.call('incidents.record', { site, title: 'Pump control', notificationKind: 'mandatory', knownAt: null, detectedAt: null })
    await api.call('incidents.decide', { incident: id, significance: 'yes', awareAt: ahead, basis: 'screens are dark', reason: null })
    await api.call('clock.stateTime', { instant: at })
    const { now, time, deadlines } = await api.call('deadlines.bar', {})
    expect({ now, lower: time.lower, isRange: time.isRange }).toEqual({ now: ahead, lower: at, isRange: true })
    // A day from now, and not a month and a day.
    expect((deadlines[0]?.deadline.due ?? 0) - now).toBe(24 * hour)
  })

  it('takes a stated time back that nothing was recorded by', async () => {
    const { api, clock } = await behind()
    const at = clock.read().at
    await api.call('clock.stateTime', { instant: at + 365 * 24 * hour })
    await api.call('clock.stateTime', { instant: at })
    expect((await api.call('deadlines.bar', {})).now).toBe(at)
  })

  it('never believes that there is more time than its own clock says', async () => {
    const { api, clock } = await behind()
    await api.call('clock.stateTime', { instant: clock.read().at - 5 * hour })
    expect((await api.call('deadlines.bar', {})).now).toBe(clock.read().at)
  })
})

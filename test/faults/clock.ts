import { agreesWithin, isAnomaly, type AnomalyKind } from '../../shared/clock/bounds.ts'
import { localTime, offsetMillis } from '../../shared/clock/local-time.ts'
import type { Deadline } from '../../shared/clock/deadline.ts'
import { fixedClock, firstInstant } from '../support/fixed-ports.ts'
import { startTestCore, testPassphrase, type TestCore } from '../support/in-process.ts'
import { chance } from './chance.ts'
import { clockScenarios, drawnHappenings, type ClockScenario, type Happening } from './clock-scenarios.ts'
import type { FaultRow } from './row.ts'

const hour = 3_600_000
const secondPassphrase = 'four words of another person'
/** The scripted PC is judged as if the program had been made then. */
const madeAt = Date.UTC(2025, 0, 1)

/** What a PC can do to its clock, played through the real core. */
export const clockRow: FaultRow = {
  name: 'clock',
  property: 'whatever the PC\'s clock does, no deadline moves later and nothing overdue is undone without a signed record; it is noticed, recorded, and shown as a range',
  count: 40,
  cannot: () => null,
  async run(count, seed, say) {
    const random = chance(seed)
    const drawn: readonly Played[] = Array.from({ length: Math.max(0, count - clockScenarios.length) }, (_, index) => ({ name: `drawn ${String(index + 1)}`, happens: drawnHappenings(random), noticed: null, doubt: null }))
    const wrong: string[] = []
    let anomalies = 0
    const played: readonly Played[] = [...clockScenarios, ...drawn]
    for (const scenario of played.slice(0, count)) {
      const pc = await ScriptedPc.start(scenario.start ?? firstInstant)
      try {
        anomalies += await play(scenario, pc, (text) => wrong.push(`${scenario.name}: ${text}`))
      } catch (error) {
        wrong.push(`${scenario.name}: ${error instanceof Error ? error.message : String(error)}`)
      } finally {
        await pc.end()
      }
    }
    say(`${String(anomalies)} anomalies recorded`)
    return wrong
  },
}

type Played = Omit<ClockScenario, 'noticed' | 'doubt'> & { readonly noticed: readonly AnomalyKind[] | null; readonly doubt: ClockScenario['doubt'] | null }

async function play(scenario: Played, pc: ScriptedPc, fail: (text: string) => void): Promise<number> {
  const before = await pc.deadlines()
  let last = await pc.bar()
  for (const happening of scenario.happens) {
    const passed = await pc.let(happening)
    const bar = await pc.bar()
    if (bar.now < last.now + passed) fail(`the latest that it may be fell by ${String(last.now + passed - bar.now)} ms at ${happening.do}`)
    if (last.time.isRange && !bar.time.isRange && bar.now < last.now + passed) fail('a range closed towards more time')
    notLater(before, await pc.deadlines(), `at ${happening.do}`, fail)
    last = bar
  }
  const noticed = await pc.noticed()
  if (scenario.noticed !== null && noticed.join() !== scenario.noticed.join()) fail(`noticed ${noticed.join() || 'nothing'}, not ${scenario.noticed.join() || 'nothing'}`)
  const doubt = last.time.open ? 'open' : last.time.isRange ? 'range' : 'none'
  if (scenario.doubt !== null && doubt !== scenario.doubt) fail(`the time is told as ${doubt}, not ${scenario.doubt}`)
  if (doubt !== 'none' && (last.time.state !== 'suspect' || last.time.why === null)) fail('a time in doubt without a reason')
  await settle(pc, before, fail)
  return noticed.length
}

/** The way out: one person states the time, which never gives time by itself; a second one confirms it. */
async function settle(pc: ScriptedPc, before: readonly Deadline[], fail: (text: string) => void): Promise<void> {
  const suspect = await pc.bar()
  await pc.state()
  const stated = await pc.bar()
  if (stated.now < Math.min(suspect.now, pc.truth) - agreesWithin) fail('one person gave time')
  const wasBehind = suspect.now <= pc.truth
  if (!wasBehind && stated.now < suspect.now - agreesWithin) fail('one person brought the latest down')
  await pc.confirm()
  const settled = await pc.bar()
  if (settled.time.isRange || settled.time.open || settled.time.state !== 'confirmed') fail(`after two persons it is told as ${JSON.stringify(settled.time)}`)
  if (Math.abs(settled.now - pc.truth) > agreesWithin) fail(`after two persons it is ${String(settled.now - pc.truth)} ms off`)
  notLater(before, await pc.deadlines(), 'after two persons', fail)
  await pc.let({ do: 'set', by: -5 * hour })
  await pc.let({ do: 'run', for: hour })
  const moved = await pc.bar()
  if (Math.abs(moved.now - pc.truth) > agreesWithin) fail('a jump after two persons moved the time')
}

function notLater(before: readonly Deadline[], after: readonly Deadline[], where: string, fail: (text: string) => void): void {
  for (const deadline of before) {
    const now = after.find(({ key }) => key === deadline.key)
    if (now === undefined) fail(`${deadline.key} is gone ${where}`)
    else if (now.due > deadline.due) fail(`${deadline.key} moved later by ${String(now.due - deadline.due)} ms ${where}`)
  }
}

/** A plant PC with a running incident, whose clock the scenario moves. */
class ScriptedPc {
  readonly #clock: ReturnType<typeof fixedClock>
  #core: TestCore
  #incident = ''
  #boots = 1
  /** The right time, UTC ms. */
  truth: number

  private constructor(core: TestCore, clock: ReturnType<typeof fixedClock>, truth: number) {
    this.#core = core
    this.#clock = clock
    this.truth = truth
  }

  static async start(at: number): Promise<ScriptedPc> {
    const clock = fixedClock(at)
    const pc = new ScriptedPc(startTestCore({ clock, madeAt }), clock, Math.max(at, firstInstant))
    pc.#keepZone('Europe/Berlin')
    const { site } = await pc.#core.create()
    await pc.#core.api.call('accounts.add', { name: 'Jan Kow', function: 'shift leader', badge: '', grants: [{ role: 'viewer', site: null }], validUntil: null, passphrase: secondPassphrase })
    const known = at - hour
    const incident = await pc.#core.api.call('incidents.record', { site, title: 'Screens dark', notificationKind: 'mandatory', knownAt: known, detectedAt: null })
    await pc.#core.api.call('incidents.decide', { incident: incident.id, significance: 'yes', awareAt: known, basis: 'text on the screens', reason: null })
    pc.#incident = incident.id
    return pc
  }

  bar() {
    return this.#core.api.call('deadlines.bar', {})
  }

  async deadlines(): Promise<readonly Deadline[]> {
    return (await this.#core.api.call('incidents.get', { incident: this.#incident })).deadlines
  }

  async noticed(): Promise<AnomalyKind[]> {
    const { events } = await this.#core.api.call('clock.events', {})
    return events
      .map(({ kind }) => kind)
      .filter(isAnomaly)
      .reverse()
  }

  /** Lets something happen. @returns by how much time went on at least, as the uptime of one boot tells it. */
  async let(happening: Happening): Promise<number> {
    switch (happening.do) {
      case 'run':
      case 'suspend':
        this.truth += happening.for
        this.#clock.advance(happening.for)
        this.#keepZone(this.#clock.read().zone)
        return happening.for
      case 'set':
        this.#clock.setWall(Math.max(0, this.#clock.read().at + happening.by))
        this.#keepZone(this.#clock.read().zone)
        return 0
      case 'set-to':
        this.#clock.setWall(happening.at)
        this.#keepZone(this.#clock.read().zone)
        return 0
      case 'reboot':
        this.truth += happening.off
        this.#boots += 1
        this.#clock.change({ at: happening.wakes ?? this.#clock.read().at + happening.off, uptime: 60_000, bootId: `boot-${String(this.#boots)}` })
        this.#keepZone(this.#clock.read().zone)
        await this.#restart()
        return 0
      case 'restart':
        await this.#restart()
        return 0
      case 'zone':
      case 'offset':
        this.#clock.change({ zone: happening.do === 'zone' ? happening.zone : this.#clock.read().zone, offset: happening.offset })
        return 0
    }
  }

  state() {
    return this.#core.api.call('clock.stateTime', { instant: this.truth })
  }

  confirm() {
    return this.#core.api.call('clock.confirmTime', { passphrase: secondPassphrase })
  }

  end(): Promise<void> {
    return this.#core.remove()
  }

  async #restart(): Promise<void> {
    this.#core = await this.#core.restart()
    await this.#core.api.call('store.open', { passphrase: testPassphrase })
  }

  /** The offset that the machine applies follows from its zone, unless a scenario says otherwise. */
  #keepZone(zone: string): void {
    const { at } = this.#clock.read()
    if (localTime(at, zone).year >= 1970) this.#clock.change({ offset: Math.round(offsetMillis(at, zone) / 60_000) })
  }
}

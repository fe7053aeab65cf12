import type { AnomalyKind } from '../../shared/clock/bounds.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const year = 365 * day

/** One thing that happens to the PC of a plant. Milliseconds. */
export type Happening =
  /** Time passes and the clock shows it. */
  | { readonly do: 'run'; readonly for: number }
  /** Time passes, the PC sleeps; the uptime counts it. */
  | { readonly do: 'suspend'; readonly for: number }
  /** Somebody or something sets the clock by so much. */
  | { readonly do: 'set'; readonly by: number }
  /** Sets the clock to a moment. */
  | { readonly do: 'set-to'; readonly at: number }
  /** The PC starts again after a time; the battery keeps the clock running, unless it is dead: then it shows `wakes`. */
  | { readonly do: 'reboot'; readonly off: number; readonly wakes?: number }
  /** The program alone ends and starts. */
  | { readonly do: 'restart' }
  | { readonly do: 'zone'; readonly zone: string; readonly offset: number }
  /** The PC's offset is not what its zone has. */
  | { readonly do: 'offset'; readonly offset: number }

/** What happens, and what has to be noticed. */
export interface ClockScenario {
  readonly name: string
  readonly start?: number
  readonly happens: readonly Happening[]
  readonly noticed: readonly AnomalyKind[]
  /** Whether the time has to be shown as a range or as not known at the end, before anybody says what time it is. */
  readonly doubt: 'none' | 'range' | 'open'
}

const run = (length: number): Happening => ({ do: 'run', for: length })
const set = (by: number): Happening => ({ do: 'set', by })
const setTo = (at: number): Happening => ({ do: 'set-to', at })
const reboot = (off: number, wakes?: number): Happening => (wakes === undefined ? { do: 'reboot', off } : { do: 'reboot', off, wakes })
const restart: Happening = { do: 'restart' }

/** An Epoch second past which a signed 32-bit clock falls back. */
const end2038 = 2_147_483_648_000

/** Thirty scenarios by name; ten more are drawn by chance. */
export const clockScenarios: readonly ClockScenario[] = [
  { name: 'nothing happens', happens: [run(hour), run(12 * hour)], noticed: [], doubt: 'none' },
  { name: 'back by an hour while running', happens: [run(hour), set(-hour), run(hour)], noticed: ['jump-back'], doubt: 'range' },
  { name: 'back by three days while running', happens: [run(26 * hour), set(-3 * day), run(minute)], noticed: ['jump-back'], doubt: 'range' },
  { name: 'forward by an hour while running', happens: [run(hour), set(hour), run(hour)], noticed: ['jump-forward'], doubt: 'range' },
  { name: 'forward to 2099 and left there', happens: [setTo(Date.UTC(2099, 0, 1)), run(hour)], noticed: ['jump-forward'], doubt: 'range' },
  { name: 'forward to 2099 and back', happens: [setTo(Date.UTC(2099, 0, 1)), run(minute), setTo(Date.UTC(2026, 10, 23, 7, 1)), run(hour)], noticed: ['jump-forward', 'jump-back'], doubt: 'range' },
  { name: 'back in small steps that nobody would notice one by one', happens: [run(minute), set(-100_000), run(minute), set(-100_000), run(minute), set(-100_000)], noticed: ['jump-back'], doubt: 'range' },
  { name: 'a second of difference is nothing', happens: [run(hour), set(1_000), run(hour), set(-2_000)], noticed: [], doubt: 'none' },
  { name: 'summer time begins', start: Date.UTC(2027, 2, 28, 0, 30), happens: [run(20 * minute), { do: 'zone', zone: 'Europe/Berlin', offset: 120 }, run(15 * minute)], noticed: ['offset'], doubt: 'none' },
  { name: 'summer time ends', start: Date.UTC(2027, 9, 31, 0, 30), happens: [run(31 * minute), run(hour)], noticed: [], doubt: 'none' },
  { name: 'summer time ends and the clock is set back by hand as well', start: Date.UTC(2027, 9, 31, 0, 30), happens: [run(40 * minute), set(-hour), run(hour)], noticed: ['jump-back'], doubt: 'range' },
  { name: 'summer time is switched off', start: Date.UTC(2027, 6, 1), happens: [run(minute), { do: 'offset', offset: 60 }, run(hour)], noticed: ['offset'], doubt: 'none' },
  { name: 'another zone', happens: [run(hour), { do: 'zone', zone: 'America/New_York', offset: -300 }, run(hour)], noticed: ['zone'], doubt: 'none' },
  { name: 'another zone and the clock set to its local time', happens: [run(hour), { do: 'zone', zone: 'Asia/Tokyo', offset: 540 }, set(8 * hour), run(hour)], noticed: ['zone', 'jump-forward'], doubt: 'range' },
  { name: 'suspended over night', happens: [run(hour), { do: 'suspend', for: 11 * hour }, run(hour)], noticed: [], doubt: 'none' },
  { name: 'suspended, and the clock set back before anybody looks', happens: [{ do: 'suspend', for: 11 * hour }, set(-10 * hour), run(minute)], noticed: ['jump-back'], doubt: 'range' },
  { name: 'the program ends and starts', happens: [run(hour), restart, run(hour)], noticed: [], doubt: 'none' },
  { name: 'the clock is set back while the program is closed', happens: [run(2 * hour), set(-90 * minute), restart, run(minute)], noticed: ['jump-back'], doubt: 'range' },
  { name: 'the PC starts again', happens: [run(hour), reboot(20 * minute), run(hour)], noticed: [], doubt: 'none' },
  { name: 'the PC was off for four weeks', happens: [reboot(28 * day), run(hour)], noticed: [], doubt: 'none' },
  { name: 'the PC was off for a quarter', happens: [reboot(90 * day), run(hour)], noticed: ['beyond-limit'], doubt: 'range' },
  { name: 'dead battery: 1970', happens: [run(hour), reboot(2 * day, 0), run(hour)], noticed: ['backwards', 'before-build'], doubt: 'open' },
  { name: 'dead battery: 2000', happens: [run(30 * hour), reboot(hour, Date.UTC(2000, 0, 1)), run(hour)], noticed: ['backwards', 'before-build'], doubt: 'open' },
  { name: 'dead battery: day of the BIOS, twice', happens: [reboot(hour, Date.UTC(2019, 3, 1)), run(hour), reboot(hour, Date.UTC(2019, 3, 1)), run(hour)], noticed: ['backwards', 'before-build', 'backwards', 'before-build'], doubt: 'open' },
  { name: 'dead battery and then set by hand', happens: [reboot(3 * hour, Date.UTC(2010, 0, 1)), run(minute), setTo(Date.UTC(2026, 10, 23, 10, 1)), run(hour)], noticed: ['backwards', 'before-build', 'jump-forward'], doubt: 'open' },
  { name: 'a new PC with a dead battery', start: Date.UTC(2002, 0, 1), happens: [run(hour)], noticed: ['before-build'], doubt: 'open' },
  { name: 'into 2038', start: end2038 - hour, happens: [run(2 * hour), reboot(hour), run(hour)], noticed: [], doubt: 'none' },
  { name: '2038 and a clock that falls back to 1901, shown as 1970', start: end2038 - hour, happens: [run(50 * minute), set(-end2038), run(hour)], noticed: ['jump-back', 'before-build'], doubt: 'open' },
  { name: 'into 2100, which has no 29 February', start: Date.UTC(2100, 1, 28, 23), happens: [run(2 * hour), restart, run(day)], noticed: [], doubt: 'none' },
  { name: 'battery wakes in 2099 after a reboot', happens: [run(hour), reboot(hour, Date.UTC(2099, 0, 1)), run(hour), reboot(hour, Date.UTC(2026, 10, 23, 10)), run(hour)], noticed: ['beyond-limit', 'backwards'], doubt: 'open' },
]

/** A history drawn by chance; what has to be noticed follows from the properties alone. */
export function drawnHappenings(random: () => number): Happening[] {
  const length = 3 + Math.floor(random() * 6)
  return Array.from({ length }, (): Happening => {
    const by = (random() - 0.5) * 2 * [minute, hour, 3 * day, 80 * year][Math.floor(random() * 4)]!
    switch (Math.floor(random() * 6)) {
      case 0:
        return set(Math.round(by))
      case 1:
        return random() < 0.4 ? reboot(Math.round(random() * 40 * day), Math.round(random() * Date.UTC(2100, 0, 1))) : reboot(Math.round(random() * 40 * day))
      case 2:
        return restart
      case 3:
        return random() < 0.5 ? { do: 'zone', zone: 'UTC', offset: 0 } : { do: 'zone', zone: 'Pacific/Auckland', offset: 780 }
      case 4:
        return { do: 'suspend', for: Math.round(random() * 2 * day) }
      default:
        return run(Math.round(random() * day))
    }
  })
}

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { toBase32 } from '../../shared/package/base32.ts'
import type { Clock, ClockReading } from '../../shared/ports/clock.ts'

/** The last moment that the record holds. */
const latestInstant = 253_402_214_399_999

/** The parts of the machine a clock reads; tests put others in. */
export interface MachineTime {
  /** UTC milliseconds of the wall clock. */
  readonly now: () => number
  /** Seconds since boot, counting suspend. */
  readonly uptime: () => number
  /** IANA name of the machine's zone; may be empty or unknown to us. */
  readonly zone: () => string
  /** Minutes west of UTC at an instant, as JavaScript counts them. */
  readonly minutesWest: (at: number) => number
  /** The kernel's boot id, or `null` where there is none. */
  readonly bootId: () => string | null
}

const bootIdPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const zonePattern = /^[A-Za-z0-9_+\-/]{1,64}$/

/** The real machine. */
export const machineTime: MachineTime = {
  now: () => Date.now(),
  uptime,
  zone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
  minutesWest: (at) => new Date(at).getTimezoneOffset(),
  bootId: () => {
    try {
      return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    } catch {
      return null
    }
  },
}

/**
 * The machine's clock. The boot id is read once: it cannot change while this process lives. Where the kernel has none
 * (Windows, macOS) one is drawn for this start of the program, so that a jump is still seen within it.
 */
export function createClock(machine: MachineTime = machineTime): Clock {
  const found = machine.bootId()
  const bootId = found !== null && bootIdPattern.test(found) ? found : `derived:${toBase32(randomBytes(16))}`
  // Asking for the zone costs as much as a commit, so it is asked once a minute.
  let zone = machine.zone()
  let zoneMinute: number | null = null
  return {
    read(): ClockReading {
      // Before 1970 and after 9999 no clock tells anything; the record could not hold it either.
      const at = Math.min(latestInstant, Math.max(0, Math.trunc(machine.now())))
      const minute = Math.floor(at / 60_000)
      if (minute !== zoneMinute) zone = machine.zone()
      zoneMinute = minute
      // `+ 0` turns the minus zero of UTC into zero: canonical JSON and tests tell them apart.
      const offset = Math.round(-machine.minutesWest(at)) + 0
      return { at, offset, zone: zonePattern.test(zone) ? zone : 'UTC', bootId, uptime: Math.round(machine.uptime() * 1000) }
    },
  }
}

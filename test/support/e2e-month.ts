/**
 * "One month later at the same local clock time", reckoned here by hand with nothing but Intl: what a final report is due at
 * (NIS2 Art 23(4)(d)), independent of the product's own calendar.
 */

interface Local {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

function localOf(instant: number, zone: string): Local {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' }).formatToParts(instant)
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value)
  return { year: read('year'), month: read('month'), day: read('day'), hour: read('hour'), minute: read('minute') }
}

/**
 * @param zone IANA name
 * @returns the instant, UTC milliseconds; of a doubled hour the first, of a skipped one the moment before it
 */
export function oneMonthLater(instant: number, zone: string): number {
  const from = localOf(instant, zone)
  const [year, month] = from.month === 12 ? [from.year + 1, 1] : [from.year, from.month + 1]
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const wanted = { year, month, day: Math.min(from.day, lastDay), hour: from.hour, minute: from.minute }
  const seconds = instant % 60_000
  // No zone is further than 14 hours from UTC: the right moment lies among these minutes.
  const middle = Date.UTC(wanted.year, wanted.month - 1, wanted.day, wanted.hour, wanted.minute)
  for (let candidate = middle - 14 * 3_600_000; candidate <= middle + 14 * 3_600_000; candidate += 15 * 60_000) {
    const local = localOf(candidate, zone)
    if (local.day === wanted.day && local.hour === wanted.hour && local.minute === wanted.minute) return candidate + seconds
  }
  throw new Error(`${new Date(instant).toISOString()} has no same clock time a month later in ${zone}`)
}

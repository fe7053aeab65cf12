/** UTC milliseconds since 1970, an integer. */
export type Instant = number

/** One reading of everything the machine says about time; kept with every audit row. */
export interface ClockReading {
  /** Wall clock, integer UTC milliseconds. Not to be trusted: see the clock rules. */
  readonly at: Instant
  /** Minutes east of UTC that the machine applied at `at`. */
  readonly offset: number
  /** IANA zone the machine is set to. */
  readonly zone: string
  /** The kernel's boot id, or `derived:<random>` where there is none. */
  readonly bootId: string
  /** Milliseconds since boot, counting suspend; an integer. */
  readonly uptime: number
}

/** The machine's clock. */
export interface Clock {
  read(): ClockReading
}

/** Addresses of carrying out and bringing in, as hash routes. */
export const transferPaths = {
  all: '/transfer',
  /** Choosing a released report file to carry out. */
  out: '/transfer/out',
  release: (release: string): string => `/transfer/out/${release}`,
  /** Checking a report file that somebody brought. */
  verify: '/transfer/in',
} as const

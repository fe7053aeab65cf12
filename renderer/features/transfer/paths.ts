/** Addresses of carrying out and bringing in, as hash routes. */
export const transferPaths = {
  all: '/transfer',
  /** Choosing a released report file to carry out. */
  out: '/transfer/out',
  release: (release: string): string => `/transfer/out/${release}`,
  /** Checking a report file that somebody brought. */
  verify: '/transfer/in',
  /** Taking over the new key of a sender. */
  newKey: '/transfer/new-key',
  /** Carrying out the statement about this entity's new key. */
  ownKey: '/transfer/own-key',
} as const

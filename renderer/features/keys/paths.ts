/** Addresses of the pages about keys, as hash routes. */
export const keysPaths = {
  all: '/settings/keys',
  ceremony: '/settings/key-ceremony',
  key: (id: string): string => `/settings/keys/${id}`,
} as const

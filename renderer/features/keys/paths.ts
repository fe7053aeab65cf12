/** Addresses of the pages about keys, as hash routes. */
export const keysPaths = {
  all: '/settings/keys',
  ceremony: '/settings/key-ceremony',
  key: (id: string): string => `/settings/keys/${id}`,
  /** Asking the head office for certificates. */
  ask: '/settings/key-ask',
  /** Asking it for a new key of a site, or to revoke a key. */
  askFor: (what: 'renew' | 'revoke', key: string): string => `/settings/key-ask/${what}/${key}`,
  /** Certifying what a plant asks for. */
  request: '/settings/key-request',
  /** Taking over what the head office answered. */
  answer: '/settings/key-answer',
  /** Writing a request or an answer to a stick. */
  out: (id: string): string => `/settings/key-out/${id}`,
} as const

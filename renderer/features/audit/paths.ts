/** Addresses of the record of events, as hash routes. */
export const auditPaths = {
  history: '/settings/record',
  /** Everything that was written down about one record. */
  of: (kind: string, id: string): string => `/settings/record/of/${kind}/${id}`,
  check: '/settings/record/check',
  extract: '/settings/record/extract',
  /** Hands out what was written down about one record. */
  extractOf: (kind: string, id: string): string => `/settings/record/extract/of/${kind}/${id}`,
  keeping: '/settings/record/keeping',
  proof: (sequence: number): string => `/settings/record/proof/${String(sequence)}`,
} as const

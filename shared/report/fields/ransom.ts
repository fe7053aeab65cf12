import type { FieldDefinition } from '../field-definition.ts'

const alwaysOptional = {
  'early-warning': 'optional',
  notification: 'optional',
  intermediate: 'optional',
  progress: 'optional',
  final: 'optional',
} as const

/** Ransom: proposed by COM(2026) 13, so never required. */
export const ransomFields = [
  { id: 'ransomDemanded', block: 'ransom', type: 'answer', stages: alwaysOptional, article: {}, source: 'COM(2026) 13' },
  {
    id: 'ransomPaid',
    block: 'ransom',
    type: 'answer',
    stages: alwaysOptional,
    article: {},
    source: 'COM(2026) 13',
    appliesWhen: { field: 'ransomDemanded', is: ['yes', 'unknown'] },
  },
  {
    id: 'ransomDetails',
    block: 'ransom',
    type: 'text',
    maxLength: 600,
    stages: alwaysOptional,
    article: {},
    source: 'COM(2026) 13',
    appliesWhen: { field: 'ransomDemanded', is: ['yes'] },
  },
] as const satisfies readonly FieldDefinition[]

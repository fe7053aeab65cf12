import type { FieldDefinition } from '../field-definition.ts'

/** What a person must add to the names that come from the record. */
export const peopleFields = [
  {
    id: 'safeChannel',
    block: 'people',
    type: 'text',
    maxLength: 200,
    stages: { 'early-warning': 'form', notification: 'form', intermediate: 'form', progress: 'form', final: 'optional' },
    article: {},
    source: 'UK, NL',
  },
] as const satisfies readonly FieldDefinition[]

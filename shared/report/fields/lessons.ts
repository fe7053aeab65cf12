import type { FieldDefinition } from '../field-definition.ts'

/** What changes because of it. */
export const lessonFields = [
  {
    id: 'lessons',
    block: 'lessons',
    type: 'long-text',
    maxLength: 2000,
    stages: { final: 'form' },
    article: {},
    source: 'LU, CIRAS',
  },
  {
    id: 'preventiveChanges',
    block: 'lessons',
    type: 'long-text',
    maxLength: 2000,
    stages: { final: 'form' },
    article: {},
    source: 'LU, CIRAS',
  },
  {
    id: 'remainingRisk',
    block: 'lessons',
    type: 'long-text',
    maxLength: 2000,
    stages: { final: 'form' },
    article: {},
    source: 'NIS2 Art 21(1)',
  },
] as const satisfies readonly FieldDefinition[]

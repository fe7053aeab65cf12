import type { FieldDefinition } from '../field-definition.ts'

/** Times that no statement of the clock carries. Detected, known, aware and handled come from the signed statements. */
export const timeFields = [
  {
    id: 'startedAt',
    block: 'times',
    type: 'instant',
    stages: { 'early-warning': 'form', notification: 'form', intermediate: 'optional', progress: 'form', final: 'form' },
    article: {},
    source: 'CIRAS, LU',
  },
  {
    id: 'detectionSource',
    block: 'times',
    type: 'choice',
    choices: 'detectionSource',
    stages: { 'early-warning': 'form', notification: 'form', intermediate: 'optional', progress: 'form', final: 'form' },
    article: {},
    source: 'CIR 2024/2690 recital 31',
  },
  {
    id: 'containedAt',
    block: 'times',
    type: 'instant',
    mayLieAhead: true,
    stages: { 'early-warning': 'optional', notification: 'form', intermediate: 'form', progress: 'form', final: 'form' },
    article: {},
    source: 'CIRAS, LU',
  },
  {
    id: 'restoredAt',
    block: 'times',
    type: 'instant',
    mayLieAhead: true,
    stages: { 'early-warning': 'optional', notification: 'form', intermediate: 'form', progress: 'form', final: 'form' },
    article: {},
    source: 'CIRAS, LU',
  },
  {
    id: 'expectedHandlingAt',
    block: 'times',
    type: 'instant',
    stages: { intermediate: 'optional', progress: 'form' },
    article: {},
    source: 'NIS2 Art 23(4)(e)',
  },
] as const satisfies readonly FieldDefinition[]

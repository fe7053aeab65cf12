import type { FieldDefinition } from '../field-definition.ts'

/** What happened, in plain language. */
export const summaryFields = [
  {
    id: 'shortDescription',
    block: 'summary',
    type: 'long-text',
    maxLength: 1000,
    stages: { 'early-warning': 'form', notification: 'form', intermediate: 'form', progress: 'form', final: 'form' },
    article: {},
    source: 'NL, LU, IT',
  },
  {
    id: 'statusUpdate',
    block: 'summary',
    type: 'long-text',
    maxLength: 2000,
    stages: { notification: 'optional', intermediate: 'law', progress: 'form' },
    article: { intermediate: 'NIS2 Art 23(4)(c)' },
    source: 'NIS2 Art 23(4)(c)',
  },
  {
    id: 'initialAssessment',
    block: 'summary',
    type: 'long-text',
    maxLength: 2000,
    stages: { notification: 'law' },
    article: { notification: 'NIS2 Art 23(4)(b)' },
    source: 'NIS2 Art 23(4)(b)',
  },
  {
    id: 'detailedDescription',
    block: 'summary',
    type: 'long-text',
    maxLength: 4000,
    stages: { progress: 'law', final: 'law' },
    article: { progress: 'NIS2 Art 23(4)(e)', final: 'NIS2 Art 23(4)(d)(i)' },
    source: 'NIS2 Art 23(4)(d)(i)',
  },
] as const satisfies readonly FieldDefinition[]

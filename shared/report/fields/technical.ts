import type { FieldDefinition } from '../field-definition.ts'

const optionalFirst = {
  'early-warning': 'optional',
  notification: 'optional',
  intermediate: 'optional',
  progress: 'optional',
  final: 'form',
} as const

/** What was hit, how, and which traces others can look for. */
export const technicalFields = [
  {
    id: 'incidentClass',
    block: 'technical',
    type: 'classification',
    maxItems: 5,
    stages: { 'early-warning': 'optional', notification: 'form', intermediate: 'optional', progress: 'form', final: 'form' },
    article: {},
    source: 'RSIT 1003',
  },
  {
    id: 'affectedAssets',
    block: 'technical',
    type: 'assets',
    maxItems: 200,
    stages: { 'early-warning': 'optional', notification: 'form', intermediate: 'optional', progress: 'form', final: 'form' },
    article: {},
    source: 'CIRAS, LU',
  },
  {
    id: 'indicators',
    block: 'technical',
    type: 'indicators',
    maxItems: 500,
    stages: { 'early-warning': 'optional', notification: 'law', intermediate: 'optional', progress: 'form', final: 'form' },
    article: { notification: 'NIS2 Art 23(4)(b)' },
    source: 'NIS2 Art 23(4)(b)',
  },
  {
    id: 'attackVector',
    block: 'technical',
    type: 'long-text',
    maxLength: 1000,
    stages: optionalFirst,
    article: {},
    source: 'CIRAS',
  },
  {
    id: 'vulnerabilities',
    block: 'technical',
    type: 'identifiers',
    maxItems: 50,
    maxLength: 60,
    stages: optionalFirst,
    article: {},
    source: 'NIS2 recital 101; CIRAS',
  },
  {
    id: 'techniques',
    block: 'technical',
    type: 'identifiers',
    maxItems: 50,
    maxLength: 120,
    stages: { 'early-warning': 'optional', notification: 'optional', intermediate: 'optional', progress: 'optional', final: 'optional' },
    article: {},
    source: 'ATT&CK for ICS',
  },
  {
    id: 'malwareFamily',
    block: 'technical',
    type: 'text',
    maxLength: 120,
    stages: { 'early-warning': 'optional', notification: 'optional', intermediate: 'optional', progress: 'optional', final: 'optional' },
    article: {},
    source: 'CIRAS',
  },
] as const satisfies readonly FieldDefinition[]

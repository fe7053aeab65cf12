import type { FieldDefinition } from '../field-definition.ts'

/** How bad it is and where it is going. */
export const severityFields = [
  {
    id: 'severity',
    block: 'severity',
    type: 'choice',
    choices: 'severity',
    stages: { 'early-warning': 'optional', notification: 'law', intermediate: 'optional', progress: 'law', final: 'law' },
    article: { notification: 'NIS2 Art 23(4)(b)', progress: 'NIS2 Art 23(4)(e)', final: 'NIS2 Art 23(4)(d)(i)' },
    source: 'NIS2 Art 23(4)(b)',
  },
  {
    id: 'outlook',
    block: 'severity',
    type: 'choice',
    choices: 'outlook',
    stages: { 'early-warning': 'optional', notification: 'form', intermediate: 'form', progress: 'form' },
    article: {},
    source: 'NIS Cooperation Group taxonomy',
  },
  {
    id: 'affectedProperties',
    block: 'severity',
    type: 'choices',
    choices: 'affectedProperties',
    stages: { 'early-warning': 'optional', notification: 'form', intermediate: 'optional', progress: 'form', final: 'form' },
    article: {},
    source: 'NIS2 Art 6(6); CIRAS',
  },
] as const satisfies readonly FieldDefinition[]

import type { FieldDefinition } from '../field-definition.ts'

/** What set it off. */
export const causeFields = [
  {
    id: 'rootCause',
    block: 'cause',
    type: 'choice',
    choices: 'rootCause',
    stages: { notification: 'optional', intermediate: 'optional', progress: 'law', final: 'law' },
    article: { progress: 'NIS2 Art 23(4)(e)', final: 'NIS2 Art 23(4)(d)(ii)' },
    source: 'NIS2 Art 23(4)(d)(ii); five classes of the NIS Cooperation Group',
  },
  {
    id: 'causeCertainty',
    block: 'cause',
    type: 'choice',
    choices: 'certainty',
    stages: { notification: 'optional', intermediate: 'optional', progress: 'form', final: 'form' },
    article: {},
    source: 'CIRAS',
  },
  {
    id: 'causeDescription',
    block: 'cause',
    type: 'long-text',
    maxLength: 2000,
    stages: { notification: 'optional', intermediate: 'optional', progress: 'form', final: 'form' },
    article: {},
    source: 'LU, CIRAS',
  },
] as const satisfies readonly FieldDefinition[]

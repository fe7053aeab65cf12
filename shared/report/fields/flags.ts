import type { FieldDefinition } from '../field-definition.ts'

/** The two answers an early warning must carry, and what follows from them. */
export const flagFields = [
  {
    id: 'suspectedMalicious',
    block: 'flags',
    type: 'answer',
    stages: { 'early-warning': 'law', notification: 'law', intermediate: 'optional', progress: 'form', final: 'form' },
    article: { 'early-warning': 'NIS2 Art 23(4)(a)', notification: 'NIS2 Art 23(4)(b)' },
    source: 'NIS2 Art 23(4)(a)',
  },
  {
    id: 'possibleCrossBorder',
    block: 'flags',
    type: 'answer',
    stages: { 'early-warning': 'law', notification: 'law', intermediate: 'optional', progress: 'law', final: 'law' },
    article: {
      'early-warning': 'NIS2 Art 23(4)(a)',
      notification: 'NIS2 Art 23(4)(b)',
      progress: 'NIS2 Art 23(4)(e)',
      final: 'NIS2 Art 23(4)(d)(iv)',
    },
    source: 'NIS2 Art 23(4)(a)',
  },
  {
    id: 'affectedStates',
    block: 'flags',
    type: 'member-states',
    maxItems: 30,
    stages: { 'early-warning': 'form', notification: 'form', intermediate: 'optional', progress: 'form', final: 'form' },
    article: {},
    source: 'NIS2 Art 23(6)',
    appliesWhen: { field: 'possibleCrossBorder', is: ['yes', 'unknown'] },
  },
  {
    id: 'crossBorderImpact',
    block: 'flags',
    type: 'long-text',
    maxLength: 2000,
    stages: { notification: 'form', intermediate: 'optional', progress: 'law', final: 'law' },
    article: { progress: 'NIS2 Art 23(4)(e)', final: 'NIS2 Art 23(4)(d)(iv)' },
    source: 'NIS2 Art 23(4)(d)(iv)',
    appliesWhen: { field: 'possibleCrossBorder', is: ['yes'] },
  },
  {
    id: 'ongoing',
    block: 'flags',
    type: 'answer',
    stages: { 'early-warning': 'form', notification: 'form', intermediate: 'form', progress: 'form', final: 'form' },
    article: {},
    source: 'NIS2 Art 23(4)(e)',
  },
] as const satisfies readonly FieldDefinition[]

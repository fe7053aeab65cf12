import type { FieldDefinition } from '../field-definition.ts'

const late = {
  'early-warning': 'optional',
  notification: 'optional',
  intermediate: 'optional',
  progress: 'form',
  final: 'form',
} as const

/** Whether those who are supplied were told. */
export const recipientFields = [
  {
    id: 'usersInformed',
    block: 'recipients',
    type: 'answer',
    stages: late,
    article: {},
    source: 'NIS2 Art 23(1), 23(2)',
  },
  {
    id: 'usersInformedHow',
    block: 'recipients',
    type: 'long-text',
    maxLength: 1000,
    stages: late,
    article: {},
    source: 'NIS2 Art 23(1), 23(2)',
    appliesWhen: { field: 'usersInformed', is: ['yes'] },
  },
  {
    id: 'publicCommunication',
    block: 'recipients',
    type: 'text',
    maxLength: 600,
    stages: { 'early-warning': 'optional', notification: 'optional', intermediate: 'optional', progress: 'optional', final: 'optional' },
    article: {},
    source: 'NIS2 Art 23(7)',
  },
] as const satisfies readonly FieldDefinition[]

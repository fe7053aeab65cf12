import type { FieldDefinition } from '../field-definition.ts'

const fromNotification = {
  'early-warning': 'optional',
  notification: 'form',
  intermediate: 'optional',
  progress: 'form',
  final: 'form',
} as const

/** What is being done, and who helps. */
export const responseFields = [
  {
    id: 'actions',
    block: 'response',
    type: 'actions',
    maxItems: 100,
    stages: { 'early-warning': 'optional', notification: 'form', intermediate: 'form', progress: 'law', final: 'law' },
    article: { progress: 'NIS2 Art 23(4)(e)', final: 'NIS2 Art 23(4)(d)(iii)' },
    source: 'NIS2 Art 23(4)(d)(iii)',
  },
  {
    id: 'manualOperation',
    block: 'response',
    type: 'answer',
    stages: fromNotification,
    article: {},
    source: 'DE, CIRAS',
  },
  {
    id: 'backupsUsable',
    block: 'response',
    type: 'answer',
    stages: fromNotification,
    article: {},
    source: 'NIS2 Art 21(2)(c)',
  },
  {
    id: 'externalHelp',
    block: 'response',
    type: 'text',
    maxLength: 300,
    stages: { 'early-warning': 'optional', notification: 'optional', intermediate: 'optional', progress: 'optional', final: 'optional' },
    article: {},
    source: 'NL',
  },
  {
    id: 'helpRequested',
    block: 'response',
    type: 'answer',
    stages: { 'early-warning': 'optional', notification: 'form', intermediate: 'optional', progress: 'optional', final: 'optional' },
    article: {},
    source: 'NIS2 Art 23(5)',
  },
  {
    id: 'helpWanted',
    block: 'response',
    type: 'text',
    maxLength: 600,
    stages: { 'early-warning': 'optional', notification: 'form', intermediate: 'optional', progress: 'optional', final: 'optional' },
    article: {},
    source: 'NIS2 Art 23(5)',
    appliesWhen: { field: 'helpRequested', is: ['yes'] },
  },
  {
    id: 'lawEnforcementInformed',
    block: 'response',
    type: 'answer',
    stages: fromNotification,
    article: {},
    source: 'NIS2 Art 23(5)',
  },
  {
    id: 'consentToShare',
    block: 'response',
    type: 'answer',
    stages: { 'early-warning': 'optional', notification: 'optional', intermediate: 'optional', progress: 'optional', final: 'optional' },
    article: {},
    source: 'FI',
  },
] as const satisfies readonly FieldDefinition[]

import type { FieldDefinition } from '../field-definition.ts'

const everyStage = { 'early-warning': 'form', notification: 'form', intermediate: 'optional', progress: 'form', final: 'form' } as const

/** Why the incident is significant. */
export const significanceFields = [
  {
    id: 'operationalDisruption',
    block: 'significance',
    type: 'choice',
    choices: 'criterionState',
    stages: everyStage,
    article: {},
    source: 'NIS2 Art 23(3)(a)',
  },
  {
    id: 'financialLossCriterion',
    block: 'significance',
    type: 'choice',
    choices: 'criterionState',
    stages: everyStage,
    article: {},
    source: 'NIS2 Art 23(3)(a)',
  },
  {
    id: 'damageToOthers',
    block: 'significance',
    type: 'choice',
    choices: 'criterionState',
    stages: everyStage,
    article: {},
    source: 'NIS2 Art 23(3)(b)',
  },
  {
    id: 'furtherCriteria',
    block: 'significance',
    type: 'choices',
    choices: 'furtherCriteria',
    stages: { 'early-warning': 'optional', notification: 'optional', intermediate: 'optional', progress: 'optional', final: 'optional' },
    article: {},
    source: 'CIR 2024/2690 Art 3(1), guidance',
  },
  {
    id: 'significanceReason',
    block: 'significance',
    type: 'long-text',
    maxLength: 1000,
    stages: everyStage,
    article: {},
    source: 'NIS2 Art 23(3)',
  },
] as const satisfies readonly FieldDefinition[]

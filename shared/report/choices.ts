/**
 * Closed lists a field may choose from. `unknown` is not listed: it is a legal answer of every field.
 * Sources: root cause, severity and outlook follow the five classes and scales of the ENISA / NIS Cooperation Group taxonomy;
 * criteria follow NIS2 Art 23(3) and, as guidance, Implementing Regulation (EU) 2024/2690 Art 3(1).
 */
export const choiceSets = {
  rootCause: ['system-failures', 'natural-phenomena', 'human-errors', 'malicious-actions', 'third-party-failures'],
  certainty: ['confirmed', 'probable', 'suspected'],
  severity: ['very-large', 'large', 'minor', 'none'],
  outlook: ['improving', 'stable', 'worsening'],
  detectionSource: ['staff', 'monitoring', 'supplier', 'customer', 'authority', 'other-entity', 'media'],
  criterionState: ['met', 'capable', 'not-met'],
  furtherCriteria: [
    'financial-threshold',
    'trade-secrets',
    'death',
    'health-damage',
    'malicious-access',
    'recurring',
  ],
  affectedProperties: ['availability', 'integrity', 'confidentiality', 'authenticity'],
  effectOnSupply: ['none', 'low-demand-window', 'reduced', 'interruption'],
  areaExtent: ['site', 'municipality', 'region', 'nation', 'several-countries'],
} as const satisfies Record<string, readonly string[]>

/** Name of a closed list. */
export type ChoiceSetId = keyof typeof choiceSets
/** A value of one closed list. */
export type ChoiceOf<S extends ChoiceSetId> = (typeof choiceSets)[S][number]

/** States of a service in an incident. */
export const serviceStates = ['normal', 'reduced', 'manual', 'interrupted', 'unknown'] as const
/** States of an action taken against the incident. */
export const actionStates = ['applied', 'ongoing', 'planned'] as const
/** Effect of an action on supply (design principle 7), with "not known". */
export const actionEffects = [...choiceSets.effectOnSupply, 'unknown'] as const
/** Kinds of indicators of compromise. */
export const indicatorTypes = [
  'ip-address',
  'domain',
  'url',
  'email',
  'file-name',
  'sha256',
  'sha1',
  'md5',
  'account',
  'registry-key',
  'process',
  'certificate',
  'other',
] as const
/** How sure somebody is of an indicator. */
export const confidences = ['high', 'medium', 'low', 'unknown'] as const
/** States whose territory or residents can be affected: the 27 Member States, then the EEA states, ISO 3166-1 alpha-2. */
export const reportingCountries = [
  'AT', 'BE', 'BG', 'HR', 'CY', 'CZ', 'DK', 'EE', 'FI', 'FR', 'DE', 'GR', 'HU', 'IE', 'IT', 'LV', 'LT', 'LU', 'MT', 'NL', 'PL',
  'PT', 'RO', 'SK', 'SI', 'ES', 'SE', 'IS', 'LI', 'NO',
] as const
/** One of those states. */
export type ReportingCountry = (typeof reportingCountries)[number]

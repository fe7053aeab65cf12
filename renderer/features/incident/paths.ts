import { reportPaths } from '../report/index.ts'

/** Parts of an incident's screen that have an address of their own. */
export const incidentParts = ['chronology', 'questions', 'reports', 'affected'] as const
/** One part of an incident's screen. */
export type IncidentPart = (typeof incidentParts)[number]

/** Addresses of everything about incidents, as hash routes. Other screens link through these. */
export const incidentPaths = {
  ...reportPaths,
  list: '/incidents',
  record: '/incidents/record',
  part: (incident: string, part: IncidentPart): string => `/incidents/${incident}${part === 'chronology' ? '' : `/${part}`}`,
  /** The incident with the decision open over it. */
  decide: (incident: string): string => `/incidents/${incident}/decide`,
  /** The incident with "release files as evidence" open over it. */
  evidence: (incident: string): string => `/incidents/${incident}/evidence`,
} as const

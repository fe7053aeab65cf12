import type { Stage } from '../../../shared/report/stage.ts'

/** Parts of an incident's screen that have an address of their own. */
export const incidentParts = ['chronology', 'questions', 'reports', 'affected'] as const
/** One part of an incident's screen. */
export type IncidentPart = (typeof incidentParts)[number]

/** Addresses of everything about incidents and their reports, as hash routes. Other screens link through these. */
export const incidentPaths = {
  list: '/incidents',
  record: '/incidents/record',
  incident: (incident: string, part: IncidentPart = 'chronology'): string => `/incidents/${incident}${part === 'chronology' ? '' : `/${part}`}`,
  /** The incident with the decision open over it. */
  decide: (incident: string): string => `/incidents/${incident}/decide`,
  /** The incident with "record that it was handed in" open over it. */
  handedIn: (incident: string, stage: Stage): string => `/incidents/${incident}/handed-in/${stage}`,
  /** The form of a stage, at a step; without one at its first. */
  report: (incident: string, stage: Stage, step?: string): string => `/incidents/${incident}/report/${stage}${step === undefined ? '' : `/${step}`}`,
  review: (incident: string, stage: Stage): string => `/incidents/${incident}/report/${stage}/review`,
  phone: (incident: string, stage: Stage): string => `/incidents/${incident}/report/${stage}/phone`,
  released: (incident: string, release: string): string => `/incidents/${incident}/released/${release}`,
} as const

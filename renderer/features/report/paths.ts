import type { Stage } from '../../../shared/report/stage.ts'

/** Addresses of everything about the reports of an incident, as hash routes. */
export const reportPaths = {
  /** The incident they belong to. */
  incident: (incident: string): string => `/incidents/${incident}`,
  /** The incident's list of reports. */
  reports: (incident: string): string => `/incidents/${incident}/reports`,
  /** "Record that it was handed in", open over the incident. */
  handedIn: (incident: string, stage: Stage): string => `/incidents/${incident}/handed-in/${stage}`,
  /** The form of a stage, at a step; without one at its first. */
  form: (incident: string, stage: Stage, step?: string): string => `/incidents/${incident}/report/${stage}${step === undefined ? '' : `/${step}`}`,
  review: (incident: string, stage: Stage): string => `/incidents/${incident}/report/${stage}/review`,
  phone: (incident: string, stage: Stage): string => `/incidents/${incident}/report/${stage}/phone`,
  released: (incident: string, release: string): string => `/incidents/${incident}/released/${release}`,
  /** Where a released file is carried out. */
  carryOut: (release: string): string => `/transfer/out/${release}`,
  settings: '/settings',
} as const

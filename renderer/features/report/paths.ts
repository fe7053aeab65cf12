import type { SubmissionChannel } from '../../../shared/report/submission.ts'
import type { Stage } from '../../../shared/report/stage.ts'

/** Addresses of everything about the reports of an incident, as hash routes. */
export const reportPaths = {
  /** The incident they belong to. */
  incident: (incident: string): string => `/incidents/${incident}`,
  /** The incident's list of reports. */
  reports: (incident: string): string => `/incidents/${incident}/reports`,
  /** "Record that it was handed in", open over the incident. */
  handedIn: (incident: string, stage: Stage, channel?: SubmissionChannel): string => `/incidents/${incident}/handed-in/${stage}${channel === undefined ? '' : `/${channel}`}`,
  /** The form of a stage, at a step and a field of it; without them at its first. */
  form: (incident: string, stage: Stage, step?: string, field?: string): string =>
    ['', 'incidents', incident, 'report', stage, step, field].filter((part) => part !== undefined).join('/'),
  review: (incident: string, stage: Stage): string => `/incidents/${incident}/report/${stage}/review`,
  phone: (incident: string, stage: Stage): string => `/incidents/${incident}/report/${stage}/phone`,
  released: (incident: string, release: string): string => `/incidents/${incident}/released/${release}`,
  /** Where a released file is carried out. */
  carryOut: (release: string): string => `/transfer/out/${release}`,
  /** Where the record says who reports. */
  settings: (page: 'entity' | 'you'): string => `/settings/${page}`,
} as const

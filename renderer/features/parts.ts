import type { AppParts } from '../app/parts.ts'

/** What exists today. A feature enters its screen here, in the order of the rail. */
export const appParts: AppParts = {
  screens: [],
  door: () => null,
  deadlineBar: () => null,
  useStatusFacts: () => [],
  usePersonActions: () => [],
}

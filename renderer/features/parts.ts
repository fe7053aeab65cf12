import { Door } from './door/Door.tsx'
import type { AppParts } from '../app/parts.ts'

/** What exists today. A feature enters its screen here, in the order of the rail. */
export const appParts: AppParts = {
  screens: [],
  door: Door,
  deadlineBar: () => null,
  useStatusFacts: () => [],
  usePersonActions: () => [],
}

import type { ReplyTo } from '../../api/procedures.ts'
import { settingsPaths, type SettingsPage } from './paths.ts'

/** One thing that is still to be done after the first start. */
export type SetupTask = ReplyTo<'setup.open'>['open'][number]

/** The page of the settings where each task is done. */
export const setupPages: Readonly<Record<SetupTask, SettingsPage>> = {
  'recovery-sheet': 'recovery-sheet',
  'key-card': 'key-card',
  country: 'entity',
  'registration-number': 'entity',
  'site-name': 'sites',
  recipient: 'contacts',
}

/** The order in which a set-up goes on: what protects the record first. */
const order: readonly SetupTask[] = ['recovery-sheet', 'key-card', 'country', 'registration-number', 'site-name', 'recipient']

/** Open tasks in the order in which they are best done. */
export function inSetupOrder(open: readonly SetupTask[]): SetupTask[] {
  return order.filter((task) => open.includes(task))
}

/** Where the set-up goes on from a page; `null` when nothing is open elsewhere. */
export function nextSetupTask(open: readonly SetupTask[], here: string): SetupTask | null {
  return inSetupOrder(open).find((task) => setupPages[task] !== here) ?? null
}

/** Address where a task is done. */
export function setupPath(task: SetupTask): string {
  return settingsPaths.page(setupPages[task])
}

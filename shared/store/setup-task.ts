/** Key under which it is kept that a setup task was done. */
export function setupKey(task: string): string {
  return `setup/${task}`
}

/** What stands under that key once the task has to be done again. */
export const notDone = 'null'

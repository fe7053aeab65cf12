/** What can take the focus inside a pane. */
const focusable = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]'

/** Moves the focus to the next pane (elements with `data-pane`, in the order of the page), round and round. */
export function focusNextPane(root: ParentNode, step: 1 | -1): void {
  const panes = [...root.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.getClientRects().length > 0)
  if (panes.length === 0) return
  const active = document.activeElement
  // The innermost pane counts: a detail pane lies inside the work.
  const at = panes.findLastIndex((pane) => pane.contains(active))
  const next = at === -1 ? 0 : (at + step + panes.length) % panes.length
  const pane = panes[next]
  if (pane === undefined) return
  const target = pane.querySelector<HTMLElement>('[data-pane-start]') ?? pane.querySelector<HTMLElement>(focusable) ?? pane
  target.focus()
}

/** Moves the focus to the next field with a problem after the one that has it, from the top after the last. @returns whether there was one. */
export function focusNextProblem(root: ParentNode): boolean {
  const problems = [...root.querySelectorAll<HTMLElement>('[data-problem="yes"]')]
  if (problems.length === 0) return false
  const active = document.activeElement
  const at = problems.findIndex((problem) => problem.contains(active))
  const problem = problems[(at + 1) % problems.length]
  problem?.querySelector<HTMLElement>(focusable)?.focus()
  return true
}

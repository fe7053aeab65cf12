import Button from '@mui/material/Button'
import Tooltip from '@mui/material/Tooltip'
import type { ReactElement } from 'react'

/** Something a person can do here. The label is a verb and an object: "Release early warning". */
export interface Action {
  readonly label: string
  onPress(): void
  /** Work for this action is running: a second press does nothing. */
  readonly busy?: boolean
  /** Why it cannot be done now, as a sentence; the button stays reachable and says it. */
  readonly blockedBecause?: string | undefined
  /** Key as in `aria-keyshortcuts`, e.g. `Control+Enter`, where one exists. */
  readonly keys?: string
}

/** What a button can weigh: one `primary` a screen, the rest `secondary`; `plain` inside notices; `critical` for what cannot be undone. */
export type ActionWeight = 'primary' | 'secondary' | 'plain' | 'critical'

/** A button for an action. */
export function ActionButton({
  action,
  weight = 'secondary',
  autoFocus = false,
  submit = false,
}: {
  readonly action: Action
  readonly weight?: ActionWeight
  readonly autoFocus?: boolean
  /** Sends the form around it as well as calling `onPress`. */
  readonly submit?: boolean
}): ReactElement {
  const blocked = action.blockedBecause !== undefined
  const idle = !blocked && action.busy !== true
  const button = (
    <Button
      {...appearance(weight)}
      type={submit ? 'submit' : 'button'}
      autoFocus={autoFocus}
      aria-disabled={idle ? undefined : true}
      aria-busy={action.busy === true ? true : undefined}
      aria-keyshortcuts={action.keys}
      onClick={(event) => {
        if (idle) action.onPress()
        else event.preventDefault()
      }}
      sx={idle ? {} : (theme) => ({ cursor: 'default', '&, &:hover': { backgroundColor: theme.colours.line, color: theme.colours.text, borderColor: theme.colours.line } })}
    >
      {action.label}
    </Button>
  )
  return blocked ? (
    <Tooltip title={action.blockedBecause} describeChild>
      {button}
    </Tooltip>
  ) : (
    button
  )
}

function appearance(weight: ActionWeight): { variant: 'contained' | 'outlined' | 'text'; color: 'primary' | 'error' } {
  switch (weight) {
    case 'primary':
      return { variant: 'contained', color: 'primary' }
    case 'critical':
      return { variant: 'contained', color: 'error' }
    case 'secondary':
      return { variant: 'outlined', color: 'primary' }
    case 'plain':
      return { variant: 'text', color: 'primary' }
  }
}

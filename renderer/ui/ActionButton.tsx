import Button from '@mui/material/Button'
import Tooltip from '@mui/material/Tooltip'
import { useId, useState } from 'react'
import type { ReactElement } from 'react'
import type { Permission } from '../../shared/person/permission.ts'
import { usePermitted } from './permitted.ts'

/** Something a person can do here. The label is a verb and an object: "Release early warning". */
export interface Action {
  readonly label: string
  onPress(): void
  /** Work for this action is running: a second press does nothing. */
  readonly busy?: boolean
  /** Why it cannot be done now, as a sentence; the button stays reachable and says it. */
  readonly blockedBecause?: string | undefined
  /** Not shown to a person who may do this at no site. */
  readonly needs?: Permission | undefined
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
}): ReactElement | null {
  const permitted = usePermitted(action.needs)
  const id = useId()
  const [told, setTold] = useState(false)
  if (!permitted) return null
  const why = action.blockedBecause
  const idle = why === undefined && action.busy !== true
  const button = (
    <Button
      {...appearance(weight)}
      type={submit ? 'submit' : 'button'}
      autoFocus={autoFocus}
      aria-disabled={idle ? undefined : true}
      aria-busy={action.busy === true ? true : undefined}
      aria-keyshortcuts={action.keys}
      aria-describedby={why === undefined ? undefined : id}
      onClick={(event) => {
        if (idle) action.onPress()
        else event.preventDefault()
        setTold(!idle)
      }}
      sx={idle ? {} : (theme) => ({ cursor: 'default', '&, &:hover': { backgroundColor: theme.colours.line, color: theme.colours.text, borderColor: theme.colours.line } })}
    >
      {action.label}
    </Button>
  )
  if (why === undefined) return button
  return (
    <>
      <Tooltip title={why} open={told} onOpen={() => setTold(true)} onClose={() => setTold(false)} describeChild>
        {button}
      </Tooltip>
      <span id={id} hidden>
        {why}
      </span>
    </>
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

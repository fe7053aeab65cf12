import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement, ReactNode } from 'react'
import { ActionButton } from './ActionButton.tsx'
import type { Action } from './ActionButton.tsx'
import { SeverityShape, severityColour } from './SeverityMark.tsx'
import type { Severity } from './SeverityMark.tsx'

/** A sentence that stays where it arose. Without a severity it is plain information. */
export function Notice({
  severity,
  title,
  actions = [],
  live = false,
  children,
}: {
  readonly severity?: Severity
  readonly title: string
  readonly actions?: readonly Action[]
  /** Read out when it appears: only for what arises after a press. */
  readonly live?: boolean
  readonly children?: ReactNode
}): ReactElement {
  return (
    <Box
      role={live ? 'status' : undefined}
      data-print="whole"
      sx={(theme) => ({
        display: 'flex',
        gap: 1.5,
        padding: 1.5,
        backgroundColor: theme.colours.raised,
        border: `1px solid ${severity === undefined ? theme.colours.line : severityColour(theme, severity)}`,
        borderLeftWidth: 4,
        borderLeftColor: severity === undefined ? theme.colours.action : severityColour(theme, severity),
        borderRadius: `${theme.sizes.radius}px`,
      })}
    >
      {severity === undefined ? null : (
        <Box sx={{ paddingTop: '3px' }}>
          <SeverityShape severity={severity} />
        </Box>
      )}
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Typography sx={{ fontWeight: 700 }}>{title}</Typography>
        {children}
        {actions.length === 0 ? null : (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginTop: 1 }}>
            {actions.map((action) => (
              <ActionButton key={action.label} action={action} />
            ))}
          </Box>
        )}
      </Box>
    </Box>
  )
}

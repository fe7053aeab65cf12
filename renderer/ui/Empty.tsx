import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { ActionButton } from './ActionButton.tsx'
import type { Action } from './ActionButton.tsx'

/** A list that has nothing yet: what it is for, the first action, and another way to look around. */
export function Empty({
  title,
  what,
  action,
  alternative,
}: {
  readonly title: string
  /** What this list is for. */
  readonly what: string
  readonly action?: Action | undefined
  /** E.g. "or try the demo plant". */
  readonly alternative?: Action | undefined
}): ReactElement {
  return (
    <Box
      sx={(theme) => ({
        border: `1px dashed ${theme.colours.lineStrong}`,
        borderRadius: `${theme.sizes.radius}px`,
        padding: 4,
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'flex-start',
        gap: 1,
        maxWidth: '46rem',
      })}
    >
      <Typography variant="h2">{title}</Typography>
      <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{what}</Typography>
      {action === undefined && alternative === undefined ? null : (
        <Box data-print="no" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginTop: 1 }}>
          {action === undefined ? null : <ActionButton action={action} />}
          {alternative === undefined ? null : <ActionButton action={alternative} weight="plain" />}
        </Box>
      )}
    </Box>
  )
}

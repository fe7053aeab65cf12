import Box from '@mui/material/Box'
import type { ReactElement, ReactNode } from 'react'
import { ActionButton, type Action } from './ActionButton.tsx'

/** One line of what needs a person: how urgent, what, until when, and the way to it. */
export function NeedRow({ mark, title, detail, action }: { readonly mark?: ReactNode; readonly title: ReactNode; readonly detail: ReactNode; readonly action: Action }): ReactElement {
  return (
    <Box
      component="li"
      data-print="whole"
      sx={(theme) => ({
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 2,
        rowGap: 0.5,
        paddingBlock: 1,
        borderTop: `1px solid ${theme.colours.line}`,
        '&:first-of-type': { borderTop: 'none', paddingTop: 0 },
        '&:last-of-type': { paddingBottom: 0 },
      })}
    >
      {mark === undefined ? null : <Box sx={{ flex: '0 0 7.5rem' }}>{mark}</Box>}
      <Box sx={{ flex: '1 1 16rem', minWidth: 0 }}>
        <Box sx={{ fontWeight: 700, overflowWrap: 'anywhere' }}>{title}</Box>
        <Box sx={(theme) => ({ color: theme.colours.quietText })}>{detail}</Box>
      </Box>
      <Box data-print="no">
        <ActionButton action={action} />
      </Box>
    </Box>
  )
}

/** A list of such lines. */
export function NeedList({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {children}
    </Box>
  )
}

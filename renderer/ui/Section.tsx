import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import type { ReactElement, ReactNode } from 'react'

/** A titled part of a page on its own raised ground. */
export function Section({ title, actions, children }: { readonly title: string; readonly actions?: ReactNode; readonly children: ReactNode }): ReactElement {
  const id = useId()
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={(theme) => ({
        backgroundColor: theme.colours.surface,
        border: `1px solid ${theme.colours.line}`,
        borderRadius: `${theme.sizes.radius}px`,
        padding: 2,
      })}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, marginBottom: 1.5 }}>
        <Typography variant="h2" id={id}>
          {title}
        </Typography>
        {actions === undefined ? null : <Box sx={{ marginLeft: 'auto', minWidth: 0, display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 1 }}>{actions}</Box>}
      </Box>
      {children}
    </Box>
  )
}

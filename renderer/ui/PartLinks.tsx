import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { Link } from 'wouter'

/** One of the screens that share a title. */
export interface PartLink {
  readonly label: string
  /** Its hash route. */
  readonly href: string
  readonly current: boolean
}

/** Leads between the parts of a screen; each part is a screen of its own, so these are links and no tabs. */
export function PartLinks({ label, parts }: { readonly label: string; readonly parts: readonly PartLink[] }): ReactElement {
  return (
    <Box component="nav" aria-label={label} data-print="no" sx={(theme) => ({ display: 'flex', flexWrap: 'wrap', columnGap: 1, marginBottom: 2, borderBottom: `1px solid ${theme.colours.line}` })}>
      {parts.map((part) => (
        <Box
          key={part.href}
          component={Link}
          href={part.href}
          aria-current={part.current ? 'page' : undefined}
          sx={(theme) => ({
            display: 'inline-flex',
            alignItems: 'center',
            minHeight: theme.sizes.target,
            paddingInline: 2,
            color: theme.colours.text,
            textDecoration: 'none',
            fontWeight: part.current ? 700 : 400,
            borderBottom: `3px solid ${part.current ? theme.colours.action : 'transparent'}`,
            '&:hover': { backgroundColor: theme.colours.selectedRow },
          })}
        >
          {part.label}
        </Box>
      ))}
    </Box>
  )
}
